"""The lines of an article's text that are not its own: repeated titles, bylines, pointers elsewhere, credits, agency marks.

By form and by words that many houses share. Every rule is for short lines, or for the ends of the text.
"""

import re
from collections.abc import Iterable

from octavo.article.logic.furniture_words import is_ago, is_head
from octavo.article.types import Paragraph
from octavo.kit.text import plain_key

_WORDS = re.compile(r"\w+")
# a line between paragraphs that points to another article
_POINTER = re.compile(
    r"""(?ix)^\W*(?:
    read\ (?:more|also|next|the\ full)|also\ read|see\ also|more:|related(?:\ (?:articles?|stor(?:y|ies)|posts?|news|content))?\s*[:\-–|]
    |lesen\ sie\ (?:\w+\ )?(?:auch|mehr|dazu)|lies\ auch|auch\ interessant
    |mehr\ (?:zum\ thema|dazu)|mehr\ lesen
    |schon\ gelesen|siehe\ auch|das\ könnte\ (?:sie|dich)|kennt\ ihr\ schon|passend\ dazu|weitere\ informationen
    |les\ også|læs\ også|läs\ (?:också|även|mer)|les\ mer|læs\ mere|lue\ (?:myös|lisää)|lees\ (?:ook|meer|verder)
    |(?:à\ )?lire\ (?:aussi|également|plus)|voir\ aussi|lee\ (?:también|más|además)|lea\ (?:también|además|más)|leer\ (?:más|también)
    |te\ puede\ interesar|mira\ también|leia\ (?:também|mais|ainda)|veja\ (?:também|mais)|saiba\ mais|leggi\ anche|per\ approfondire
    |czytaj\ (?:też|także|więcej|dalej)|zobacz\ (?:też|także|również)|dowiedz\ się\ więcej|przeczytaj\ (?:też|także|również)
    |читайте\ (?:также|ещё|еще|подробнее)|смотрите\ также|читайте\ також|дивіться\ також|прочетете\ (?:още|и)|вижте\ (?:още|и)
    |čtěte\ (?:také|též|více)|přečtěte\ si|čítajte\ aj|baca\ juga|citește\ și|citiți\ și|pročitajte|διαβάστε|bakınız|ayrıca\ oku
    |olvass?a?\ (?:el\ )?(?:még|tovább)|اقرأ\ (?:أيض|المزيد)|بیشتر\ بخوانید|यह\ भी\ पढ़|ये\ भी\ पढ़|相关阅读
    |延伸閱讀|推荐阅读|あわせて読み|関連記事|관련\ ?기사
    )"""
)
_CREDIT_WORDS = (
    r"photos?|photograph|illustrations?|ilustraci[oó]n|illustrazione|ilustração|graphics?|grafik|infographie|"
    r"photo\ credit|image(?:\ (?:source|credit))?|picture|fotos?|bild(?:quelle)?|"
    r"crédits?(?:\ photos?)?|фото|imagen|zdjęcie|写真|사진"
)
_CREDIT = re.compile(rf"(?i)^\W*(?:{_CREDIT_WORDS})\s*(?:by\s|[:：|/©-]).{{1,90}}$")
_CAPTION = re.compile(rf"(?i)[.\s(/|–-](?:{_CREDIT_WORDS})\s*[:：©]\s*[^.!?]{{2,60}}\)?$")
_PROMPT = re.compile(
    r"""(?ix)protected\ by\ recaptcha|read\ our\ privacy\ policy|check\ our\ news\ page|get\ in\ touch\ with\ our
    |\bnewsletters?\b.*\b(?:sign\ up|subscribe|subscribing|inbox|abonnier|anmelden|inscri|suscrí|jeden|täglich|every)
    |\b(?:sign\ up|subscribe|abonnier\w*|inscri\w*|suscr\w*|iscriviti|jeden|délivr\w*)\b.*\bnewsletters?\b
    |(?:follow|join|siguenos|síguenos|folgen\ sie|seguici|suivez|únete)\b.*\b(?:twitter|facebook|instagram|whatsapp|telegram|tiktok)
    |\b(?:view|read|get|continue\ reading|for|unlock)\ the\ (?:full|whole|entire|complete)\ (?:story|article|text)\b.*\bsubscri
    |\bsubscribe\b.*\bfull\ (?:story|article|access)\b | \balready\ (?:a\ )?(?:subscriber|member|subscribed)\b.*\b(?:log|sign)\ ?in\b
    |\bwe\ want\ to\ hear\ (?:what\ you\ think|from\ you)\b | \bletters?\ to\ the\ editor\b.{0,60}$ | ^(?:anzeige|werbung)\s*[-–:]
    |\bnewsletters?\b.*\berhalten\ sie\b
    |\bfirst-time\ subscribers\b | ^(?:become\ a|hazte|werde[n\ ]|sei\ |devenez|diventa|torne-se|blijf|bliv|bli)\b.{0,12}\b(?:member
        |subscriber
        |miembro|socio|suscriptor|mitglied|unterstützer|abonné|abbonato|assinante|membro)\b
    |\bnever\ miss\b.*\b(?:sign|news|stor(?:y|ies)|update)
    |\bdownload\b.*\bapps?\b.*\b(?:ios|iphone|android|app\ store|google\ play)\b
    |\b(?:canal|channel|kanal|gruppo|grupo|группу?|канал)\b.*\b(?:telegram|whatsapp)\b.{0,60}$
    |^(?:this|dieser|diese)\ (?:post|article|page|artikel|beitrag|seite)
        \ (?:may\ )?(?:contains?|enthält)\ (?:affiliate|references\ to\ products)
    |\b(?:as\ an\ amazon\ associate|als\ amazon-partner|bei\ den\ verlinkungen\ handelt\ es\ sich|affiliate[- ]links?\b)
    |^(?:swipe|listen|download|recommended\ videos?|article\ content|advertisement|anzeige|werbung|publicité
    |publicidad|реклама)\b.{0,25}$"""
)
_TAIL = re.compile(
    r"""(?ix)^\W*(?:
    (?:related|read\ more|also\ read|see\ also|advertisement|share\ this|follow\ us|copyright
        |source|quelle|fuente|fonte|источник|źródło)\b[^.!?]{0,90}$
    |©.{0,160}$ | \(c\).{0,120}$ | .{0,80}\bcopyrighted\ property\ of\b.{0,80}$
    | (?:written\ permission|no\ part\ of\ this)\b.{0,160}$ | alle\ angaben\ ohne\ gewähr\b.{0,40}$
    | contact\ (?:us|the\ (?:author|editor|newsroom|reporter))\b.{0,120}$
    | (?:quellen(?:angaben)?|zum\ weiterlesen|weiterführende\ links|bewerten|further\ reading|sources|references|fuentes|fonti)\ ?:?$
    | copyright\b.{0,160}$ | .{0,100}\ball\ rights\ reserved\.?$ | alle\ rechte\ vorbehalten
    | (?:additional\ |further\ )?(?:reporting|writing|editing|reported|compiled|edited|written)\s(?:by|from)\b.{0,400}$
    | .{0,120}\bcontributed\ (?:to\ )?(?:this|reporting)\b.{0,60}$ | our\ standards:
    | the\ post\ .{3,160}\ appeared\ first\ on
    | (?:dieser|der)\ (?:artikel|text|beitrag)\ (?:ist|erschien|wurde|stammt)\b.{0,260}$ | sendung:.{0,120}$ | redaktion:.{0,200}$
    | mit\ (?:informationen|material)\ (?:der|von|des)\b.{0,260}$ | (?:mit|with)\ [a-z/,\ ]{2,20}$
    | (?:dpa|afp|ap|reuters|sid|epd|kna|apa|sda|ansa|efe|tass|ntb|ritzau|tt|anp|belga|pap|rirm)(?:[\s/,.:;()-]+\w+){0,8}\W*$
    | for\ more\ (?:stories|news)\ like\ this | follow\ .{2,60}\ on\ (?:twitter|facebook|x|instagram)\b
    )"""
)
_SIGNED = re.compile(r"^[(\[–—-]?\s*[a-zäöü]{2,4}(?:\s?[/,]\s?[a-zäöü]{2,4}){0,3}\s*[)\]]?$")  # (dmk), "js/ap"
_DATED = re.compile(
    r"(?i)^[^.!?]{0,40}(?:\b\d{1,2}[.:/h]\d{2}\b|\b(?:19|20)\d{2}\b)[^.!?]{0,30}$"
)  # a line that is a date, perhaps with a time, a place, a rubric
_ENDS = tuple(".!?…:;\"”“»'’)」。！？|।")


