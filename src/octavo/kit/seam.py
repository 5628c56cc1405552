"""The seam: which engine serves each port, by name, so that no room imports an implementation.

`site` calls `choose` once; rooms call `engine`. Engines are made on first use and kept for the life of the process.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

_chosen: dict[str, str] = {}


class EngineError(Exception):
    """A port has no engine, or its name leads nowhere. Trying again does not help; the setting must change."""


def choose(names: Mapping[str, str]) -> None:
    """Set the engine of each port: `{"insight.embedder": "octavo.insight.engines.static:Static"}`."""
    _chosen.update(names)
    engine.cache_clear()


def chosen() -> dict[str, str]:
    """Return port → dotted name of every engine chosen so far."""
    return dict(_chosen)


def resolve(name: str) -> Any:
    """Import `module:attribute`.

    Raises EngineError when the module or the attribute does not exist.
    """
    module, _, attribute = name.partition(":")
    try:
        return getattr(import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise EngineError(f"{name} cannot be loaded ({error}); write it as module:attribute") from error


@cache
def engine(port: str) -> Any:
    """Return the engine of `port`, made without arguments on first use.

    Raises EngineError when none was chosen or it cannot be loaded.
    """
    return fresh(port)


def fresh(port: str) -> Any:
    """Return an engine of `port` of one's own, where a process needs several. Raises EngineError as `engine`."""
    if port not in _chosen:
        raise EngineError(f"no engine is chosen for {port}; set it in octavo.site.ports")
    return resolve(_chosen[port])()
