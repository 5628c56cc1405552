"""Which engine serves each port when no setting says otherwise. Needs no Django: the filters use it too."""

from octavo.kit import seam

DEFAULTS = {
    "insight.embedder": "octavo.insight.engines.static:StaticEmbedder",
}


def install() -> None:
    """Choose the default engine of every port that needs no database."""
    seam.choose(DEFAULTS)
