"""Fields of an input line, with errors that say which field is wrong and what belongs there."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from octavo.cli.stream import LineError
from octavo.insight.port import Embedder, tells_apart
from octavo.kit import seam
from octavo.site.ports import install


def text_of(row: dict[str, Any], field: str, default: str | None = None) -> str:
    """Return a text field; `default` when it is absent or null.

    Raises LineError when it is absent without a default, or not a text.
    """
    value = row.get(field)
    if value is None:
        if default is None:
            raise LineError("missing_field", f"the field {field!r} is missing; it must hold a text")
        return default
    if not isinstance(value, str):
        raise LineError("bad_field", f"the field {field!r} must hold a text, not {type(value).__name__}")
    return value


def optional_text(row: dict[str, Any], field: str) -> str | None:
    """Return a text field, None when it is absent, null or empty.

    Raises LineError when it is not a text.
    """
    return text_of(row, field, "") or None


def id_of(row: dict[str, Any]) -> str:
    """Return the line's id as a text.

    Raises LineError when it is absent or neither text nor number.
    """
    value = row.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise LineError(
            "missing_field" if value is None else "bad_field", "the field 'id' must hold a text or a whole number"
        )
    return str(value)


def objects_of(row: dict[str, Any], field: str) -> list[dict[str, Any]]:
    """Return a list of objects.

    Raises LineError when the field is absent, not a list, or holds anything but objects.
    """
    value = row.get(field)
    if value is None:
        raise LineError("missing_field", f"the field {field!r} is missing; it must hold a list of objects")
    if not isinstance(value, list) or not all(isinstance(x, dict) for x in value):
        raise LineError("bad_field", f"the field {field!r} must hold a list of objects")
    return value


def object_of(row: dict[str, Any], field: str) -> dict[str, Any]:
    """Return an object field.

    Raises LineError when it is absent or not an object.
    """
    value = row.get(field)
    if not isinstance(value, dict):
        raise LineError("missing_field" if value is None else "bad_field", f"the field {field!r} must hold an object")
    return value


def embedder() -> Embedder:
    """Return the chosen embedder."""
    install()
    chosen: Embedder = seam.engine("insight.embedder")
    return chosen


def reading_of(text: str, language: str) -> dict[str, Any]:
    """Return what a report needs of the embedder: the vector, whose it is, and whether it tells `language` apart."""
    chosen = embedder()
    return {"vector": embed_one(text), "space": chosen.name, "told_apart": tells_apart(chosen, language)}


def embed_one(text: str) -> NDArray[np.float32]:
    """Return one text's vector, float32[d]."""
    texts: Sequence[str] = [text]
    vector: NDArray[np.float32] = embedder().embed(texts)[0]
    return vector
