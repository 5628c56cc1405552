"""Hubs: asked, answered, believed only when they sign, and never needed."""

import asyncio
import hmac
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from octavo.article.models import Article
from octavo.fetch.client import Client
from octavo.fetch.types import Feed, Response, Validators
from octavo.flow import websub
from octavo.flow.actions import enqueue, schedule_sources
from octavo.flow.logic.websub import is_signed, lease_of
from octavo.flow.models import Delivery, Hub, Work
from octavo.flow.network import Network
from octavo.flow.parsers import Parsers
from octavo.kit.clock import now as present
from octavo.source.models import Publisher, Source

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TOPIC, HUB = "https://coast.example/feed", "https://hub.example/"
FEED = """<rss version="2.0"><channel><title>Coast</title><link>{home}</link>
<item><title>{title}</title><link>{home}{path}</link><guid>{path}</guid></item></channel></rss>"""


@pytest.fixture
def hub_server():
    """A hub on loopback: `asked` lists the forms that it was sent, `status` is what it answers."""

    class Asked(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.server.asked.append({name: values[0] for name, values in parse_qs(body).items()})
            self.send_response(self.server.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    server.asked, server.status = [], 202
    server.place = f"127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def on(settings):
    settings.WEBSUB_URL = "https://news.example"


@pytest.fixture
def source(db):
    owner = Publisher.objects.create(
        name="Coast", host="coast.example", slug="coast", home="https://coast.example/", access="full"
    )
    return Source.objects.create(publisher=owner, url=TOPIC, added=NOON)


def answer(link=None, url=TOPIC):
    return Response(url, 200, {"link": link} if link else {}, b"", "text/xml", Validators())


@pytest.fixture
def hub(source):
    """A hub that has been asked a moment ago."""
    return Hub.objects.create(source=source, url=HUB, topic=TOPIC, token="token", secret="secret", asked=present())


@pytest.fixture
def live(hub):
    hub.asked, hub.until = None, present() + timedelta(days=9)
    hub.save()
    return hub


def noticed():
    return list(Hub.objects.values_list("url", "topic"))


@pytest.mark.parametrize(
    ("link", "feed", "found"),
    [
        (None, Feed(hub=HUB, self_url=TOPIC), [(HUB, TOPIC)]),
        (None, Feed(hub=HUB), [(HUB, TOPIC)]),
        (f'<{HUB}>; rel="hub", <https://coast.example/own>; rel=self', Feed(), [(HUB, "https://coast.example/own")]),
        ('</hub>; rel="nofollow hub"', Feed(hub="https://other.example/"), [("https://coast.example/hub", TOPIC)]),
        (None, Feed(), []),
        ("<ftp://hub.example/>; rel=hub", Feed(), []),
    ],
)
def test_a_feed_names_its_hub_in_a_header_or_in_itself(source, link, feed, found):
    websub.notice(source, answer(link), feed, NOON)
    assert noticed() == found
    assert Work.objects.filter(step="subscribe").count() == len(found)


def test_without_a_public_address_no_hub_is_asked(source, settings):
    settings.WEBSUB_URL = ""
    websub.notice(source, answer(), Feed(hub=HUB), NOON)
    assert noticed() == []


def test_a_feed_that_changes_its_hub_gets_new_secrets_and_one_that_does_not_keeps_them(source, live):
    websub.notice(source, answer(), Feed(hub=HUB), present())
    assert Hub.objects.get().token == "token"
    assert not Work.objects.filter(step="subscribe").exists()
    websub.notice(source, answer(), Feed(hub="https://new-hub.example/"), present())
    changed = Hub.objects.get()
    assert changed.url == "https://new-hub.example/"
    assert changed.token != "token"
    assert changed.secret != "secret"
    assert not changed.is_live(present())


def ask(row, allowed=()):
    async def run(hub):
        async with Client(allowed_addresses=frozenset(allowed)) as client:
            return await websub.ask(client, hub)

    hub = websub.begin(row, NOON)
    fault = asyncio.run(run(hub)) if hub else None
    if hub:
        websub.end(row, fault, NOON)
    return fault


def subscription(source):
    enqueue("subscribe", [source.pk], NOON)
    return Work.objects.get(step="subscribe")


def test_a_hub_is_asked_for_a_lease_with_a_secret_and_asked_again_if_it_never_checks(source, hub, hub_server):
    Hub.objects.update(url=f"http://{hub_server.place}/")
    assert ask(subscription(source), [hub_server.place]) == ""
    [form] = hub_server.asked
    assert form["hub.mode"] == "subscribe"
    assert form["hub.topic"] == TOPIC
    assert form["hub.callback"] == "https://news.example/websub/token/"
    assert form["hub.secret"] == "secret"
    assert int(form["hub.lease_seconds"]) > 86400
    assert Work.objects.get(step="subscribe").due > NOON + timedelta(minutes=59)


def test_a_hub_that_fails_is_tried_again_later_and_then_let_be(source, hub, hub_server):
    hub_server.status = 500
    Hub.objects.update(url=f"http://{hub_server.place}/")
    row = subscription(source)
    for _ in range(websub.MOST_TRIES):
        assert "500" in ask(Work.objects.get(pk=row.pk), [hub_server.place])
    assert not Work.objects.filter(step="subscribe").exists()
    assert "500" in Hub.objects.get().fault


def test_a_hub_inside_the_network_is_never_contacted(source, hub, hub_server):
    Hub.objects.update(url=f"http://{hub_server.place}/")
    assert "not a public address" in ask(subscription(source))
    assert hub_server.asked == []


def check(client, token="token", **named):
    asked = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.challenge": "say this", "hub.lease_seconds": "864000"}
    asked |= {f"hub.{name}": value for name, value in named.items()}
    return client.get(f"/websub/{token}/", asked)


def test_a_check_of_our_own_request_is_answered_with_its_challenge_and_begins_the_lease(client, hub, source):
    subscription(source)
    reply = check(client)
    assert (reply.status_code, reply.content) == (200, b"say this")
    hub.refresh_from_db()
    assert hub.is_live(present() + timedelta(days=9, hours=23))
    due = Work.objects.get(step="subscribe").due - present()
    assert timedelta(days=7, hours=23) < due < timedelta(days=8, hours=1)


@pytest.mark.parametrize(
    "named",
    [
        {"topic": "https://other.example/"},
        {"mode": "unsubscribe"},
        {"mode": "publish"},
        {"challenge": ""},
        {"topic": ""},
    ],
)
def test_a_check_of_what_we_did_not_ask_is_refused(client, hub, named):
    assert check(client, **named).status_code == 404
    hub.refresh_from_db()
    assert hub.until is None


def test_a_check_at_another_address_or_long_after_or_twice_is_refused(client, hub):
    assert check(client, "another").status_code == 404
    Hub.objects.update(asked=present() - timedelta(hours=2))
    assert check(client).status_code == 404
    Hub.objects.update(asked=present())
    assert check(client).status_code == 200
    assert check(client).status_code == 404


def test_a_refusal_is_written_down(client, hub):
    assert check(client, mode="denied", reason="not for you").status_code == 200
    hub.refresh_from_db()
    assert "not for you" in hub.fault


def test_a_paused_source_leaves_its_hub_and_only_then(client, source, live, hub_server):
    Hub.objects.update(url=f"http://{hub_server.place}/")
    Source.objects.update(paused=True)
    ask(subscription(source), [hub_server.place])
    assert hub_server.asked[0]["hub.mode"] == "unsubscribe"
    Hub.objects.update(asked=present())
    assert check(client, mode="subscribe").status_code == 404
    assert check(client, mode="unsubscribe").content == b"say this"
    assert not Hub.objects.exists()
    assert not Work.objects.filter(step="subscribe").exists()


def signed(body, secret="secret", method="sha256"):
    return f"{method}={hmac.new(secret.encode(), body, method).hexdigest()}"


def deliver(client, body=b"<rss/>", signature=None, token="token"):
    headers = {"X-Hub-Signature": signed(body) if signature is None else signature}
    return client.post(f"/websub/{token}/", body, content_type="application/rss+xml", headers=headers)


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_what_a_hub_signs_is_kept_for_the_reader(client, live, method):
    assert deliver(client, signature=signed(b"<rss/>", method=method)).status_code == 202
    kept = Delivery.objects.get()
    assert (bytes(kept.body), kept.content_type) == (b"<rss/>", "application/rss+xml")
    assert Work.objects.filter(step="deliver", target=kept.pk).exists()


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "sha256=",
        "sha256=00",
        "md5=" + "0" * 32,
        signed(b"<rss/>", "guess"),
        signed(b"<rdf/>"),
        "sha256",
        "=",
        "sha256=\u00e9",
    ],
)
def test_what_is_not_signed_is_answered_alike_and_ignored(client, live, signature):
    assert deliver(client, signature=signature.encode("utf-8").decode("latin-1")).status_code == 202
    assert not Delivery.objects.exists()


