"""Who speaks to the network: every way out goes through the client that checks addresses, or is the operator's own setting."""

import ast
from pathlib import Path

import pytest

import octavo

SRC = Path(octavo.__file__).parent
# What opens connections, or lets others open them.
OPENS = {
    "aiohttp", "httpx", "requests", "urllib3", "urllib.request", "http.client", "socket", "ssl", "smtplib", "ftplib", "imaplib", "poplib",
    "telnetlib", "xmlrpc", "asyncio.streams", "feedparser", "pycurl", "websockets", "websocket", "paramiko", "socks", "xmlrpc.client",
}  # fmt: skip
CALLS = {
    "urlopen",
    "urlretrieve",
    "create_connection",
    "open_connection",
    "create_datagram_endpoint",
    "fetch_url",
    "fetch_response",
}

# module → what it opens, and why it may. An address that comes from outside may only be asked by octavo.fetch.client.
ALLOWED = {
    "fetch.client": {"aiohttp", "socket", "ssl"},  # every feed, page, picture, sitemap, robots.txt, hub
    "fetch.address": {"socket"},  # its sockets
    "fetch.feed.loose": {"feedparser"},  # is given bytes, never an address
    "press.server": {"aiohttp"},  # serves the demo's press, asks nobody
    "cli.demo": {"urllib.request", "urlopen"},  # asks whether the demo's press on loopback is up
    "assist.engines.openai": {"aiohttp"},  # the operator's own address, often on this machine; follows no redirect
    "insight.engines.openai": {"http.client"},  # the same
    "people.oidc": {"requests"},  # the operator's identity provider
    "flow.steps.mail": {"smtplib"},  # names the errors of Django's mail
    "flow.steps.mistakes": {"smtplib"},
}
CLIENTS = {
    "flow.network",
    "flow.finding",
    "flow.trial",
    "fetch.client",
}  # who makes a client: for each, its callers' limits


def modules():
    for path in SRC.rglob("*.py"):
        yield ".".join(path.relative_to(SRC).with_suffix("").parts), ast.parse(path.read_text())


def opened(tree):
    """Return what a module imports or calls of OPENS and CALLS."""
    found = set()
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, (ast.Import, ast.ImportFrom)) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{name}" for name in names)]
        for name in names:
            found |= {known for known in OPENS if name == known or name.startswith(f"{known}.")}
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            found |= {called} & CALLS
    return found


def test_only_known_modules_open_connections():
    found = {name: what for name, tree in modules() if (what := opened(tree))}
    assert found == ALLOWED


@pytest.mark.parametrize(
    "code",
    ["import requests", "from urllib.request import urlopen", "import urllib.request as u", "import http.client", "from aiohttp import x",
     "from urllib import request", "async def f():\n    await asyncio.open_connection('a', 1)", "def f():\n    import httpx"],
)  # fmt: skip
def test_a_new_way_out_would_be_seen(code):
    assert opened(ast.parse(code))


def test_clients_are_made_in_known_places_and_never_without_the_check_of_addresses():
    made = {}
    for name, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Client", "_Remembering"):
                made.setdefault(name, []).append(ast.unparse(node.args[1]) if len(node.args) > 1 else "")
    assert set(made) == CLIENTS
    assert {what for calls in made.values() for what in calls} == {"settings.LOOPBACK_ALLOWED", ""}


def test_the_guarded_client_follows_no_redirect_and_reads_no_proxy_by_itself():
    tree = dict(modules())["fetch.client"]
    sessions = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func).endswith("ClientSession")]
    asked = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) == "self._session.request"]
    assert len(sessions) == len(asked) == 1
    assert "trust_env=False" in ast.unparse(sessions[0])
    assert "allow_redirects=False" in ast.unparse(asked[0])
