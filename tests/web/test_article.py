"""An article's page: what its publisher allows, and what the machine picked from it."""

import re
from io import BytesIO

import pytest
from PIL import Image

from octavo.article.actions import withdraw
from octavo.article.models import Picture, Revision
from octavo.web.frame.addresses import article_url


def show(client, article, part="article"):
    return client.get(article_url(article, part))


def test_a_full_article_has_numbered_paragraphs_and_addressed_sentences(client, world):
    page = show(client, world.article()).content.decode()
    assert 'id="p1"' in page
    assert '<span class="s" id="s2-1">Mayor Ines Calder said the quay had held.</span>' in page
    assert "Full text, as the publisher allows" in page
    assert "No byline given" in page


def test_the_summary_is_word_for_word_and_leads_to_its_sentences_and_back(client, world):
    article = world.article()
    page = show(client, article).content.decode()
    leaf = page[page.index('id="ai"') :]
    anchors = re.findall(r'class="ref" href="#(s\d+-\d+)" aria-label="Source', leaf[: leaf.index("How this was made")])
    assert anchors
    for anchor in anchors:
        sentence = re.search(rf'id="{anchor}">([^<]+)</span>', page).group(1)
        assert f'>{sentence} <a class="ref" href="#{anchor}"' in page
    assert page.count("Back to the summary") == len(anchors)


def test_a_summary_is_never_longer_than_a_third_of_the_text(client, world):
    page = show(client, world.article(text="One sentence stands here. Another one follows it.")).content.decode()
    assert "a summary would be hardly shorter" in page


def test_where_ai_is_refused_the_page_says_who_decided_and_shows_nothing_made(client, world):
    article = world.article(ai="refused", ai_source="robots-meta")
    page = show(client, article).content.decode()
    assert "robots-meta" in page
    assert "Key facts" not in page
    tool = show(client, article, "article-facts").content.decode()
    assert "robots-meta" in tool
    assert "Nothing was made" in tool
    assert "Ines Calder</dd>" not in tool


def test_where_mining_is_refused_the_page_says_that_machines_may_not_read(client, world):
    page = show(
        client, world.article(mining=False, ai="refused", ai_source="tdmrep-header", understood=False)
    ).content.decode()
    assert "does not let machines read this text" in page
    assert "tdmrep-header" in page


def test_an_excerpt_leads_to_its_publisher_and_to_full_reports_elsewhere(client, world):
    excerpt = world.article(access="excerpt")
    full = world.article(world.publisher("Open Paper"))
    world.story(excerpt, full)
    page = show(client, excerpt).content.decode()
    assert "Excerpt only, as the publisher allows" in page
    assert f"Read the rest at {excerpt.publisher.name}" in page
    assert "Another publisher lets you read its report of this story here" in page
    assert "Open Paper" in page


def test_a_headline_article_shows_no_word_of_text(client, world):
    page = show(client, world.article(access="headline", subtitle="A hidden standfirst")).content.decode()
    assert "Headline only, as the publisher allows" in page
    assert "hidden standfirst" not in page
    assert "There is only a headline here" in page


def test_a_paywalled_article_says_whose_subscribers_have_the_rest(client, world):
    assert (
        "for the publisher’s subscribers"
        in show(client, world.article(access="excerpt", paywalled=True)).content.decode()
    )


def test_at_most_five_hashtags_each_with_the_sentence_that_earned_it(client, world):
    page = show(client, world.article(tags=[f"Tag{i}" for i in range(8)])).content.decode()
    assert page.count('class="tag"') == 5
    assert 'title="The harbour of Oakport opened again on Monday after 12 days of storm."' in page
    assert 'href="#s1-1"' in page


def test_a_text_changed_since_it_was_understood_shows_no_stale_addresses(client, world):
    article = world.article(tags=["Oakport"])
    article.revision = 2
    article.save()
    page = show(client, article).content.decode()
    assert 'class="tag"' not in page
    assert "waiting to be understood" in page
    assert "The harbour of Oakport" in page


def test_related_articles_say_how_strong_and_why_and_are_of_other_publishers(client, world):
    article = world.article()
    other, own = world.article(title="A near report"), world.article(article.publisher, title="Own follow-up")
    world.relate(article, other, 0.9)
    world.relate(article, own, 0.9)
    page = show(client, article).content.decode()
    assert "<b>Close link.</b> Both report on Oakport." in page
    assert "A near report" in page
    assert "Own follow-up" not in page


def test_without_a_near_article_the_page_says_so_instead_of_filling_the_space(client, world):
    assert "No other publisher is close" in show(client, world.article()).content.decode()


