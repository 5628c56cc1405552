"""Which engine serves each port when no setting says otherwise. Needs no Django: the filters use it too."""

import os

from octavo.kit import seam

DEFAULTS = {
    "insight.embedder": "octavo.insight.engines.static:StaticEmbedder",  # whole articles, and what is asked of them
    "insight.sentences": "octavo.insight.engines.static:StaticEmbedder",  # a text's own sentences: many, so a quick one
    "flow.letters": "octavo.web.briefing.letter:Letters",
    "find.vectors": "octavo.find.engines.vectors:NumpyVectors",
}
WRITING = {"assist.model": "octavo.assist.engines.openai:OpenAI"}  # once OCTAVO_LLM_URL is set
TRANSLATING = {"assist.translate": "octavo.assist.engines.translate:ByModel"}
MEANING = {"insight.embedder": "octavo.insight.engines.openai:OpenAIEmbedder"}  # once OCTAVO_EMBEDDINGS_URL is set
SPEAKING = {"assist.voice": "octavo.assist.engines.command:CommandVoice"}  # once OCTAVO_VOICE is set


def install() -> None:
    """Choose the engine of every port that needs no database: the default one, or what the environment names."""
    seam.choose(DEFAULTS | (MEANING if os.environ.get("OCTAVO_EMBEDDINGS_URL") else {}))


def for_database(*, postgres: bool) -> dict[str, str]:
    """Return the engines that follow from the kind of database."""
    room = "octavo.find.engines"
    return {"find.search": f"{room}.postgres:PostgresSearch" if postgres else f"{room}.fts5:Fts5Search"}
