"""Why a page is no article: an index, a login, a consent wall, an error that calls itself 200."""

import re
from urllib.parse import SplitResult, urlsplit

from octavo.article.types import Extracted
from octavo.kit.text import UNSPACED, plain_key

# slug → what the title (or, for short pages, the text) says in the languages we meet most
_SIGNS: dict[str, re.Pattern[str]] = {
    "missing": re.compile(
        r"^(error )?404\b|\b404$|404 (not found|error|page)|(error|fehler|erreur|errore|fout|fel|ошибка) 404|page (was )?not found|"
        # of the page itself: people, too, are not found
        r"(page|article|story|link|site)\b.{0,30}(can t|cannot|couldn t|could not|not) be found|doesn t exist|does not exist|"
        r"(can t|cannot|couldn t|could not) find (the|that|this|your) (page|article|story)|no longer (available|exists?)|"
        r"(page|article|story) (is|isn t|is not|not) available$|^410 gone|^50[0234] (service|internal|bad|gateway|error|server)|"
        r"^(service|site) (temporarily )?unavailable|(site|page) (is )?under maintenance|"
        r"(seite|artikel)\b.{0,30}(existiert nicht|konnte nicht gefunden)|"
        r"(page|article)\b.{0,30}(n existe (pas|plus)|n est plus disponible)|"
        r"no hemos encontrado la página|pagina\b.{0,30}non esiste|página\b.{0,30}não existe|"
        r"ページ.{0,8}見つかりません|"
        r"stránka.{0,10}nebyla nalezena|"
        r"seite (wurde )?nicht gefunden|nicht mehr verfügbar|page (introuvable|non trouvée)|"
        r"página no (encontrada|existe)|página não (encontrada|existe)|pagina non trovata|pagina niet gevonden|"
        r"sidan (hittades inte|finns inte)|siden (ble )?ikke funnet|strona nie (istnieje|została znaleziona)|"
        r"страница не найдена|сторінку не знайдено|stránka nenalezena|sayfa bulunamadı|الصفحة غير موجودة|页面不存在|"
        r"找不到页面|頁面不存在|ページが見つかりません|페이지를 찾을 수|nie znaleziono|sidan kunde inte hittas|"
        r"siden (blev|ble|kunne) ikke fu?nn?de?t?|sivua ei löydy|sivua ei löytynyt|oldal nem található|pagina nu a fost găsită|"
        r"pagina nu există|stránka (sa )?nenašla|halaman tidak ditemukan|không tìm thấy trang|η σελίδα δεν βρέθηκε|"
        r"страницата не е намерена|stranica nije pronađena|העמוד לא נמצא|הדף לא נמצא|पेज नहीं मिला|पृष्ठ नहीं मिला|ไม่พบหน้า|"
        r"صفحه (مورد نظر )?یافت نشد|pagina niet (gevonden|beschikbaar)"
    ),
    "captcha": re.compile(
        r"\bcaptcha\b|pardon our interruption|access to this page has been denied|robot (check|test)|human verification|ddos protection|"
        r"sicherheits(über)?prüfung|sind sie ein (mensch|roboter)|vérification de sécurité|eres (un robot|humano)|verifica di essere umano|"
        r"não é um robô|вы не робот|安全验证|验证码|ben je een robot|jesteś człowiekiem|로봇이 아닙니다|är du en robot|"
        r"are you (a )?(human|robot)|verify (that )?you are (a )?human|just a moment|"
        r"attention required|checking your browser|access denied|unusual traffic|bist du ein mensch|"
        r"êtes vous un robot|请验证|ロボットではありません"
    ),
    "login": re.compile(
        r"^(log ?in|sign ?in|register|subscribe|create (an )?account|log in or register|anmelden|einloggen|"
        r"registrieren|connexion|se connecter|s identifier|iniciar sesión|identifícate|entrar|accedi|inloggen|"
        r"logga in|logg inn|log ind|zaloguj( się)?|войти|вход|авторизация|увійти|giriş( yap)?|تسجيل الدخول|登录|"
        r"登入|ログイン|로그인|kirjaudu( sisään)?|přihlášení|přihlásit|prihlásenie|bejelentkezés|autentificare|conectare|σύνδεση|"
        r"inicia sesión|iniciar sessão|identifiez vous|my account|mein konto|mon compte|mi cuenta|login für|bitte melden sie sich an|"
        r"вход в|prijava|התחברות|लॉग ?इन|เข้าสู่ระบบ|đăng nhập|masuk|ورود)\b"
    ),
    "consent": re.compile(
        r"before you continue|your (privacy|cookie) (choices|settings)|cookie (consent|settings|einstellungen|"
        r"policy)|we value your privacy|consent (required|management)|ihre einwilligung|"
        r"datenschutzeinstellungen|gestion des cookies|votre vie privée|configuración de cookies|uw privacy|"
        r"privacy gate|care about your privacy|cookies on (the|this|our)|(accept|allow) cookies|manage your consent|"
        r"(benötigen|brauchen) (wir )?ihre zustimmung|mit werbung weiterlesen|privatsphäre einstellungen|ihre privatsphäre|"
        r"respect de (votre|la) vie privée|(valoramos|importante para nosotros) tu privacidad|tu privacidad es importante|"
        r"tua privacy|informativa sui cookie|cookies toestaan|gebruiken cookies|sua privacidade|din integritet|twoją prywatność|"
        r"bruger cookies|bruker cookies|använder cookies|(we|this (site|website)) uses? cookies|utilis(ons|e) (des|les) cookies|"
        r"(verwenden|nutzen|verwendet|nutzt) (wir )?cookies|(usamos|utilizamos|utiliza) cookies|(usiamo|utilizziamo|utilizza) (i )?cookie|"
        r"używamy (plików )?cookie"
    ),
}  # fmt: skip
_AUTHOR = re.compile(
    r"/(authors?|autor(en|es)?|auteurs?|autori|staff|profiles?|people|reporters?|journalists?|contributors?|"
    r"redaktion|redakteur(e|in)?|journalistes?|periodistas?|firmas?|writers?|columnists?|users?|team|by)/[^/]+/?$"
)
_AUTHOR_ASKED = re.compile(r"(^|&)author(_name)?=[\w-]+$")
_SECTION = re.compile(
    r"/(tags?|topics?|themen?|sections?|category|categories|rubrik|ressort|archives?|search|suche|page/\d+|"
    r"hashtag|newsletters?)(/|$)"
)


