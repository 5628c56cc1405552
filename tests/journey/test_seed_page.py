"""The page that Octavo is measured by, rebuilt in several layouts in the scratch folder, through the whole way."""

import json
from html import escape

import pytest
from django.core.management import call_command

from octavo.article.models import Article
from octavo.find.models import Relation
from octavo.flow.backfill import Backfill

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

STYLES = {
    "semantic": ("<article><h1>{title}</h1>{body}</article><aside>{rest}</aside>", "<p>{}</p>"),
    "soup": (
        '<div class="x1"><div class="q7">{title}</div><div class="k3">{body}</div><div class="zz">{rest}</div></div>',
        '<div class="a9">{}</div>',
    ),
    "flat": ("<h1>{title}</h1>{body}{rest}", "<p>{}</p>"),
}
CARD = '<div class="c"><div>{publisher}</div><div>{age}</div><div>- {publisher}</div><div>{title}</div><div>{text}</div></div>'


def read_seed(path):
    """Return (title, paragraphs, cards) of the captured page; a card is (publisher, age, title, text)."""
    lines = [line.strip() for line in path.read_text().splitlines()]
    end = lines.index("Hashtags")
    title, *paragraphs = [line for line in lines[:end] if line]
    rest = [line for line in lines[lines.index("Related Articles") + 1 :] if line]
    cards = [(rest[i], rest[i + 1], rest[i + 3], rest[i + 4]) for i in range(0, len(rest) - 4, 5)]
    return title, paragraphs, cards


def page(style, title, paragraphs, cards):
    frame, block = STYLES[style]
    furniture = (
        "<h2>Hashtags</h2><h2>Try Our AI Features</h2><div>Explore what Daily8 AI can do for you:</div><h2>Comments</h2>"
        "<div>No comments yet...</div><h2>Related Articles</h2>"
        + "".join(CARD.format(publisher=p, age=a, title=escape(t), text=escape(x)) for p, a, t, x in cards)
    )
    body = "".join(block.format(escape(text)) for text in paragraphs)
    return f"<!doctype html><title>{escape(title)}</title><body>" + frame.format(
        title=escape(title), body=body, rest=furniture
    )


def card_page(title, text):
    facts = {"@type": "NewsArticle", "headline": title, "datePublished": "2025-08-05T08:00:00Z"}
    head = f'<title>{escape(title)}</title><script type="application/ld+json">{json.dumps(facts)}</script>'
    return f"<!doctype html>{head}<body><article><h1>{escape(title)}</h1><p>{escape(text)}</p></article>"


@pytest.fixture(scope="module", params=list(STYLES))
def seed(request, shared, tmp_path_factory, django_db_setup, django_db_blocker):
    """The seed and its three cards, read from an archive."""
    title, paragraphs, cards = read_seed(shared / "seed" / "page.txt")
    assert (len(paragraphs), len(cards)) == (25, 3)
    rows = [{"url": "https://daily.example/seed", "html": page(request.param, title, paragraphs, cards)}]
    rows += [{"url": f"https://paper{n}.example/card", "html": card_page(t, x)} for n, (_, _, t, x) in enumerate(cards)]
    file = tmp_path_factory.mktemp("seed") / "seed.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows))
    with django_db_blocker.unblock():
        Backfill(access="full").run([file], tell=lambda words: None)
        yield title, paragraphs, cards
        call_command("flush", interactive=False, verbosity=0)


def article(n=None):
    return Article.objects.get(url="https://daily.example/seed" if n is None else f"https://paper{n}.example/card")


def test_the_25_paragraphs_come_out_and_no_furniture(seed):
    title, paragraphs, _ = seed
    assert article().text.split("\n\n") == paragraphs
    assert article().title == title


def test_it_has_hashtags_that_name_what_it_is_about(seed):
    tags = {t.hashtag.tag.lower() for t in article().taggings.select_related("hashtag")}
    assert any("ukraine" in tag for tag in tags)
    assert any("zelensk" in tag or "putin" in tag or "trump" in tag for tag in tags)


def test_the_oil_article_is_related_with_its_reason(seed):
    found = Relation.objects.filter(article=article(), other=article(0)).first()
    assert found is not None
    assert "Russia" in found.reason or "Trump" in found.reason


@pytest.mark.parametrize("card", [1, 2])
def test_the_olympics_and_the_boats_are_not_called_close(seed, card):
    found = Relation.objects.filter(article=article(), other=article(card)).first()
    assert found is None or (found.relation == "topic" and found.score < 0.4)
