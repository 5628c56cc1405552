"""What stands around a body on real pages, in the publisher's language: none of it is the article."""

from html import escape

from octavo.press.layouts.sheet import Sheet
from octavo.press.plates import HEIGHT, WIDTH
from octavo.press.types import Article

WORDS = {
    "en": {
        "nav": "News|Politics|Economy|Sport|Culture",
        "cookie": "We value your privacy. We and our partners store crumbs on your device.|Accept all|Settings",
        "letter": "Get the morning letter. Ten stories before the first ferry.|Your e-mail address|Sign up",
        "share": "Share this article|Copy link|Send by e-mail",
        "related": "More on this",
        "most": "Most read",
        "comments": "Comments|Join the discussion. Please log in to write a comment.",
        "reader": "Tell us what really happened, I was there and saw none of it.",
        "app": "Read this faster in our app",
        "by": "By",
        "plate": "Illustration: the demo’s engraver",
        "pay": "Subscribe to read on. Two crowns for the first four weeks.",
        "advert": "Advertisement",
    },
    "de": {
        "nav": "Nachrichten|Politik|Wirtschaft|Sport|Kultur",
        "cookie": "Wir schätzen Ihre Privatsphäre. Unsere Partner legen Krümel ab.|Alle akzeptieren|Einstellungen",
        "letter": "Der Morgenbrief: das Wichtigste vor der ersten Fähre.|Ihre E-Mail-Adresse|Anmelden",
        "share": "Artikel teilen|Link kopieren|Per E-Mail senden",
        "related": "Mehr zum Thema",
        "most": "Meistgelesen",
        "comments": "Kommentare|Diskutieren Sie mit. Bitte melden Sie sich an, um zu kommentieren.",
        "reader": "Ich wohne dort und habe von alledem nichts bemerkt.",
        "app": "In unserer App schneller lesen",
        "by": "Von",
        "plate": "Tafel: die Graveurin der Vorführung",
        "pay": "Weiterlesen mit Abo. Zwei Kronen für die ersten vier Wochen.",
        "advert": "Anzeige",
    },
    "fr": {
        "nav": "Actualités|Politique|Économie|Sport|Culture",
        "cookie": "Nous respectons votre vie privée. Nos partenaires déposent des miettes.|Tout accepter|Réglages",
        "letter": "Recevez la lettre du matin, avant le premier bac.|Votre adresse électronique|S’inscrire",
        "share": "Partager cet article|Copier le lien|Envoyer par courriel",
        "related": "Sur le même sujet",
        "most": "Les plus lus",
        "comments": "Commentaires|Réagissez à cet article. Connectez-vous pour commenter.",
        "reader": "J’habite à deux rues et je n’ai rien entendu de tel.",
        "app": "Lisez plus vite dans notre application",
        "by": "Par",
        "plate": "Illustration : la graveuse de la démonstration",
        "pay": "Abonnez-vous pour lire la suite. Deux couronnes les quatre premières semaines.",
        "advert": "Publicité",
    },
    "es": {
        "nav": "Noticias|Política|Economía|Deportes|Cultura",
        "cookie": "Valoramos su privacidad. Nuestros socios guardan migas en su dispositivo.|Aceptar todo|Ajustes",
        "letter": "Reciba la carta de la mañana antes del primer barco.|Su correo electrónico|Suscribirse",
        "share": "Compartir|Copiar enlace|Enviar por correo",
        "related": "Más sobre este tema",
        "most": "Lo más leído",
        "comments": "Comentarios|Participe. Inicie sesión para comentar.",
        "reader": "Vivo al lado y no me enteré de nada.",
        "app": "Lea más rápido en nuestra aplicación",
        "by": "Por",
        "plate": "Ilustración: la grabadora de la demostración",
        "pay": "Suscríbase para seguir leyendo.",
        "advert": "Publicidad",
    },
}


def word(sheet: Sheet, name: str) -> list[str]:
    """Return the pieces of a phrase in the publisher's language."""
    return WORDS[sheet.publisher.language][name].split("|")


def masthead(sheet: Sheet) -> str:
    """Return name, motto and navigation."""
    links = "".join(f'<a href="/?s={i}">{name}</a>' for i, name in enumerate(word(sheet, "nav")))
    name, motto = escape(sheet.publisher.name), escape(sheet.publisher.motto)
    return f'<header><a href="/"><b>{name}</b></a> <span class="meta">{motto}</span></header><nav>{links}</nav>'


def byline(sheet: Sheet) -> str:
    """Return the authors and the date, or only the date."""
    names = ", ".join(escape(name) for name in sheet.article.authors)
    by = f"{word(sheet, 'by')[0]} {names} · " if names else ""
    moment = sheet.article.published
    return f'{by}<time datetime="{moment.isoformat()}">{moment:%Y-%m-%d %H:%M}</time>'


def figure(sheet: Sheet) -> str:
    """Return the lead image with its credit."""
    credit = word(sheet, "plate")[0]
    return (
        f'<figure><img src="{sheet.image}" width="{WIDTH}" height="{HEIGHT}" alt="">'
        f"<figcaption>{credit}</figcaption></figure>"
    )


def cards(sheet: Sheet, *, linked: bool = True, kind: str = "related") -> str:
    """Return cards of other articles; without links they look even more like text of the article."""

    def card(other: Article) -> str:
        title = escape(other.headline)
        inner = f'<a href="{other.path}">{title}</a>' if linked else f"<strong>{title}</strong>"
        return f"<div><p>{inner}</p><p>{escape(other.standfirst)}</p></div>"

    found = sheet.others[:3] if kind == "related" else sheet.others[3:6]
    return f"<aside><h3>{word(sheet, kind)[0]}</h3>{''.join(card(other) for other in found)}</aside>" if found else ""


def share(sheet: Sheet) -> str:
    """Return the bar of share buttons and the article's hashtags."""
    buttons = "".join(f"<button>{label}</button> " for label in word(sheet, "share"))
    tags = " ".join("#" + "".join(part.capitalize() for part in tag.split()) for tag in sheet.article.tags)
    return f'<div class="box meta">{buttons}<p>{escape(tags)}</p></div>'


def newsletter(sheet: Sheet) -> str:
    """Return the newsletter prompt."""
    text, place, button = word(sheet, "letter")
    form = f'<form><input type="email" placeholder="{place}"><button>{button}</button></form>'
    return f'<div class="box"><p>{text}</p>{form}</div>'


def comments(sheet: Sheet) -> str:
    """Return the comment box with one reader's comment."""
    title, text = word(sheet, "comments")
    return f'<section class="box"><h3>{title}</h3><p>{text}</p><p>{word(sheet, "reader")[0]}</p></section>'


def cookies(sheet: Sheet) -> str:
    """Return the consent banner."""
    text, accept, settings = word(sheet, "cookie")
    return (
        f'<div class="box meta" role="dialog"><p>{text}</p><button>{accept}</button><button>{settings}</button></div>'
    )


def app(sheet: Sheet) -> str:
    """Return the app prompt and an advertisement's label."""
    return f'<div class="box meta"><p>{word(sheet, "app")[0]}</p><p>{word(sheet, "advert")[0]}</p></div>'


def closing(sheet: Sheet) -> list[str]:
    """Return what editors add below a text: correction note and agency credit."""
    return [text for text in (sheet.article.note, sheet.article.credit) if text]
