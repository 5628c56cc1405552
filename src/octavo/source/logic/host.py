"""From an address to the host that names its publisher."""

from urllib.parse import urlsplit

# Hosts on which publishers keep machines' or small screens' versions of the same paper
_FRONTS = ("www.", "m.", "mobile.", "amp.", "feeds.", "feed.", "rss.")


def publisher_host(url: str) -> str:
    """Return the host that names the publisher of `url`: lower case, port kept, "www." and the like dropped.

    Raises ValueError when `url` has no http(s) host.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"“{url}” is not a web address; write it as https://…")
    host = parts.hostname.lower().rstrip(".")
    for front in _FRONTS:
        if host.startswith(front) and host.count(".") > 1:
            host = host.removeprefix(front)
            break
    standard = {"http": 80, "https": 443}[parts.scheme]
    return host if parts.port in {None, standard} else f"{host}:{parts.port}"
