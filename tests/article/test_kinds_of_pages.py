"""Live blogs, tables, captions, and every script in every charset come out as readers see them."""

import json

import pytest

from octavo.article.logic.extract import extract

ENTRIES = [
    (
        "14:05",
        "The gate opens",
        "Workers opened the gate of the harbour at five past two, and the first ship left for the sea.",
    ),
    (
        "13:40",
        "Storm calms",
        "The weather office says that the wind has fallen to forty kilometres and will fall further.",
    ),
    (
        "12:10",
        "Roof lost",
        "The roof of the fish market flew into the basin at noon, said Mayor Calder, and nobody was hurt.",
    ),
]
LEDE = "We follow the storm over Oakport all day with our reporters at the quay and in the town hall."


def live(entries, stated=True):
    posts = [{"@type": "BlogPosting", "headline": head, "articleBody": text} for _, head, text in ENTRIES]
    ld = json.dumps({"@type": "LiveBlogPosting", "headline": "Storm over Oakport: live", "liveBlogUpdate": posts})
    head = f'<script type="application/ld+json">{ld}</script>' if stated else ""
    return f"<html><head>{head}</head><body><main><h1>Storm over Oakport: live</h1><p>{LEDE}</p>{entries}</main></body></html>"


@pytest.mark.parametrize("tag", ["article", "div", "section"])
def test_a_live_blogs_entries_stay_in_order_under_their_times(tag):
    entries = "".join(
        f"<{tag}><time datetime='2026-03-01T{time}:00Z'>{time}</time><h2>{head}</h2><p>{text}</p></{tag}>"
        for time, head, text in ENTRIES
    )
    found = extract(live(entries))
    expected = [("paragraph", LEDE)]
    for time, head, text in ENTRIES:
        expected += [("heading", f"{time} {head}"), ("paragraph", text)]
    assert [(part.kind, part.text) for part in found.paragraphs] == expected
    assert (found.title, found.live) == ("Storm over Oakport: live", True)


@pytest.mark.parametrize("name", ["post", "entry", "live-post", "article-body", "story"])
def test_the_names_of_entries_do_not_matter_and_the_first_keeps_its_heading_without_a_lede(name):
    entries = "".join(
        f"<div class='{name}' id='{name}{n}'><h3>{head}</h3><time datetime='2026-03-01T{time}:00Z'>{time}</time><p>{text}</p></div>"
        for n, (time, head, text) in enumerate(ENTRIES)
    )
    found = extract(live(entries).replace(f"<p>{LEDE}</p>", ""))
    expected = [line for time, head, text in ENTRIES for line in (("heading", f"{time} {head}"), ("paragraph", text))]
    assert [(part.kind, part.text) for part in found.paragraphs] == expected


def test_an_entry_without_a_heading_has_its_time_for_one():
    entries = "".join(f"<div><p><time>{time}</time></p><p>{text}</p></div>" for time, _, text in ENTRIES)
    found = extract(live(entries))
    assert [part.text for part in found.paragraphs if part.kind == "heading"] == [time for time, _, _ in ENTRIES]


def test_posts_that_only_the_metadata_tells_never_come_out():
    found = extract(live("<p>The quay is closed to cars and walkers until the evening, say the police of Oakport.</p>"))
    assert "fish market" not in found.text


def test_a_page_that_is_no_live_blog_is_not_marked_as_one():
    assert extract(live("", stated=False)).live is False


def test_table_rows_are_lines_and_captions_and_credits_stay_out():
    table = "<table><tr><th>Ship</th><th>Tons</th></tr><tr><td>Anna</td><td>120</td></tr></table>"
    figure = "<figure><img src=a.jpg><figcaption>A ship at the quay. Photo: Jo Lens</figcaption></figure>"
    text = [entry[2] for entry in ENTRIES]
    found = extract(
        f"<body><article><h1>Ships</h1><p>{text[0]}</p><p>{text[1]}</p>{table}{figure}<p>{text[2]}</p></article></body>"
    )
    assert [part.text for part in found.paragraphs] == [text[0], text[1], "Ship Tons", "Anna 120", text[2]]


