"""Settings of the tests: a scratch home, the database that DATABASE_URL names (SQLite in a file by default)."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_home = Path(tempfile.mkdtemp(prefix="octavo-test-"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["OCTAVO_HOME"] = str(_home)
os.environ.setdefault("OCTAVO_SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ["OCTAVO_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["OCTAVO_LOG"] = "ERROR"

from octavo.site.settings import *  # noqa: E402, F403
from octavo.site.settings import DATABASES, POSTGRES, STORAGES  # noqa: E402

if not POSTGRES:
    # A file, not memory: the reader's threads and child processes meet in it as they do in earnest.
    DATABASES["default"]["TEST"] = {"NAME": str(_home / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False

COMMENT_SECONDS = 0.0  # a test fills a form in faster than a person; the trap has tests of its own
