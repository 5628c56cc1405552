"""The site as a Django app: it exists to register the engine check."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Registers `checks` when Django starts."""

    name = "octavo.site"
    label = "octavo_site"

    def ready(self) -> None:
        """Import the checks, which register themselves."""
        from octavo.site import checks  # noqa: F401 - importing registers