def trimmed(paragraphs: Iterable[Paragraph], title: str | None, authors: tuple[str, ...]) -> tuple[Paragraph, ...]:
    """Return the paragraphs without what stands for the page or the house, and not for the article."""
    names = {plain_key(name) for name in authors}
    whole = list(paragraphs)
    kept = _without_lead(whole, plain_key(title or ""), names)
    kept = _without_pointers(kept)
    kept = _without_repeats(kept)
    while len(kept) > 2 and _is_tail(kept[-1], names):
        kept.pop()
    if sum(len(paragraph.text) for paragraph in kept) * 2 < sum(len(paragraph.text) for paragraph in whole):
        return tuple(whole)  # such lines are never most of an article
    return tuple(kept)


def _without_lead(kept: list[Paragraph], title: str, names: set[str]) -> list[Paragraph]:
    """Drop the title (perhaps with a kicker), bylines, dates and labels before the first sentence."""
    start = 0
    for at, paragraph in enumerate(kept[:6]):
        key = plain_key(paragraph.text)
        titled = key == title or (len(title) > 15 and key.endswith(title) and len(key) <= len(title) + 60)
        # A heading that goes on behind its time is an entry's of a live blog.
        line = len(paragraph.text) <= (16 if paragraph.kind == "heading" else 70)
        dated = line and _DATED.match(paragraph.text)
        if (title and titled) or dated or _is_byline(paragraph.text, names):
            start = at + 1
        elif len(paragraph.text) > 24 or paragraph.text.endswith(_ENDS) or paragraph.kind != "paragraph":
            break
    while start < len(kept) - 2 and _is_label(kept[start]):
        start += 1
    return kept[start:]


