"""Settings of `octavo read --once`: those of the site, without the apps that only pages need. Loading them takes a third of its start."""

from octavo.site.settings import *  # noqa: F403
from octavo.site.settings import INSTALLED_APPS as _ALL

# people's accounts are tables here too, for editions and letters hang on them
_NEEDED = ("octavo.", "django.contrib.auth", "django.contrib.contenttypes")
INSTALLED_APPS = [app for app in _ALL if app.startswith(_NEEDED)]
