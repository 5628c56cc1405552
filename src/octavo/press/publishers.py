"""The invented publishers of the Harbour Federation, each with one layout, one feed form and one way of being odd."""

from octavo.press.types import Publisher


def _odd(*names: str) -> frozenset[str]:
    return frozenset(names)


PUBLISHERS: tuple[Publisher, ...] = (
    Publisher(
        "harbourline", "Harbourline Agency", "en", "semantic", "rss", "/wire.xml", "full",
        "/wire/{y}/{m}/{d}/{slug}", "The wire of the nine harbours", "#1f3a4d",
        "wire reports that others copy; 304 for feed and pages; news sitemap", _odd("sitemap"),
    ),
    Publisher(
        "courier", "Aldermouth Courier", "en", "semantic", "rss", "/feed", "full",
        "/{y}/{m}/{d}/{slug}", "Read at breakfast since the first bridge", "#6b2d2d",
        "several authors; a correction; wire copies", _odd("lead"),
    ),
    Publisher(
        "ledger", "The Quayside Ledger", "en", "soup", "atom", "/atom.xml", "excerpt",
        "/story/{number}/{slug}", "Trade, tariffs and tides", "#3d3a66",
        "paywall: isAccessibleForFree is false and only the opening is on the page", _odd("paywall"),
    ),
    Publisher(
        "beacon", "Sundersea Beacon", "en", "flat", "rss", "/rss.xml", "full",
        "/news/{slug}-{number}.html", "Your town, first and loud", "#8a4b12",
        "relative links, entries twice with tracking parameters, guid not a permalink, author index page in the feed",
        _odd("relative", "tracking", "guid", "author-page"),
    ),
    Publisher(
        "signal", "Brennick Signal", "en", "graph", "json", "/feed.json", "full",
        "/posts/{slug}", "What the machines are up to", "#14505a",
        "hidden text meant for a language model; a future-dated entry", _odd("hidden", "future"),
    ),
    Publisher(
        "tidewatch", "Tidewatch", "en", "opengraph", "atom", "/updates.atom", "excerpt",
        "/field-notes/{y}/{slug}/", "Sea, sky and shore, measured", "#22604a",
        "allows excerpts only (max-snippet)", _odd("snippet"),
    ),
    Publisher(
        "gazette", "Quillhaven Gazette", "en", "microdata", "rdf", "/index.rdf", "headline",
        "/gazette/{number}", "A record of the university city", "#44403a",
        "headline only: no summaries, nosnippet", _odd("nosnippet"),
    ),
    Publisher(
        "northquay", "North Quay Post", "en", "opengraph", "rss", "/rss", "none",
        "/post/{slug}", "For the north bank, by the north bank", "#5a3348",
        "refuses every robot in robots.txt", _odd("robots"),
    ),
    Publisher(
        "lantern", "The Lantern", "en", "soup", "rss", "/feed.xml", "full",
        "/l/{number}/{slug}", "A small light", "#4f4a1a",
        "every third answer is a 500; near the end its feed is gone for good", _odd("failing"),
    ),
    Publisher(
        "hafenbote", "Der Hafenbote", "de", "amp", "rss", "/rss/aktuell", "full",
        "/artikel/{slug}-{number}", "Unabhängige Zeitung für Grauwerder", "#243f63",
        "AMP page beside a canonical one; silently changed article", _odd(),
    ),
    Publisher(
        "anzeiger", "Grauwerder Anzeiger", "de", "soup", "atom", "/atom", "full",
        "/lokales/{y}/{m}/{slug}.html", "Was die Stadt bewegt", "#513a2a",
        "opts out of text and data mining (TDMRep, noai)", _odd("tdm"),
    ),
    Publisher(
        "phare", "Le Phare de Maravel", "fr", "semantic", "atom", "/flux.atom", "full",
        "/actualites/{y}-{m}-{d}/{slug}", "Le quotidien de la côte", "#1d4f6e",
        "much furniture in French around the body; a withdrawn article", _odd("furniture"),
    ),
    Publisher(
        "quais", "L’Écho des Quais", "fr", "flat", "rss", "/rss.php", "full",
        "/article.php/{number}", "La voix des ports francs", "#6a3b52",
        "feed with broken XML: bare ampersand, unclosed tag", _odd("broken"),
    ),
    Publisher(
        "farol", "El Farol de Puerto Sereno", "es", "microdata", "rss", "/feed/rss", "full",
        "/noticias/{slug}", "Noticias del sur de la Federación", "#7a5a12",
        "slow: two to three seconds for each answer", _odd("slow"),
    ),
)  # fmt: skip
