"""Pages that are no article are known by what they say, in the languages we meet, and real reports are not taken for them."""

import pytest

from octavo.article.logic.extract import extract
from octavo.article.logic.kind import refusal

REST = (
    "<p>Our newsroom is open day and night; write to us when a link on one of our pages led you to this place.</p>"
    "<p>Readers with an account follow the subjects they care about, save what they like and take part in the talk.</p>"
)
SAID = {
    "missing": (
        "That page can’t be found", "This page isn’t available", "Sorry, we couldn’t find that page", "Error 404",
        "This article is no longer available", "410 Gone", "503 Service Unavailable", "Site under maintenance",
        "Diese Seite existiert nicht mehr", "Die gewünschte Seite konnte nicht gefunden werden", "Cette page n’existe pas",
        "Cet article n’est plus disponible", "No hemos encontrado la página", "La pagina richiesta non esiste",
        "Stránka nebyla nalezena", "お探しのページは見つかりませんでした",
    ),
    "captcha": (
        "Access to this page has been denied", "Pardon Our Interruption", "Robot check", "Human Verification",
        "Sind Sie ein Roboter?", "Sicherheitsüberprüfung", "Vérification de sécurité", "¿Eres un robot?", "Verifica di essere umano",
        "Confirme que não é um robô", "Подтвердите, что вы не робот", "安全验证", "Ben je een robot?", "Potwierdź, że jesteś człowiekiem",
        "로봇이 아닙니다",
    ),
    "login": ("Log in", "My account", "Bitte melden Sie sich an", "Identifiez-vous", "Inicia sesión", "Iniciar sessão", "Logga in"),
    "consent": (
        "We care about your privacy", "Cookies on The Coast", "Accept cookies to continue", "Wir benötigen Ihre Zustimmung",
        "Mit Werbung weiterlesen oder Abo abschließen", "Le respect de votre vie privée est notre priorité", "Valoramos tu privacidad",
        "La tua privacy è importante", "Cookies toestaan", "Valorizamos a sua privacidade", "Vi värnar om din integritet",
        "Szanujemy twoją prywatność", "Vi bruger cookies", "We use cookies", "Wir verwenden Cookies", "Nous utilisons des cookies",
        "Usamos cookies", "Questo sito utilizza i cookie",
    ),
}  # fmt: skip
DATE = "<meta property='article:published_time' content='2026-03-01T10:00:00Z'>"
PROSE = "".join(
    f"<p>The harbour of Oakport opened again on day {n} after days of storm, and ships came in with the tide.</p>"
    for n in range(8)
)
TEASERS = "".join(
    f"<article><h3><a href='/2026/report-{n}'>Report {n} about the harbour and its ships</a></h3>"
    f"<p>The harbour of Oakport opened again after {n} days of storm, and ships came in at noon.</p></article>"
    for n in range(12)
)


def judged(title, body, path, head=""):
    url = f"https://coast.example{path}"
    page = f"<html><head><title>{title}</title>{head}</head><body><main><h1>{title}</h1>{body}</main></body></html>"
    return (refusal(extract(page, url=url), url) or "").partition(":")[0]


@pytest.mark.parametrize(("slug", "title"), [(slug, title) for slug, titles in SAID.items() for title in titles])
def test_a_page_that_says_what_it_is_is_refused_for_that(slug, title):
    assert judged(title, REST, "/2026/harbour") == slug


@pytest.mark.parametrize(
    "path",
    [
        "/team/ines-calder",
        "/redakteure/ines-calder",
        "/firma/ines-calder",
        "/users/ines-calder",
        "/writers/ines-calder",
        "/?author=5",
    ],
)
def test_an_authors_page_is_known_by_its_address(path):
    assert (
        judged("Ines Calder", "<p>Ines Calder reports on the harbour for The Coast.</p>" + TEASERS, path)
        == "author-index"
    )


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("Flight 404 lands", "/2026/flight-404"),
        ("“We value your privacy,” says minister", "/2026/cookies"),
        ("Log in the canal, ships wait", "/2026/log"),
        ("Register of ships is public", "/2026/register"),
        ("Are you a robot? Why captchas fail", "/2026/captcha"),
        ("Police cannot find missing sailor", "/2026/sailor"),
        ("Vermisster Segler konnte nicht gefunden werden", "/2026/segler"),
        ("500 jobs go at the shipyard", "/2026/jobs"),
        ("Le monstre du lac n’existe pas", "/2026/monstre"),
        ("Tramway is under maintenance until May", "/2026/tram"),
        ("Cookies on a stick", "/2026/cookies-on-a-stick"),
        ("Oakport wins the cup", "/team/oakport-wins"),
        ("Ines Calder turns 80", "/people/ines-calder-turns-80"),
    ],
)
def test_a_short_dated_report_is_an_article_whatever_its_headline_reminds_of(title, path):
    assert judged(title, PROSE, path, DATE) == ""
