"""The Daily Eight as a podcast: the editions that this site's voice has read. 404 where it has none."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from octavo.api.feeds import made, sent
from octavo.assist import voice
from octavo.assist.packing import KINDS
from octavo.kit.clock import now

_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"


class Podcast(Rss201rev2Feed):
    """RSS 2.0 with the few tags that players of podcasts ask for."""

    def rss_attributes(self) -> dict[str, str]:
        """Return what stands at the root."""
        return {**super().rss_attributes(), "xmlns:itunes": _ITUNES}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Write what is said of the whole."""
        super().add_root_elements(handler)
        handler.addQuickElement("itunes:author", settings.SITE_NAME)
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:category", None, {"text": "News"})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write what is said of one edition."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("itunes:duration", str(item["seconds"]))
        handler.addQuickElement("itunes:explicit", "false")


@require_safe
def podcast(request: HttpRequest) -> HttpResponse:
    """Give the recorded editions of the last month, the newest first."""
    if not voice.chosen():
        raise Http404
    words = "Eight stories of the day under their publishers’ headlines, read by machine."
    feed = made("rss", f"The Daily Eight — {settings.SITE_NAME}", "/briefing/", words, request, form_of=Podcast)
    for recording in voice.podcast(now()):
        edition = recording.briefing
        assert edition is not None  # podcast() returns recordings of editions alone
        home = f"{settings.SITE_URL}/briefing/{edition.made:%Y%m%d-%H%M}/"
        sound = f"{settings.SITE_URL}{reverse('audio', args=[recording.key, recording.kind])}"
        feed.add_item(
            title=f"The Daily Eight, {edition.made.day} {edition.made:%B %Y, %H:%M} UTC",
            link=home,
            description=words,
            pubdate=edition.made,
            unique_id=home,
            unique_id_is_permalink=True,
            enclosures=[Enclosure(sound, str(recording.size), KINDS[recording.kind])],
            seconds=round(recording.seconds),
        )
    return sent(request, feed, "rss")
