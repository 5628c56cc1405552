"""A host that asks for pauses gets them, and nobody waits there for its turn."""

import asyncio
import time
from itertools import pairwise

import pytest

from octavo.article.models import Article
from octavo.flow.actions import schedule_sources
from octavo.flow.models import Work
from octavo.flow.network import Network
from octavo.flow.parsers import Parsers
from octavo.kit.clock import now
from octavo.source.models import Publisher, Source


@pytest.mark.django_db(transaction=True)
def test_pages_of_a_host_that_asks_for_pauses_are_put_off_each_to_a_turn_of_its_own(web, settings):
    settings.LOOPBACK_ALLOWED = frozenset({web.place})
    items = "".join(f"<item><title>Harbour {n}</title><link>{web.url(f'/{n}')}</link></item>" for n in range(5))
    web.pages |= {
        "/feed": (200, {}, f'<rss version="2.0"><channel><title>Coast</title>{items}</channel></rss>'.encode()),
        "/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 40\n"),
    }
    owner = Publisher.objects.create(name="Coast", host=web.place, slug="coast", home=web.url("/"), access="full")
    Source.objects.create(publisher=owner, url=web.url("/feed"), added=now())
    schedule_sources(now())
    began = time.monotonic()
    asyncio.run(asyncio.wait_for(Network(Parsers(), once=True).run(), 30))
    assert time.monotonic() - began < 20
    assert [path for path, _ in web.seen] == ["/robots.txt", "/feed"]
    assert Article.objects.count() == 5  # their headlines wait for nobody
    due = sorted(Work.objects.filter(step="page").values_list("due", flat=True))
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(due)]
    assert len(due) == 5
    assert all(39 < gap < 41 for gap in gaps), gaps
    assert set(Work.objects.filter(step="page").values_list("attempts", "lease")) == {(0, None)}
