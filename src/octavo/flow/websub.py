"""Hubs (WebSub): notice them, ask them, answer them, and take what they send. Every write is one transaction.

Off unless OCTAVO_WEBSUB_URL names the public address of this site. What a hub sends is only stored here; the reader parses
it in a child and stores its entries as if it had asked for the feed itself.
"""

import logging
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from octavo.fetch.client import Client
from octavo.fetch.errors import FetchError
from octavo.fetch.links import linked
from octavo.fetch.types import Feed, Response
from octavo.flow.actions import enqueue, fail, repeat
from octavo.flow.logic.websub import ANSWER_WITHIN, is_signed, lease_of, renewal, request_form
from octavo.flow.models import Delivery, Hub, Work
from octavo.source.models import Source

log = logging.getLogger("octavo.flow")

STEP = "subscribe"  # its target is a source
MOST_BYTES = 4 * 2**20  # of one delivery: hubs send what is new, not archives
MOST_WAITING = 20  # deliveries of one source that the reader has not taken yet
MOST_TRIES = 6
ASK_AGAIN = timedelta(days=7)  # after a hub refused, failed, or let us go
RELAXED = timedelta(hours=6)  # between two polls while a hub delivers: it may forget, and nobody would tell us


def is_on() -> bool:
    """Say whether hubs can reach this site."""
    return bool(settings.WEBSUB_URL)


def callback_of(hub: Hub) -> str:
    """Return the address at which the hub reaches us."""
    return f"{settings.WEBSUB_URL}/websub/{hub.token}/"


def notice(source: Source, response: Response, feed: Feed, now: datetime) -> None:
    """Ask the hub that a feed names, by its Link headers or in itself, if it is not the one asked before.

    Runs inside the caller's transaction. A feed that names its hub no longer lets the lease run out.
    """
    if not is_on():
        return
    header = response.headers.get("link")
    url = linked(header, "hub", response.url) or feed.hub
    topic = linked(header, "self", response.url) or feed.self_url or response.url
    known = Hub.objects.filter(source=source).first()
    if url is None or len(url) > 2000 or len(topic) > 2000:
        return
    if known is not None and (known.url, known.topic) == (url, topic):
        if not known.is_live(now) and (known.asked is None or now - known.asked > ASK_AGAIN):
            enqueue(STEP, [source.pk], now)
        return
    fresh = {"url": url, "topic": topic, "token": secrets.token_urlsafe(32), "secret": secrets.token_hex(32)}
    Hub.objects.update_or_create(source=source, defaults=fresh | {"asked": None, "until": None, "fault": ""})
    enqueue(STEP, [source.pk], now)


def hubs_of(sources: Sequence[int]) -> dict[int, Hub]:
    """Return the hubs of the sources with these ids, by them; none while we listen to none."""
    return {hub.source_id: hub for hub in Hub.objects.filter(source_id__in=sources)} if is_on() else {}


def relaxed(hub: Hub | None, wished: datetime, now: datetime) -> datetime:
    """Return when to poll a source whose own pace says `wished`: later while its hub delivers."""
    return max(wished, now + RELAXED) if hub is not None and hub.delivered and hub.is_live(now) else wished


@transaction.atomic
def begin(row: Work, now: datetime) -> Hub | None:
    """Write down that the hub is being asked, before it is: it may check with us at once. None when nothing is to be asked."""
    hub = Hub.objects.select_related("source").filter(source_id=row.target).first()
    if hub is None or not is_on() or (hub.source.paused and not hub.is_live(now)):
        row.delete()
        return None
    hub.asked, hub.leaving = now, hub.source.paused
    hub.save(update_fields=["asked", "leaving"])
    return hub


async def ask(client: Client, hub: Hub) -> str:
    """Send our request. Returns what went wrong, "" when the hub took it. Nothing is raised for what the world does wrong."""
    mode = "unsubscribe" if hub.leaving else "subscribe"
    try:
        await client.post(hub.url, request_form(mode, hub.topic, callback_of(hub), hub.secret))
    except FetchError as error:
        return error.message
    return ""


@transaction.atomic
def end(row: Work, fault: str, now: datetime) -> None:
    """Write down how asking went. A hub that took the request has an hour to check it with us; then it is asked again."""
    hub = Hub.objects.filter(source_id=row.target).first()
    if hub is None:
        row.delete()
        return
    if fault:
        Hub.objects.filter(pk=hub.pk).update(fault=fault[:300])
        if not fail(row, fault, now, MOST_TRIES):
            log.info("the hub of %s does not take us: %s", hub.topic, fault)
    elif hub.asked is None:  # it has checked already, and the lease says when to come back
        repeat(row, renewal(now, (hub.until or now) - now))
    elif not fail(row, "not checked yet", now + ANSWER_WITHIN, MOST_TRIES):
        Hub.objects.filter(pk=hub.pk).update(fault="the hub took our request and never checked it with us")


@transaction.atomic
def answer(token: str, asked: Mapping[str, str], now: datetime) -> str | None:
    """Answer a hub that checks a request with us (section 5.3): its challenge if the request was ours, else None."""
    hub = Hub.objects.select_related("source").filter(token=token).first()
    if hub is None or asked.get("hub.topic") != hub.topic:
        return None
    mode, challenge = asked.get("hub.mode"), asked.get("hub.challenge", "")
    if mode == "denied":
        hub.until = None
        hub.fault = f"the hub refuses: {asked.get('hub.reason') or 'it gives no reason'}"[:300]
        hub.save()
        return ""
    ours = hub.asked is not None and now - hub.asked <= ANSWER_WITHIN and bool(challenge)
    if not ours or mode != ("unsubscribe" if hub.leaving else "subscribe"):
        return None
    if hub.leaving:
        hub.delete()
        Work.objects.filter(step=STEP, target=hub.source_id).delete()
        return challenge
    lease = lease_of(asked.get("hub.lease_seconds"))
    hub.asked, hub.until, hub.fault = None, now + lease, ""
    hub.save()
    Work.objects.update_or_create(
        step=STEP,
        target=hub.source_id,
        defaults={"due": renewal(now, lease), "lease": None, "attempts": 0, "fault": ""},
    )
    return challenge


@transaction.atomic
def receive(token: str, body: bytes, content_type: str, signature: str, now: datetime) -> bool:
    """Keep what a hub sent for the reader. Returns whether the address is one of ours; what is not signed is dropped.

    A source with too much waiting is polled instead.
    """
    hub = Hub.objects.select_related("source").filter(token=token).first()
    if hub is None or hub.source.paused:
        return False
    if not is_signed(body, signature, hub.secret):
        log.warning("a delivery for %s is not signed by its hub; it is ignored", hub.topic)
        return True
    if not hub.is_live(now):
        return True
    if Delivery.objects.filter(source_id=hub.source_id).count() >= MOST_WAITING:
        enqueue("poll", [hub.source_id], now)
        return True
    made = Delivery.objects.create(source_id=hub.source_id, body=body, content_type=content_type[:200], received=now)
    Hub.objects.filter(pk=hub.pk).update(delivered=now)
    enqueue("deliver", [made.pk], now)
    return True