def test_a_delivery_is_capped_in_size_and_number(client, live):
    body = b"x" * (websub.MOST_BYTES + 1)
    assert deliver(client, body).status_code == 413
    for _ in range(websub.MOST_WAITING + 3):
        assert deliver(client).status_code == 202
    assert Delivery.objects.count() == websub.MOST_WAITING
    assert Work.objects.filter(step="poll").exists()


def test_deliveries_for_nobody_and_for_paused_sources_are_not_found_and_late_ones_ignored(client, live):
    assert deliver(client, token="another").status_code == 404
    Hub.objects.update(until=present() - timedelta(minutes=1))
    assert deliver(client).status_code == 202
    Source.objects.update(paused=True)
    assert deliver(client).status_code == 404
    assert not Delivery.objects.exists()


def test_polling_rests_only_while_the_hub_delivers(live):
    soon = present() + timedelta(minutes=5)
    assert websub.relaxed(None, soon, present()) == soon
    assert websub.relaxed(live, soon, present()) == soon
    live.delivered = present()
    assert websub.relaxed(live, soon, present()) > present() + timedelta(hours=5)
    live.until = present() - timedelta(minutes=1)
    assert websub.relaxed(live, soon, present()) == soon


@pytest.mark.parametrize(
    ("granted", "lease"),
    [
        ("864000", timedelta(days=10)),
        ("1", timedelta(hours=1)),
        ("9" * 30, timedelta(days=30)),
        ("soon", timedelta(days=10)),
        (None, timedelta(days=10)),
    ],
)
def test_a_lease_is_taken_within_reason(granted, lease):
    assert lease_of(granted) == lease