def _is_label(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return paragraph.kind == "paragraph" and len(text) <= 24 and len(text.split()) <= 2 and not text.endswith(_ENDS)


def _without_pointers(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Drop lines that point to other articles (with the list behind them), credits of pictures, and prompts."""
    kept: list[Paragraph] = []
    pointing = False
    for paragraph in paragraphs:
        text = paragraph.text
        if pointing and paragraph.kind == "list" and len(text) <= 160:
            continue
        points = len(text) <= 200 and bool(_POINTER.match(text)) and not (len(text) > 90 and text[-1] in ".。")
        pointing = points and (len(text) <= 40 or text[-1] in ":：")
        credited = _CREDIT.match(text) or (len(text) <= 350 and _CAPTION.search(text))
        prompts = len(text) <= 260 and _PROMPT.search(text)
        if not (points or credited or prompts):
            kept.append(paragraph)
    return kept if sum(len(p.text) for p in kept) * 2 >= sum(len(p.text) for p in paragraphs) else paragraphs


def _without_repeats(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Drop pull quotes: a few paragraphs whose words stand in a row in a longer one.

    Where there are many, repetition is how the article is made (an overview before its details).
    """
    keys = [" ".join(_WORDS.findall(paragraph.text.casefold())) for paragraph in paragraphs]
    whole = "\n".join(keys)
    pulled = {
        at
        for at, (paragraph, key) in enumerate(zip(paragraphs, keys, strict=True))
        if len(key) >= 60 and paragraph.kind in ("paragraph", "quote") and _stands_inside(key, whole)
    }
    if len(pulled) > 3 or len(pulled) * 5 > len(paragraphs):
        return paragraphs
    return [paragraph for at, paragraph in enumerate(paragraphs) if at not in pulled]


def _stands_inside(key: str, whole: str) -> bool:
    at = whole.find(key)
    while at >= 0:
        end = at + len(key)
        if (at > 0 and whole[at - 1] == " ") or whole[end : end + 1] == " ":
            return True
        at = whole.find(key, end)
    return False


def _is_byline(text: str, names: set[str]) -> bool:
    key = plain_key(text)
    rest = key
    for name in names:
        rest = rest.replace(name, " ")
    return len(text) < 100 and rest != key and len(rest.split()) <= 4


def _is_tail(paragraph: Paragraph, names: set[str]) -> bool:
    text = paragraph.text
    if paragraph.kind == "heading" or (len(text) <= 60 and (is_head(text) or is_ago(text))):
        return True
    if (
        len(text) <= 80
        and text[0] not in "—–-"
        and ("@" in text or _SIGNED.match(text))
        and not text.endswith((".", "?", "!", "”", '"'))
    ):
        return True
    return bool(_TAIL.match(text)) or _is_byline(text, names) or _is_author_box(text, names)


def _is_author_box(text: str, names: set[str]) -> bool:
    """Say whether `text` tells who the author is ("Ann Lee is a reporter in Oslo.")."""
    key = plain_key(text[:120])
    return any(
        len(name) > 4
        and re.match(rf"{re.escape(name)} (?:is|ist|est|es|is an?|leads|covers|writes|arbeitet|schreibt)\b", key)
        for name in names
    )
