"""What a host's own files wish for one address: /.well-known/tdmrep.json, and the usage lines of robots.txt.

Sources: TDMRep (W3C community group final report, section on the file of the origin server), Content-Usage in robots.txt
(IETF draft aipref-attach), Content-Signal (contentsignals.org). What the words mean is not known here.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from octavo.fetch.patterns import matches, path_of
from octavo.fetch.types import HostWishes

MAX_RULES = 2000
_LINE = re.compile(r"^\s*([A-Za-z-]+)\s*:\s*(.*?)\s*$")
_USAGES = ("content-usage", "content-signal")


def host_wishes(robots: bytes, tdmrep: bytes, agent: str, url: str) -> HostWishes:
    """Return what `robots` (robots.txt) and `tdmrep` (tdmrep.json) of the host of `url` wish for it. b"": no such file.

    `agent` is the product token that robots.txt knows us by.
    """
    path = path_of(url)
    said = _usages(robots, agent.lower())
    usages = {name: _usage(said.get(name, ()), path) for name in _USAGES}
    reservation, policy = _reservation(tdmrep, path)
    return HostWishes(agent.lower(), reservation, policy, usages["content-usage"], usages["content-signal"])


def _reservation(body: bytes, path: str) -> tuple[str | None, str | None]:
    """Return (reservation, policy) of the first rule that covers `path`: the report has them looked at in order."""
    return next(((value, policy) for pattern, value, policy in _rules(body) if matches(pattern, path)), (None, None))


@lru_cache(maxsize=64)
def _rules(body: bytes) -> tuple[tuple[str, str, str | None], ...]:
    try:
        found = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return ()
    rules = found if isinstance(found, list) else [found]
    return tuple(
        (_location(rule.get("location")), _digit(rule["tdm-reservation"]), _text(rule.get("tdm-policy")))
        for rule in rules[:MAX_RULES]
        if isinstance(rule, dict) and "tdm-reservation" in rule
    )


def _digit(value: Any) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _location(value: Any) -> str:
    """Return a rule's pattern; a rule that names no place is for all of them, a whole address for its path."""
    text = re.sub(r"^https?://[^/]*", "", value.strip()) if isinstance(value, str) else ""
    return text if text.startswith(("/", "*")) else f"/{text}"


def _usage(rules: Sequence[tuple[str, str]], path: str) -> str | None:
    """Return the statements of the longest pattern that covers `path`, joined by commas; None when nothing is said."""
    covering = [(pattern, text) for pattern, text in rules if matches(pattern, path)]
    longest = max((len(pattern) for pattern, _ in covering), default=0)
    return ", ".join(text for pattern, text in covering if len(pattern) == longest) or None


@lru_cache(maxsize=64)
def _usages(robots: bytes, agent: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return (pattern, statement) of each usage line, by its key.

    The groups of `agent` count, else those for everyone; lines above all groups count for everyone.
    """
    lines = list(_lines(robots)) if b"content-" in robots.lower() else []
    ours = agent if any(group == agent for group, _, _ in lines) else "*"
    said: dict[str, tuple[tuple[str, str], ...]] = {}
    for group, key, value in lines[:MAX_RULES]:
        if key in _USAGES and group in ("", ours):
            said[key] = (*said.get(key, ()), _split(value))
    return said


def _lines(robots: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield (agent, key, value) of each rule, once for every agent of its group; agent "" above the first group."""
    agents: list[str] = []
    ruled = False
    for raw in re.split(r"\r\n|\r|\n", robots.decode("utf-8-sig", "replace")):
        match = _LINE.match(raw.partition("#")[0])
        if not match:
            continue
        key, value = match.group(1).lower(), match.group(2)
        if key == "user-agent":
            agents = [] if ruled else agents
            agents.append(re.split(r"[^a-z_*-]", value.lower())[0])
            ruled = False
        elif key != "sitemap":
            ruled = True
            yield from ((agent, key, value) for agent in agents or [""])


def _split(value: str) -> tuple[str, str]:
    pattern, _, rest = value.partition(" ")
    return (pattern, rest.strip()) if pattern.startswith(("/", "*")) else ("/", value)
