"""The words that a WebSub subscriber and a hub exchange (W3C Recommendation of 2018). Pure."""

import hashlib
import hmac
from datetime import datetime, timedelta

from octavo.kit.text import whole_number

LEASE = timedelta(days=10)  # asked for; hubs grant what they like
_SHORTEST, _LONGEST = timedelta(hours=1), timedelta(days=30)
ANSWER_WITHIN = timedelta(hours=1)  # a hub that checks our request later must be asked again
RENEW_AT = 0.8  # of a lease: time for several tries before it ends
_METHODS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}


def request_form(mode: str, topic: str, callback: str, secret: str) -> dict[str, str]:
    """Return the form that asks a hub to "subscribe" or "unsubscribe" (section 5.1)."""
    form = {"hub.mode": mode, "hub.topic": topic, "hub.callback": callback}
    if mode == "subscribe":
        form |= {"hub.secret": secret, "hub.lease_seconds": str(int(LEASE.total_seconds()))}
    return form


def is_signed(body: bytes, signature: str, secret: str) -> bool:
    """Say whether an X-Hub-Signature ("sha256=…") is that of `body` under `secret` (section 7.1). Takes constant time."""
    method, _, given = signature.strip().partition("=")
    make = _METHODS.get(method.strip().lower())
    if make is None or not secret:
        return False
    return hmac.compare_digest(
        hmac.new(secret.encode(), body, make).hexdigest().encode(), given.strip().lower().encode()
    )


def lease_of(granted: str | None) -> timedelta:
    """Return the lease that a hub grants in seconds, between an hour and thirty days; what we asked for if it is unreadable."""
    seconds = whole_number(granted, 100)
    longest = int(_LONGEST.total_seconds())
    return max(timedelta(seconds=min(seconds, longest)), _SHORTEST) if seconds is not None else LEASE


def renewal(now: datetime, lease: timedelta) -> datetime:
    """Return when to ask for a new lease."""
    return now + RENEW_AT * lease
