"""What can go wrong between asking for an address and holding something readable.

FetchError
├── ForbiddenAddressError   the address, or where it resolves, is not public
├── RobotsRefusedError      the publisher's robots.txt says no
├── TooLargeError           the body is over the cap, compressed or not
├── TimedOutError           connecting or reading took too long          (retry)
├── DnsError                the name does not resolve                    (retry)
├── TlsError                the certificate or the handshake failed
├── ConnectError            nobody answers, or the connection broke      (retry)
├── HttpStatusError         the server answered with an error status     (retry unless it is final)
├── TooManyRedirectsError   the redirects do not end
├── BadEncodingError        the body does not decompress
└── NotAFeedError           the bytes are no feed
    └── FeedTooLargeError   a feed with more entries, depth or attributes than any honest one

TurnLaterError              no fault: the host asked for pauses, and its turn is not yet
"""

from typing import ClassVar


class FetchError(Exception):
    """Fetching failed. `code` is a slug, `message` is for an operator, `retry` says whether a later try may succeed."""

    code: ClassVar[str] = "fetch"
    retry: bool = False

    def __init__(self, message: str, *, url: str | None = None) -> None:
        super().__init__(message)
        self.message, self.url = message, url


class ForbiddenAddressError(FetchError):
    """The address is not public http(s), so it was never contacted."""

    code = "forbidden-address"


class RobotsRefusedError(FetchError):
    """robots.txt refuses our agent this address; or it cannot be read, which RFC 9309 section 2.3.1.4 treats alike."""

    code = "robots-refused"


class TooLargeError(FetchError):
    """The body is over the cap."""

    code = "too-large"


class TimedOutError(FetchError):
    """The server was too slow."""

    code = "timed-out"
    retry = True


class DnsError(FetchError):
    """The host name did not resolve."""

    code = "dns"
    retry = True


class TlsError(FetchError):
    """The secure connection could not be made."""

    code = "tls"


class ConnectError(FetchError):
    """No connection, or it broke before the body was complete."""

    code = "connect"
    retry = True


class HttpStatusError(FetchError):
    """The server answered with an error status. 410 is final; 429 and 503 may carry `retry_after` seconds."""

    code = "http-status"

    def __init__(self, message: str, *, status: int, retry_after: int | None = None, url: str | None = None) -> None:
        super().__init__(message, url=url)
        self.status, self.retry_after = status, retry_after
        self.retry = status != 410

    def __reduce__(self) -> tuple[object, ...]:
        return _status_error, (self.message, self.status, self.retry_after, self.url)


def _status_error(message: str, status: int, retry_after: int | None, url: str | None) -> HttpStatusError:
    return HttpStatusError(message, status=status, retry_after=retry_after, url=url)


class TooManyRedirectsError(FetchError):
    """The chain of redirects is longer than allowed, or a circle."""

    code = "redirects"


class BadEncodingError(FetchError):
    """The body is not what its Content-Encoding says."""

    code = "bad-encoding"


class NotAFeedError(FetchError):
    """The bytes are neither RSS, RDF, Atom nor JSON Feed."""

    code = "not-a-feed"


class FeedTooLargeError(NotAFeedError):
    """The feed goes past a limit that no honest feed meets."""

    code = "feed-too-large"


class TurnLaterError(Exception):
    """The host asked for pauses between requests, and this one's turn comes in `seconds`. It was not contacted."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"its turn comes in {seconds:.0f} s")
        self.seconds = seconds
