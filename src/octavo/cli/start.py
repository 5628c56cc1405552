"""Loading Django, for the commands that need the database, and only for those."""

import os

SETTINGS = "octavo.site.settings"


def start_django() -> None:
    """Load settings and apps. Done twice, it changes nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()