_FRONT = re.compile(r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default)(?:\.\w{3,5})?/?)?", re.I)
# The share of teasers that makes a page a list: where the address says so too, and where it does not.
_SOME, _ALL = 0.6, 0.97
_REPORT = 250  # characters of a page's own that may be a short report
_ENDED = re.compile(r"[.!?…。！？؟][\"”’»)\]]*$")


def refusal(extracted: Extracted, url: str | None = None) -> str | None:
    """Return why this page should not be ingested, as "slug: words"; None when it is an article.

    Slugs: missing, captcha, login, consent, author-index, section-front, empty.
    """
    address = urlsplit(url or extracted.url or "")
    path = address.path
    prose = [paragraph for paragraph in extracted.paragraphs if _is_prose(paragraph.text)]
    size = sum(len(paragraph.text) * (3 if UNSPACED.search(paragraph.text) else 1) for paragraph in prose)
    title, start = plain_key(extracted.title or ""), plain_key(extracted.text[:400])
    report = extracted.published is not None and not _is_list(extracted)  # dated, and in whole sentences
    for slug, sign in _SIGNS.items():
        # an article may be about captchas; a page that is one has next to no text, and one that is missing may offer dated reports
        if (
            (slug == "missing" or not report)
            and size < 1200
            and (sign.search(title) or (size < 400 and sign.search(start)))
        ):
            return f"{slug}: the page says so in its title or first words"
    if _is_author(address) and (extracted.published is None or _is_list(extracted)):
        return "author-index: the address is an author's page, and it lists headlines or bears no date"
    if _is_front(address) or (_SECTION.search(path) and extracted.published is None and size < 2500):
        return "section-front: the address is a front or list of articles"
    teased, listed = extracted.teased, bool(_SECTION.search(path) or _AUTHOR.search(path))
    if teased.share >= (_SOME if listed else _ALL) and (listed or teased.own < _REPORT):
        slug = "author-index" if _AUTHOR.search(path) else "section-front"
        return f"{slug}: what the page says are teasers that lead to other pages"
    if size < 120 and len(extracted.text) < 150:
        return "empty: the page holds no running text"
    return None


def is_list_address(url: str) -> bool:
    """Say whether an address is, by its look, that of a front, a section, a tag or an author."""
    address = urlsplit(url)
    return _is_front(address) or bool(_SECTION.search(address.path)) or _is_author(address)


def _is_front(address: SplitResult) -> bool:
    return bool(_FRONT.fullmatch(address.path)) and not address.query  # "/?p=123" is an article of many a blog


def _is_author(address: SplitResult) -> bool:
    return bool(_AUTHOR.search(address.path) or _AUTHOR_ASKED.search(address.query))


def _is_list(extracted: Extracted) -> bool:
    """Say whether the page is headlines and teasers: fewer than three paragraphs that are long and end as sentences do."""
    ended = [part for part in extracted.paragraphs if _is_long(part.text) and _ENDED.search(part.text)]
    return len(ended) < 3


def _is_long(text: str) -> bool:
    return len(text) >= 80 or (len(text) >= 30 and bool(UNSPACED.search(text)))


def _is_prose(text: str) -> bool:
    return len(text) >= 60 or (len(text) >= 25 and bool(UNSPACED.search(text)))