TEXTS = [
    (
        "ar",
        "windows-1256",
        "أعلنت سلطات الميناء يوم الاثنين أن الرصيف سيعاد فتحه أمام السفن بعد اثني عشر يوما من العاصفة.",
    ),
    (
        "he",
        "windows-1255",
        "רשות הנמל הודיעה ביום שני כי הרציף ייפתח מחדש לאוניות לאחר שנים עשר ימים של סערה שסגרה את הים.",
    ),
    ("ja", "shift_jis", "港湾当局は月曜日、十二日間の嵐のあと埠頭を再び開放すると発表し、最初の船が沖へ出たと述べた。"),
    ("ja", "euc-jp", "港湾当局は月曜日、十二日間の嵐のあと埠頭を再び開放すると発表し、最初の船が沖へ出たと述べた。"),
    (
        "zh",
        "gb2312",
        "港务局星期一宣布，经过十二天的风暴，码头将重新开放，第一批船只已经驶向外海。市长表示没有人受伤。",
    ),
    (
        "ko",
        "euc-kr",
        "항만 당국은 월요일 열이틀 동안의 폭풍이 끝나고 부두를 다시 연다고 발표했으며 첫 배가 바다로 나갔다.",
    ),
    (
        "ru",
        "windows-1251",
        "Портовые власти объявили в понедельник, что причал снова откроется после двенадцати дней шторма.",
    ),
    (
        "de",
        "iso-8859-1",
        "Die Hafenbehörde gab am Montag bekannt, dass der Kai nach zwölf Tagen Sturm wieder öffnet für große Schiffe.",
    ),
]


@pytest.mark.parametrize(("language", "charset", "text"), TEXTS)
def test_every_script_comes_out_whatever_charset_is_declared(language, charset, text):
    lines = [f"{text}{number}" for number in (1, 2, 3, 4)]
    body = f"<title>{text[:20]}</title></head><body><article><h1>{text[:20]}</h1>"
    body += "".join(f"<p>{line}</p>" for line in lines) + "</article></body>"
    for declared in (f"<meta charset={charset}>", "", "<meta charset=utf-8>"):
        page = f"<html lang={language}><head>{declared}{body}</html>".encode(charset)
        assert extract(page).text.split("\n\n") == lines, declared
    mislabelled = f"<html lang={language}><head><meta charset={charset}>{body}</html>".encode()
    assert extract(mislabelled).text.split("\n\n") == lines


WRONG = {
    "cp1256": "أعيد فتح ميناء أوكبورت يوم الاثنين بعد أيام من العواصف، ودخلت السفن الأولى مع المد عند الظهر.",
    "cp1255": "נמל אוקפורט נפתח מחדש ביום שני לאחר ימי סערה, והאוניות הראשונות נכנסו עם הגאות בצהריים.",
    "euc_jp": "オークポート港は長い嵐の後、月曜日に再び開港し、最初の船が正午の満潮とともに入港した。",
    "iso2022_jp": "オークポート港は長い嵐の後、月曜日に再び開港し、最初の船が正午の満潮とともに入港した。",
    "gb18030": "奥克波特港在经历多日的风暴之后于周一重新开放,第一批船只在正午随潮水驶入港口,市长表示码头完好。",
    "cp949": "오크포트 항은 긴 폭풍 끝에 월요일 다시 문을 열었고, 첫 배들이 정오 밀물과 함께 들어왔다.",
}


@pytest.mark.parametrize("charset", WRONG)
@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-8", "windows-1252"])
def test_a_script_that_is_declared_as_latin_comes_out_all_the_same(charset, declared):
    lines = "".join(f"<p>{n}. {WRONG[charset]}</p>" for n in range(10, 16))
    page = f"<html><head><meta charset={declared}></head><body><article>{lines}</article></body></html>".encode(charset)
    found = extract(page, content_type=f"text/html; charset={declared}")
    assert [part.text for part in found.paragraphs] == [f"{n}. {WRONG[charset]}" for n in range(10, 16)]


@pytest.mark.parametrize("charset", ["cp1252", "iso-8859-1"])
def test_a_latin_script_with_many_marks_stays_latin(charset):
    text = (
        "Après l’été, l’évêque de Château-Thélème a été réélu à l’unanimité, a déclaré à Épône la préfète Zoé Lacôte."
    )
    text = text.replace("’", "'")
    page = f"<html><head><meta charset={charset}></head><body><article>{f'<p>{text}</p>' * 4}</article></body></html>".encode(
        charset
    )
    assert extract(page).paragraphs[0].text == text