def test_key_facts_are_a_page_of_their_own_and_a_fragment_for_htmx(client, world):
    article = world.article()
    whole = show(client, article, "article-facts").content.decode()
    assert "<h1" in whole
    assert "Ines Calder" in whole
    part = client.get(article_url(article, "article-facts"), headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "Ines Calder" in part.content.decode()
    assert "HX-Request" in part["Vary"]


def test_what_changed_is_shown_word_by_word(client, world):
    article = world.article(title="Harbour open", revision=2, understood=False)
    article.changed = world.now
    article.save()
    Revision.objects.create(
        article=article, number=1, title="Harbour closed", text=article.text.replace("340", "280"), seen=world.now
    )
    assert "What changed" in show(client, article).content.decode()
    page = show(client, article, "article-changes").content.decode()
    assert "<del>closed</del><ins>open</ins>" in page
    assert "<del>280</del><ins>340</ins>" in page


def test_old_words_are_not_shown_once_the_publisher_allows_only_an_excerpt(client, world):
    article = world.article(access="excerpt", revision=2)
    Revision.objects.create(
        article=article, number=1, title=article.title, text="Formerly in full, now not.", seen=world.now
    )
    assert "Formerly in full" not in show(client, article, "article-changes").content.decode()


def test_a_withdrawn_article_answers_410_and_leads_to_its_story(client, world):
    article, other = world.article(title="Taken back"), world.article()
    story = world.story(article, other)
    withdraw(article, world.now)
    answer = show(client, article)
    assert answer.status_code == 410
    assert f"/story/{story.pk}/" in answer.content.decode()


def test_a_refused_article_is_not_found(client, world):
    assert show(client, world.article(refusal="noindex")).status_code == 404


def test_an_old_or_short_address_leads_to_the_present_one(client, world):
    article = world.article(title="Harbour opens")
    for path in (f"/article/{article.pk}/", f"/article/{article.pk}/what-it-was/"):
        answer = client.get(path)
        assert answer.status_code == 301
        assert answer["Location"] == f"/article/{article.pk}/harbour-opens/"


def test_a_title_without_latin_letters_has_an_address_too(client, world):
    assert show(client, world.article(title="港が再開")).status_code == 200


def test_hostile_words_are_shown_as_words(client, world):
    evil = "<script>alert(1)</script>"
    article = world.article(
        world.publisher(evil),
        title=evil,
        subtitle=evil,
        authors=[evil],
        text=f"{evil} said one. Two here. Three here.",
        tags=["x<b>"],
    )
    other = world.article(title=evil)
    world.relate(article, other, reason=evil, shared=(evil,))
    for page in (show(client, article), show(client, article, "article-facts"), client.get("/hashtags/")):
        assert b"<script>alert" not in page.content
        assert b"<b>" not in page.content or b"x<b>" not in page.content


def test_publisher_text_carries_its_language_and_direction(client, world):
    page = show(client, world.article(title="عاد الميناء إلى العمل", language="ar")).content.decode()
    assert '<h1 id="h" lang="ar" dir="auto"' in page


def test_a_picture_has_its_size_and_credit_and_is_kept_for_a_year(client, world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    digest = "ab" * 16
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / f"{digest}.webp").write_bytes(b"webp")
    article = world.article(image_credit="Jo Lens")
    Picture.objects.create(article=article, digest=digest, width=960, height=540)
    page = show(client, article).content.decode()
    assert f'src="/picture/{digest}.webp" width="960" height="540"' in page
    assert "Jo Lens" in page
    answer = client.get(f"/picture/{digest}.webp")
    assert b"".join(answer.streaming_content) == b"webp"
    assert "immutable" in answer["Cache-Control"]
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    withdraw(article, world.now)
    assert client.get(f"/picture/{digest}.webp").status_code == 404


def test_a_picture_that_is_lost_from_the_disk_leaves_a_grey_box(client, world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    digest = "cd" * 16
    Picture.objects.create(article=world.article(), digest=digest, width=960, height=540)
    answer = client.get(f"/picture/{digest}.webp")
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (404, "image/webp", "no-store")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    with Image.open(BytesIO(answer.content)) as box:
        assert (box.format, box.size) == ("WEBP", (1, 1))


def test_only_operators_see_why_an_article_is_in_its_story(client, operator, world):
    article, other = world.article(), world.article()
    world.story(article, other)
    assert "/account/login/" in show(client, article, "article-why").url
    client.force_login(world.reader())
    assert show(client, article, "article-why").status_code == 404
    page = show(operator[0], article, "article-why").content.decode()
    assert "0.90" in page
    assert "Telling words of the headline in common" in page


@pytest.mark.parametrize("others", [5, 200])
def test_an_article_asks_at_most_fifteen_questions(signed_in, world, django_assert_max_num_queries, others):
    articles = world.edition(others)
    article = articles[0]
    for other in articles[1:13]:
        world.relate(article, other)
    reader = signed_in[1]
    for _ in range(others // 4):
        article.comments.create(author=reader, body="Yes.", created=world.now)
    with django_assert_max_num_queries(15):
        assert show(signed_in[0], article).status_code == 200
