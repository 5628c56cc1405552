"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from octavo.insight.logic.section import SECTIONS
from octavo.source.models import Publisher
from octavo.web.frame.frame import frame
from octavo.web.frame.page import page
from octavo.web.frame.paging import Page, number_of
from octavo.web.front.reading import named_most
from octavo.web.mine.state import follows
from octavo.web.search import reading


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search all articles by words, and narrow by publisher, hashtag, language, section and day."""
    wish = reading.wish_of(request.GET)
    number = number_of(request)
    found, place = reading.search(wish, number) if not wish.empty else ([], Page(1, reading.PER_PAGE, 0))
    publishers = reading.publishers()
    reader = frame(request).reader
    publisher = Publisher.objects.filter(slug=wish.publisher).first() if reader and wish.publisher else None
    context = {
        "wish": wish,
        "found": found,
        "spelt": reading.spelt(wish) if wish.q and not found else "",
        "nearly": reading.nearly(wish) if wish.q and not found else [],
        "page": place,
        "publishers": publishers,
        "publisher": publisher,
        "follows": follows(reader, publisher) if publisher else None,
        "publisher_name": dict(publishers).get(wish.publisher, wish.publisher),
        "languages": reading.LANGUAGES,
        "sections": SECTIONS,
        "named": named_most()[1] if not found else [],
    }
    return page(request, "search/search.html", context)
