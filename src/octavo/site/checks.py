"""Engines are named by string, which import-linter cannot follow: this check imports and makes each."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from octavo.kit import seam


@register("engines")
def every_engine_loads(**_: Any) -> list[CheckMessage]:
    """Report each port whose engine cannot be imported or made."""
    faults: list[CheckMessage] = []
    for port, name in seam.chosen().items():
        try:
            seam.engine(port)
        except Exception as error:
            faults.append(Error(f"{port}: {name} does not work: {error}", hint="See OCTAVO_ENGINES.", id="octavo.E001"))
    return faults
