"""What can be set from outside? Every HAFAWA_* variable, typed, unit in its name; a wrong one stops the start."""

from __future__ import annotations

import hashlib
import os
import platform
import secrets
import sys
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

if platform.machine() == "x86_64" and sys.platform == "linux":
    import pysqlite3  # SQLite before 3.51.3 can corrupt a WAL database that two processes write

    sys.modules["sqlite3"] = pysqlite3

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _


def _text(name: str, default: str) -> str:
    return os.environ.get(name, default).strip()


def _flag(name: str, *, default: bool) -> bool:
    value = _text(name, "yes" if default else "no").lower()
    if value not in {"1", "0", "true", "false", "yes", "no"}:
        raise ImproperlyConfigured(f"{name} is {value!r}: say yes or no.")
    return value in {"1", "true", "yes"}


def _number(name: str, default: int, *, low: int, high: int) -> int:
    value = _text(name, str(default))
    if not value.isdecimal() or not low <= int(value) <= high:
        raise ImproperlyConfigured(f"{name} is {value!r}: it is a whole number from {low} to {high}.")
    return int(value)


def _networks(name: str) -> list[IPv4Network | IPv6Network]:
    try:
        return [ip_network(part.strip(), strict=False) for part in _text(name, "").split(",") if part.strip()]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}. Name addresses (10.0.0.2) or networks (10.0.0.0/8).") from error


def _one_of(name: str, default: str, *, allowed: tuple[str, ...]) -> str:
    value = _text(name, default).lower()
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}: it is one of {', '.join(allowed)}.")
    return value


def _token(name: str, *, shortest: int) -> str:
    value = _text(name, "")
    if value and len(value) < shortest:
        raise ImproperlyConfigured(f"{name} is too short to be a secret: at least {shortest} characters, or none.")
    return value


PACKAGE = Path(__file__).resolve().parent.parent

