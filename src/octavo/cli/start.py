"""Loading Django, for the commands that need the database, and only for those."""

import os

SETTINGS = "octavo.site.settings"
READING = "octavo.site.reading"  # the same without what only pages need


def start_django(settings: str = SETTINGS) -> None:
    """Load settings and apps. Done twice, it changes nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    import django

    django.setup()
