"""The identity providers that a setting names. Pure: text in, values out."""

import json
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")
_KNOWN = frozenset({"id", "name", "issuer", "client", "secret", "scopes"})
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """Where readers may sign in with an account they have elsewhere (OpenID Connect). `issuer` is its address, without a slash.

    `secret` is "" for a public client, which proves itself by PKCE alone.
    """

    id: str  # part of our addresses
    name: str  # on the button
    issuer: str
    client: str
    secret: str = field(default="", repr=False)
    scopes: tuple[str, ...] = ("openid", "email", "profile")


def providers_of(text: str) -> tuple[IdentityProvider, ...]:
    """Return the providers that OCTAVO_OIDC names, () when it is empty.

    Raises ValueError, saying which entry is wrong and how; never with a secret in the message.
    """
    if not text.strip():
        return ()
    try:
        entries = json.loads(text)
    except ValueError as error:
        raise ValueError("OCTAVO_OIDC is no JSON; see docs/how-to/sign-in.md") from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ValueError("OCTAVO_OIDC must be a JSON list of objects; see docs/how-to/sign-in.md")
    found = tuple(_one(entry) for entry in entries)
    if len({each.id for each in found}) < len(found):
        raise ValueError("OCTAVO_OIDC names one id twice")
    return found


def _one(entry: dict[str, object]) -> IdentityProvider:
    given = {name: entry.get(name, "") for name in ("id", "name", "issuer", "client", "secret")}
    name = str(given["id"])
    if unknown := sorted(entry.keys() - _KNOWN):
        raise ValueError(
            f"OCTAVO_OIDC, {name or 'an entry'}: {unknown[0]!r} is unknown; known are {', '.join(sorted(_KNOWN))}"
        )
    if not all(isinstance(value, str) for value in given.values()):
        raise ValueError(f"OCTAVO_OIDC, {name}: all but scopes are texts")
    if not _ID.fullmatch(name):
        raise ValueError(f"OCTAVO_OIDC: the id {name!r} must be of small letters, digits and hyphens, 31 at most")
    for needed in ("issuer", "client"):
        if not given[needed]:
            raise ValueError(f"OCTAVO_OIDC, {name}: {needed} is missing")
    issuer = str(given["issuer"]).rstrip("/")
    parts = urlsplit(issuer)
    if not parts.hostname or parts.query or parts.fragment or not _is_private(parts.scheme, parts.hostname):
        raise ValueError(f"OCTAVO_OIDC, {name}: the issuer must be an https address (http only on this machine)")
    scopes = entry.get("scopes", ["openid", "email", "profile"])
    if (
        not isinstance(scopes, list)
        or not all(isinstance(scope, str) and scope for scope in scopes)
        or "openid" not in scopes
    ):
        raise ValueError(f"OCTAVO_OIDC, {name}: scopes must be a list of texts with openid among them")
    return IdentityProvider(
        name,
        str(given["name"]) or str(parts.hostname),
        issuer,
        str(given["client"]),
        str(given["secret"]),
        tuple(scopes),
    )


def _is_private(scheme: str, host: str) -> bool:
    """Say whether nobody on the way can read along: encrypted, or never leaving this machine."""
    return scheme == "https" or (scheme == "http" and host in _HERE)


def is_safe_address(address: object, issuer: str) -> bool:
    """Say whether an address that a provider names may be asked: encrypted, or on this machine as the provider itself is."""
    parts = urlsplit(address) if isinstance(address, str) else None
    here = urlsplit(issuer).hostname in _HERE
    return bool(
        parts and parts.hostname and (parts.scheme == "https" or (here and _is_private(parts.scheme, parts.hostname)))
    )


def is_true(value: object) -> bool:
    """Say whether a claim is true. Some providers write "true"; "false" is a text too, and not true."""
    return value is True or (isinstance(value, str) and value.strip().lower() == "true")
