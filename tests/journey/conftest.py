"""The journey's world: the fictional press on loopback, read for real into a real database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import Q

from octavo.article.models import Article
from octavo.kit.clock import now
from octavo.press.server import Press, serve_in_thread
from octavo.source.actions import NewSource, add_source
from octavo.source.models import Access, Source


@dataclass(frozen=True)
class Edition:
    """A press that is being read."""

    press: Press

    def read(self) -> None:
        """Read until nothing is due now."""
        from octavo.flow.reader import Reader

        assert Reader(once=True).run() == 0

    def read_again(self, *, but: str = "") -> None:
        """Make every source and every page due, except those of the publisher `but`, then read."""
        from octavo.flow.models import Work

        at = Q(publisher__host__startswith=f"{but}.")
        theirs = Q(step="poll", target__in=Source.objects.filter(at).values("pk"))
        # whatever their articles wait for, since what is understood waits for a late page too
        theirs |= ~Q(step="poll") & Q(target__in=Article.objects.filter(at).values("pk"))
        Work.objects.exclude(theirs).update(due=now(), lease=None)
        Work.objects.filter(theirs).update(due=now() + timedelta(days=1), lease=None)
        self.read()


def follow_press(press: Press) -> None:
    """Add every publisher of the press with the rights it grants."""
    for name, home, feed, rights, language in press.feeds():
        access = rights if rights in Access.values else Access.FULL
        add_source(NewSource(url=feed, title=name, home=home, language=language, access=access, fictional=True), now())


@pytest.fixture(scope="module")
def edition(django_db_setup, django_db_blocker) -> Iterator[Edition]:
    """The first edition of the press, read once for all tests of a module."""
    with django_db_blocker.unblock(), serve_in_thread(slow=0.1) as press:
        old = settings.LOOPBACK_ALLOWED, settings.FICTIONAL, settings.REVISITS
        settings.LOOPBACK_ALLOWED = frozenset({f"127.0.0.1:{press.base_port}"})
        settings.FICTIONAL, settings.REVISITS = True, [1, 100_000]
        follow_press(press)
        made = Edition(press)
        made.read()
        yield made
        settings.LOOPBACK_ALLOWED, settings.FICTIONAL, settings.REVISITS = old
        call_command("flush", interactive=False, verbosity=0)
