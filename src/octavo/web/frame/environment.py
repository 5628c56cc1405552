"""The Jinja2 environment of all screens."""

from typing import Any

from jinja2 import Environment


def environment(**options: Any) -> Environment:
    """Return the environment that Django asks for: autoescaping on, whatever `options` say."""
    return Environment(**(options | {"autoescape": True}))