def test_no_secret_signs_nothing():
    assert not is_signed(b"x", signed(b"x", ""), "")


@pytest.mark.django_db(transaction=True)
def test_the_whole_way_from_a_feed_to_what_its_hub_sends(client, web, hub_server, settings):
    """Real servers: the reader polls, asks the hub, is checked, and stores what is delivered as if it had polled."""
    settings.LOOPBACK_ALLOWED = frozenset({web.place, hub_server.place})
    link = f'<http://{hub_server.place}/>; rel="hub"'
    web.pages["/feed"] = (
        200,
        {"Content-Type": "application/rss+xml", "Link": link},
        FEED.format(home=web.url(""), title="One", path="/1").encode(),
    )
    web.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /1\nDisallow: /2")
    owner = Publisher.objects.create(name="Coast", host=web.place, slug="coast", home=web.url("/"))
    source = Source.objects.create(publisher=owner, url=web.url("/feed"), added=NOON)
    schedule_sources(present())
    asyncio.run(Network(Parsers(), once=True).run())
    [form] = hub_server.asked
    path = form["hub.callback"].removeprefix("https://news.example")
    query = {
        "hub.mode": "subscribe",
        "hub.topic": form["hub.topic"],
        "hub.challenge": "c",
        "hub.lease_seconds": "864000",
    }
    assert client.get(path, query).content == b"c"
    body = FEED.format(home=web.url(""), title="Two", path="/2").encode()
    client.post(
        path, body, content_type="application/rss+xml", headers={"X-Hub-Signature": signed(body, form["hub.secret"])}
    )
    asked = len(web.seen)
    asyncio.run(Network(Parsers(), once=True).run())
    assert {a.title for a in Article.objects.filter(source=source)} == {"One", "Two"}
    assert "/feed" not in [path for path, _ in web.seen[asked:]]
    assert not Delivery.objects.exists()
