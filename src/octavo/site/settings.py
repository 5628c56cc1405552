"""Django settings, read from the environment. Every variable is listed in docs/reference/settings.md.

Nothing here needs a change to run on one machine; `DATABASE_URL` alone moves Octavo to PostgreSQL.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url

from octavo.kit import seam
from octavo.people.logic.oidc import providers_of
from octavo.site import ports
from octavo.site.secret import secret_key

env = os.environ.get


def _flag(name: str, default: str) -> bool:
    return env(name, default).strip().lower() in {"1", "true", "yes", "on"}


def _list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


HOME = Path(env("OCTAVO_HOME", "var")).resolve()
SITE_NAME = env("OCTAVO_NAME", "Octavo")
SITE_URL = env("OCTAVO_URL", "http://localhost:8000").rstrip("/")
FICTIONAL = _flag("OCTAVO_FICTIONAL", "no")
SIGNUP = env("OCTAVO_SIGNUP", "yes").strip().lower()  # yes, invite or no

DEBUG = _flag("OCTAVO_DEBUG", "no")
SECRET_KEY = env("OCTAVO_SECRET_KEY") or secret_key(HOME)
ALLOWED_HOSTS = _list("OCTAVO_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _list("OCTAVO_TRUSTED_ORIGINS", SITE_URL)

# The Daily Eight
ZONE = env("OCTAVO_ZONE", "UTC")  # whose clock strikes the hours below, for those who chose no other: "Europe/Paris"
BRIEFING_HOURS = [int(hour) for hour in _list("OCTAVO_BRIEFING_HOURS", "6,18")]

# Comments
COMMENT_DAYS = int(env("OCTAVO_COMMENT_DAYS", "14"))  # a thread closes this long after its article; 0 never
COMMENT_HELD_WORDS = _list("OCTAVO_COMMENT_HELD_WORDS")  # a moderator reads comments with these words first
COMMENT_HELD_NEW = float(
    env("OCTAVO_COMMENT_HELD_NEW", "0")
)  # an account of fewer days waits until a comment of it stands
COMMENT_SECONDS = float(
    env("OCTAVO_COMMENT_SECONDS", "2")
)  # a form sent sooner than this was not filled in by a person
# How many proxies of yours stand before this server: the reader's address is that many from the end of X-Forwarded-For.
PROXIES = int(env("OCTAVO_PROXIES", "0"))

# Reading the world
AGENT = env("OCTAVO_AGENT", f"OctavoBot/0.1 (+{SITE_URL}/about/robot)")
LOOPBACK_ALLOWED = frozenset(_list("OCTAVO_LOOPBACK_ALLOWED"))  # "127.0.0.1:8900"; the demo allows its own press
FETCHES_AT_ONCE = int(env("OCTAVO_FETCHES", "64"))
LEASE_SECONDS = int(env("OCTAVO_LEASE_SECONDS", "120"))
# Read every source this often, whatever its own pace; 0 follows the pace. For demos and tests.
POLL_SECONDS = int(env("OCTAVO_POLL_SECONDS", "0"))
# Public address at which hubs (WebSub) reach this site; empty: no hub is asked, every source is polled.
WEBSUB_URL = env("OCTAVO_WEBSUB_URL", "").rstrip("/")
# An article's page is read again this long after it was first seen: corrections come early, withdrawals late.
REVISITS = [int(seconds) for seconds in _list("OCTAVO_REVISITS", "1800,7200,28800,86400,259200")]
DEFAULT_RIGHTS = env("OCTAVO_DEFAULT_RIGHTS", "excerpt")  # headline, excerpt or full, for publishers you add
# An unstated wish on AI summaries never silently means yes: the operator decides here, and the page names this setting.
AI_WHEN_UNSTATED = env("OCTAVO_AI_WHEN_UNSTATED", "allowed")

# A language model of the operator's choice; without LLM_URL nothing is ever written, only picked
LLM_URL = env("OCTAVO_LLM_URL", "").rstrip("/")  # "http://127.0.0.1:11434/v1"
LLM_KEY = env("OCTAVO_LLM_KEY", "")
LLM_MODEL = env("OCTAVO_LLM_MODEL", "")
LLM_MODELS = {name.strip(): model.strip() for name, _, model in (p.partition("=") for p in _list("OCTAVO_LLM_MODELS"))}
LLM_JUDGE = _flag("OCTAVO_LLM_JUDGE", "no")  # ask it once more about each line that passed the gate
LLM_TIMEOUT = float(env("OCTAVO_LLM_TIMEOUT", "30"))  # seconds for one whole answer
LLM_WAIT = float(env("OCTAVO_LLM_WAIT", "1.5"))  # seconds a page waits before it shows what was picked
LLM_REST = float(env("OCTAVO_LLM_REST", "30"))  # seconds an engine is left alone after faults, at first
LLM_AT_ONCE = int(env("OCTAVO_LLM_AT_ONCE", "2"))  # answers in the making, for each process
LLM_TOKENS_A_DAY = int(env("OCTAVO_LLM_TOKENS_A_DAY", "0"))  # within 24 hours; 0: no limit
LLM_COST_A_DAY = float(env("OCTAVO_LLM_COST_A_DAY", "0"))
LLM_PRICES = tuple(float(p) for p in _list("OCTAVO_LLM_PRICES", "0,0"))  # of a million tokens read, and written

# A program that reads aloud: text on its input, WAV on its output; "espeak-ng --stdout -v {language}". Empty: the browser's voice.
VOICE = env("OCTAVO_VOICE", "")
VOICE_LANGUAGES = _list("OCTAVO_VOICE_LANGUAGES", "en")  # that it speaks
VOICE_SECONDS = float(env("OCTAVO_VOICE_SECONDS", "100"))  # for one recording; shorter than OCTAVO_LEASE_SECONDS
VOICE_MEBIBYTES = int(env("OCTAVO_VOICE_MEBIBYTES", "1024"))  # of address space

BACKUPS_KEPT = int(env("OCTAVO_BACKUPS_KEPT", "7"))  # newest whole ones in backups/; 0 keeps all

INSTALLED_APPS = [
    "octavo.people",  # before auth and allauth: its user model and templates come first
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "octavo.source",
    "octavo.article",
    "octavo.insight",
    "octavo.story",
    "octavo.find",
    "octavo.assist",
    "octavo.flow",
    "octavo.web",
    "octavo.site",
]

MIDDLEWARE = [
    "octavo.web.frame.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "octavo.web.frame.language.Language",
    "octavo.web.frame.zone.Zone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "octavo.site.urls"
WSGI_APPLICATION = "octavo.site.wsgi.application"

_WEB = Path(__file__).resolve().parent.parent / "web"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [_WEB],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "octavo.web.frame.environment.environment"},
    },
    {  # only for the admin
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(env("DATABASE_URL") or f"sqlite:///{HOME / 'octavo.sqlite3'}", conn_max_age=60)
}
POSTGRES = DATABASES["default"]["ENGINE"].endswith("postgresql")
if not POSTGRES:
    # IMMEDIATE: a transaction that will write takes the lock when it begins, so two writers wait instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY; "
        # 16 MB of pages each: a refresh touches the ends of a dozen indexes. The log is folded in every 32 MB, not every 4.
        "PRAGMA cache_size=-16000; PRAGMA wal_autocheckpoint=8000;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ports.install()
seam.choose(ports.for_database(postgres=POSTGRES))
if LLM_URL:
    seam.choose(ports.WRITING)
    if LLM_MODELS.get("translate") != "off":
        seam.choose(ports.TRANSLATING)
if VOICE:
    seam.choose(ports.SPEAKING)
for _pair in _list("OCTAVO_ENGINES"):
    _port, _, _name = _pair.partition("=")
    seam.choose({_port.strip(): _name.strip()})

AUTH_USER_MODEL = "people.User"
# One backend: with a second, an address that has an account would be checked twice, and be told by the time that takes.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "octavo.people.accounts.Accounts"
ACCOUNT_SIGNUP_FORM_CLASS = "octavo.people.forms.SignUp"
ACCOUNT_PREVENT_ENUMERATION = True
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES  # whose tries are counted together: the same address that comments go by
# Accounts elsewhere: OpenID Connect providers of the operator's choice, none by default
OIDC = providers_of(env("OCTAVO_OIDC", ""))
SOCIALACCOUNT_ADAPTER = "octavo.people.oidc.Social"
SOCIALACCOUNT_AUTO_SIGNUP = False  # everybody chooses the name that others see
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True  # which accounts are one is for the adapter to say
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": each.id,
                "name": each.name,
                "client_id": each.client,
                "secret": each.secret,
                "settings": {"server_url": each.issuer, "scope": list(each.scopes), "oauth_pkce_enabled": True},
            }
            for each in OIDC
        ]
    }
}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # our letters name the site themselves
ACCOUNT_SESSION_REMEMBER = True
EMAIL_HOST = env("OCTAVO_SMTP_HOST", "")
EMAIL_TIMEOUT = 10  # seconds; a mail server that hangs is asked again later
EMAIL_PORT = int(env("OCTAVO_SMTP_PORT", "587"))
EMAIL_HOST_USER = env("OCTAVO_SMTP_USER", "")
EMAIL_HOST_PASSWORD = env("OCTAVO_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("OCTAVO_SMTP_TLS", "yes")
DEFAULT_FROM_EMAIL = env("OCTAVO_MAIL_FROM", "octavo@localhost")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
# Who tries Octavo on their own machine has no mail server and needs none. Wherever others come, addresses are confirmed;
# without a mail server the letters are printed where Octavo runs, for the operator to pass on.
_HERE = urlsplit(SITE_URL).hostname in {"localhost", "127.0.0.1", "::1"}
ACCOUNT_EMAIL_VERIFICATION = "none" if _HERE and not EMAIL_HOST else "mandatory"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = (
    1  # steps of 30 s: who types slowly, or whose phone is a little off, gets in (RFC 6238, section 5.2)
)
MFA_ALLOW_UNVERIFIED_EMAIL = ACCOUNT_EMAIL_VERIFICATION == "none"  # as for signing up
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_URL.startswith("http://localhost")  # browsers allow it there alone
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
LOGIN_URL = "account_login"

LANGUAGE_CODE = "en"  # of commands, feeds and logs; pages and letters follow their reader
USE_I18N = True
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fr", "Français")]  # each in its own name, as the reader finds it
LOCALE_PATHS = [_WEB / "locale"]
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [_WEB / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = HOME / "media"

# TLS ends at the operator's proxy; cookies follow the public address.
_HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "octavo.web.errors.view.form_refused"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env("OCTAVO_LOG", "WARNING")},
    "loggers": {"octavo": {"level": env("OCTAVO_LOG", "INFO")}},
}