#: Folder that holds all state: the database, raw files, the warehouse, the secret key.
HAFAWA_DATA_DIR = (
    Path(_text("HAFAWA_DATA_DIR", "") or Path.home() / ".local" / "share" / "hafawa").expanduser().absolute()
)
#: Address the web process listens on.
HAFAWA_HOST = _text("HAFAWA_HOST", "127.0.0.1")
#: Port the web process listens on.
HAFAWA_PORT = _number("HAFAWA_PORT", 8707, low=1, high=65535)
#: Port our own SMTP receiver listens on, 25 where MX points here; 0 takes no mail that way.
HAFAWA_SMTP_PORT = _number("HAFAWA_SMTP_PORT", 0, low=0, high=65535)
#: Address it listens on.
HAFAWA_SMTP_HOST = _text("HAFAWA_SMTP_HOST", "127.0.0.1")
#: Name it greets with, as MX names it; empty: the machine's own.
HAFAWA_SMTP_NAME = _text("HAFAWA_SMTP_NAME", "")
#: File of the certificate it offers STARTTLS with (PEM, with its chain); empty: none is offered.
HAFAWA_SMTP_CERTIFICATE = _text("HAFAWA_SMTP_CERTIFICATE", "")
#: File of that certificate's key, where it is not in the same file.
HAFAWA_SMTP_CERTIFICATE_KEY = _text("HAFAWA_SMTP_CERTIFICATE_KEY", "")
#: Largest message it takes, in MiB.
HAFAWA_SMTP_MESSAGE_MIB = _number("HAFAWA_SMTP_MESSAGE_MIB", 30, low=1, high=100)
#: Comma-separated host names the site answers to, beside this machine.
HAFAWA_HOSTNAMES = [h.strip() for h in _text("HAFAWA_HOSTNAMES", "").split(",") if h.strip()]
#: yes when served over https (secure cookies).
HAFAWA_HTTPS = _flag("HAFAWA_HTTPS", default=False)
#: Comma-separated addresses or networks of your own proxies; X-Forwarded-For is believed from these and no other.
HAFAWA_TRUSTED_PROXIES = _networks("HAFAWA_TRUSTED_PROXIES")
#: smtp://user:password@host:port (STARTTLS where offered: ?tls=start) or smtps://; empty sends no mail.
HAFAWA_MAIL_URL = _text("HAFAWA_MAIL_URL", "")
#: From whom mail about accounts comes; needed with HAFAWA_MAIL_URL.
HAFAWA_MAIL_FROM = _text("HAFAWA_MAIL_FROM", "")
#: postgresql://user:password@host:port/name; empty is SQLite in the data folder.
HAFAWA_DATABASE_URL = _text("HAFAWA_DATABASE_URL", "")
#: Processes that serve pages.
HAFAWA_WEB_PROCESSES = _number("HAFAWA_WEB_PROCESSES", 1, low=1, high=64)
#: Processes that do background work; more than one needs PostgreSQL.
HAFAWA_WORKERS = _number("HAFAWA_WORKERS", 1, low=1, high=64)
#: Largest file accepted in the browser, in MiB.
HAFAWA_UPLOAD_MAX_MIB = _number("HAFAWA_UPLOAD_MAX_MIB", 1024, low=1, high=65536)
#: Memory the analytical engine may use, in MiB.
HAFAWA_ANALYTICS_MEMORY_MIB = _number("HAFAWA_ANALYTICS_MEMORY_MIB", 2048, low=128, high=1048576)
#: Threads the analytical engine may use; 0 is as many as the machine has.
HAFAWA_ANALYTICS_THREADS = _number("HAFAWA_ANALYTICS_THREADS", 0, low=0, high=1024)
#: Requests a minute a key of the API may make, over all processes.
HAFAWA_API_REQUESTS_PER_MINUTE = _number("HAFAWA_API_REQUESTS_PER_MINUTE", 600, low=1, high=1000000)
#: Comma-separated hosts, or host:port, of your own network: for webhooks and a language model; others are refused.
HAFAWA_FETCH_ALLOW = [h.strip().lower() for h in _text("HAFAWA_FETCH_ALLOW", "").split(",") if h.strip()]
#: Seconds of silence after which a running task is taken from its worker and done again.
HAFAWA_LEASE_SECONDS = _number("HAFAWA_LEASE_SECONDS", 30, low=1, high=3600)
#: How the log, on standard error, is written: lines for people, or one JSON object a line.
HAFAWA_LOG_FORMAT = _one_of("HAFAWA_LOG_FORMAT", "text", allowed=("text", "json"))
#: From which level on something is logged; info has a line for each request and task.
HAFAWA_LOG_LEVEL = _one_of("HAFAWA_LOG_LEVEL", "warning", allowed=("debug", "info", "warning", "error"))
#: Secret that opens /metrics (Authorization: Bearer ...), at least 16 characters; empty: nothing is counted.
HAFAWA_METRICS_TOKEN = _token("HAFAWA_METRICS_TOKEN", shortest=16)
#: Free disk space below which /readyz and `hafawa doctor` complain, in MiB.
HAFAWA_DISK_FREE_MIN_MIB = _number("HAFAWA_DISK_FREE_MIN_MIB", 512, low=1, high=1073741824)
#: Minutes an event may wait to go through all stages before /readyz and `hafawa doctor` complain.
HAFAWA_READY_LAG_MINUTES = _number("HAFAWA_READY_LAG_MINUTES", 30, low=1, high=10080)


def _secret_key() -> str:
    """The key kept in the data folder, made at the first start, readable by its owner only."""
    given = _text("HAFAWA_SECRET_KEY", "")
    if given:
        return given
    HAFAWA_DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = HAFAWA_DATA_DIR / "secret_key"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text().strip()


