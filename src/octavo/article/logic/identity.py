"""One article, one address: what different spellings, campaigns and renditions of an article's address share."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import idna

from octavo.kit.url import absolute, host_of, registrable, same_owner

# Parameters that say where a reader came from, never what is shown.
_TRACKING = re.compile(
    r"(?i)^(utm_\w*|mtm_\w*|pk_\w+|piwik_\w+|matomo_\w+|hsa_\w+|ga_\w+|_ga|_gl|at_(medium|campaign|link\w*|format|ptr\w*|bbc\w*|custom\d?)|"
    r"fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id|mc_[ce]id|mkt_tok|_hsenc|_hsmi|"
    r"cmpid|cmp|campaign_?id|ns_campaign|ns_mchannel|ns_source|icid|ico|ito|intcmp|int_cmp|int_source|ref|ref_?src|ref_?url|referrer|"
    r"rss|from_?rss|feed|src_?rss|partner|smid|smtyp|sr_share|share|shared|share_id|sh|spm|scm|xtor|wt_mc|wt\.mc_id|wtrid|sref|ocid|"
    r"ftag|ncid|guccounter|guce_\w+|soc_src|soc_trk|tsrc|traffic_source|trk|trkcampaign|vero_\w+|oly_\w+|s_cid|sc_c\w+|"
    r"srsltid|epik|gad_\w+|dicbo|li_source|li_medium|tpcc|sfnsn|mibextid|taid|wt_zmc|nocache|replytocom|feature|source|src|from|cid|mod|"
    r"view|m|mobile|page|__twitter_impression|amp|outputtype|print|printable|view_?print|output)$"
)
_ONLY_WITH = {
    "outputtype": {"amp"},
    "output": {"amp", "print"},
    "rss": {"", "1", "yes"},
    "source": {"rss", "feed"},
    "src": {"rss", "feed"},
    "from": {"rss", "feed"},
    "cid": {"rss", "feed"},
    "mod": {"rss", "feed", "rss_feed"},
    "feature": {"share", "rss"},
    "view": {"print", "amp"},
    "m": {"1"},
    "mobile": {"1", "true"},
    "page": {"1"},
    "feed": {"rss", "rss2", "atom"},
}
_RENDITION_HOST = re.compile(r"^(amp|m|mobile|mobil|touch|print)\.(?=.+\..+)")
_RENDITION_PATH = re.compile(
    r"(?i)/(amp|print)(/(index\.html)?)?$|\.(amp|print)(?=\.html?$)|[._-](amp|print)$|(?<=\.html)/amp/?$|^/amp(?=/.)|(?<=\.)amp\.(?=html?$)"
)
# Addresses that are tidy as they stand, as nearly all are
_TIDY = re.compile(r"https?://[a-z0-9.-]*[a-z0-9](?::\d+)?/(?:[^%#.]|\.(?![./]|$))*")
_CACHED = re.compile(
    r"https://(?:[a-z0-9-]+\.cdn\.ampproject\.org/[acirv]|www\.google\.[a-z.]{2,6}/amp)/(s/)?([^/?#]+\.[^/?#]+/.*)"
)


def canonical_url(url: str, *, declared: str | None = None, host: str | None = None) -> str:
    """Return the address that stands for the article at `url`.

    Fragments, tracking parameters, default ports, dot segments, needless percent-encoding, and AMP, mobile and print forms
    go; the host is written in ASCII; the rest of the query is kept in order. `declared` (rel=canonical) is a hint: it
    counts only within the registrable host of `host` (the publisher's; default: the host of `url`), and never when it
    points to the front page while `url` does not.
    An address that is not http(s) comes back unchanged.
    """
    own = absolute(url)
    if own is None:
        return url
    own = _from_cache(own)
    hint = absolute(declared, own)
    if hint and _trusted(hint, own, host):
        own = hint
    own = own if _TIDY.fullmatch(own) else _tidied(own)
    parts = urlsplit(own)
    name = _RENDITION_HOST.sub("", parts.netloc)
    if registrable(name.partition(":")[0]) != registrable(host_of(own)):
        name = parts.netloc
    query = [
        (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(key, value)
    ]
    kept = parts.query if len(query) == parts.query.count("&") + 1 else urlencode(query)
    return urlunsplit((parts.scheme, name, _plain_path(parts.path), kept if query else "", ""))


def _from_cache(url: str) -> str:
    """Return the publisher's address where `url` is that of an AMP cache: anyone can write such an address for anyone."""
    found = _CACHED.match(url)
    if not found:
        return url
    return absolute(f"http{'s' if found[1] else ''}://{found[2]}") or url


def _tidied(url: str) -> str:
    """Return `url` as all its spellings are written: host in ASCII without a final dot, path without dots and escapes."""
    parts = urlsplit(url)
    name, colon, port = parts.netloc.rpartition(":") if re.search(r":\d*$", parts.netloc) else (parts.netloc, "", "")
    path = re.sub(r"%[0-9a-fA-F]{2}", _unescaped, _without_dots(parts.path))
    query = re.sub(r"%[0-9a-fA-F]{2}", _unescaped, parts.query)
    return urlunsplit((parts.scheme, _ascii(name) + (colon + port if port else ""), path, query, ""))


def _ascii(host: str) -> str:
    host = host.lower().rstrip(".")
    try:
        return host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return host


def _without_dots(path: str) -> str:
    """Resolve "." and ".." (RFC 3986 section 5.2.4), written plainly or as %2e."""
    kept: list[str] = []
    steps = re.sub(r"(?i)%2e", ".", path).split("/")
    for step in steps:
        if step == "..":
            kept = kept[:-1] if len(kept) > 1 else kept
        elif step != ".":
            kept.append(step)
    if steps[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def _unescaped(match: re.Match[str]) -> str:
    """Decode what needs no encoding (RFC 3986 section 6.2.2.2); the rest in capitals."""
    char = chr(int(match.group()[1:], 16))
    return char if char.isascii() and (char.isalnum() or char in "-._~") else match.group().upper()


def _trusted(hint: str, own: str, host: str | None) -> bool:
    home = f"https://{host}" if host else own
    if not same_owner(hint, home):
        return False
    path, own_path = urlsplit(hint).path.strip("/"), urlsplit(own).path.strip("/")
    return bool(path or urlsplit(hint).query) or not own_path


def _is_tracking(key: str, value: str) -> bool:
    if not _TRACKING.match(key):
        return False
    only = _ONLY_WITH.get(key.lower())
    return only is None or value.lower() in only


def _plain_path(path: str) -> str:
    plain = _RENDITION_PATH.sub("", re.sub(r"//+", "/", path))
    return plain if plain.strip("/") else (path or "/")