def _database() -> dict[str, Any]:
    if not HAFAWA_DATABASE_URL:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(HAFAWA_DATA_DIR / "hafawa.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000; "
                    "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
                ),
            },
            "CONN_MAX_AGE": None,
        }
    url = urlparse(HAFAWA_DATABASE_URL)
    if url.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured("HAFAWA_DATABASE_URL starts with postgresql://, or is left out for SQLite.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or ""),
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def _mail() -> dict[str, Any]:
    """What Django's mail needs, from HAFAWA_MAIL_URL."""
    url = urlparse(HAFAWA_MAIL_URL)
    if url.scheme not in {"smtp", "smtps"} or not url.hostname or "@" not in HAFAWA_MAIL_FROM:
        raise ImproperlyConfigured(
            "HAFAWA_MAIL_URL is smtp://user:password@host:port or smtps://..., and HAFAWA_MAIL_FROM an address."
        )
    return {
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": url.port or (465 if url.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_USE_TLS": "tls=start" in url.query,
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": HAFAWA_MAIL_FROM,
    }


if HAFAWA_MAIL_URL:
    globals().update(_mail())
SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *HAFAWA_HOSTNAMES]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "hafawa.team",
    "hafawa.tasks",
    "hafawa.people",
    "hafawa.timeline",
    "hafawa.channels",
    "hafawa.channels.calls",
    "hafawa.webhooks",
    "hafawa.listening",
    "hafawa.listening.assistants",
    "hafawa.listening.themes",
    "hafawa.search",
    "hafawa.analytics",
    "hafawa.conversations",
    "hafawa.conversations.automatic",
    "hafawa.conversations.composing",
    "hafawa.conversations.boundaries",
    "hafawa.surveys",
    "hafawa.conversations.calls",
    "hafawa.recovery",
    "hafawa.playbooks",
    "hafawa.privacy",
    "hafawa.backups",
    "hafawa.operations",
    "hafawa.web",
    "hafawa.api",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "hafawa.operations.requests.Noted",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "hafawa.api.middleware.OfTheApi",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hafawa.web.middleware.NothingReversed",
    "hafawa.web.middleware.PiecesApart",
    "hafawa.web.middleware.TheirLanguage",
    "hafawa.web.middleware.InWords",
]
ROOT_URLCONF = "hafawa.config.urls"
WSGI_APPLICATION = "hafawa.config.wsgi.application"
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "team.User"
LOGIN_URL = "web:sign_in"
LOGIN_REDIRECT_URL = "web:today"
LOGOUT_REDIRECT_URL = "web:sign_in"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# What allauth does of signing in (second step, passkeys, sessions, asking again) and how: ADR 0010.
ACCOUNT_ADAPTER, MFA_ADAPTER = "hafawa.web.doorkeeper.AccountKeeper", "hafawa.web.doorkeeper.SecondStepKeeper"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS, ACCOUNT_SIGNUP_FIELDS = {"email"}, ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # who was invited by a link has shown that it reached them
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # a telephone half a minute off

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# The partials loader is outermost, then the cached one: each of the two packages would overwrite the other's set-up.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "hafawa.web.templatetags.page",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "hafawa.web.context.page",
            ],
        },
    }
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ar", _("Arabic")), ("ka", _("Georgian"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"


def _static_version() -> str:
    """Changes when any static file does, so that browsers may keep what they have for ever."""
    digest = hashlib.sha256()
    for path in sorted((PACKAGE / "web" / "static").rglob("*")):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:10]


#: yes reads templates and styles anew on every request.
HAFAWA_DEVELOPMENT = _flag("HAFAWA_DEVELOPMENT", default=False)
STATIC_URL = f"static/{_static_version()}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = HAFAWA_DEVELOPMENT
WHITENOISE_MAX_AGE = 0 if HAFAWA_DEVELOPMENT else 31536000
COTTON_DIR = "components"
COTTON_SNAKE_CASED_NAMES = False
CSRF_FAILURE_VIEW = "hafawa.web.views.errors.forbidden"
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
SESSION_COOKIE_AGE = 14 * 86400
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, LANGUAGE_COOKIE_NAME = "hafawa_session", "hafawa_csrf", "hafawa_language"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HAFAWA_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [f"https://{h}" for h in HAFAWA_HOSTNAMES]
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
FILE_UPLOAD_TEMP_DIR = None

# Django would tell nobody: what breaks goes to standard error, where the one who runs it looks.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "hafawa.operations.lines.formatter", "form": HAFAWA_LOG_FORMAT}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": HAFAWA_LOG_LEVEL.upper()},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"handlers": [], "level": "ERROR"},
        "mail.log": {"handlers": [], "level": "CRITICAL"},  # aiosmtpd's: it repeats what strangers say
    },
}
