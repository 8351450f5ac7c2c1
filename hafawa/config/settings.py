"""What can be set from outside? Every HAFAWA_* variable, typed, unit in its name; a wrong one stops the start."""

from __future__ import annotations

import hashlib
import os
import platform
import secrets
import sys
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


PACKAGE = Path(__file__).resolve().parent.parent

#: Folder that holds all state: the database, raw files, the warehouse, the secret key.
HAFAWA_DATA_DIR = (
    Path(_text("HAFAWA_DATA_DIR", "") or Path.home() / ".local" / "share" / "hafawa").expanduser().absolute()
)
#: Address the web process listens on.
HAFAWA_HOST = _text("HAFAWA_HOST", "127.0.0.1")
#: Port the web process listens on.
HAFAWA_PORT = _number("HAFAWA_PORT", 8707, low=1, high=65535)
#: Comma-separated host names the site answers to, beside this machine.
HAFAWA_HOSTNAMES = [h.strip() for h in _text("HAFAWA_HOSTNAMES", "").split(",") if h.strip()]
#: yes when served over https (secure cookies).
HAFAWA_HTTPS = _flag("HAFAWA_HTTPS", default=False)
#: postgresql://user:password@host:port/name; empty is SQLite in the data folder.
HAFAWA_DATABASE_URL = _text("HAFAWA_DATABASE_URL", "")
#: Largest file accepted in the browser, in MiB.
HAFAWA_UPLOAD_MAX_MIB = _number("HAFAWA_UPLOAD_MAX_MIB", 1024, low=1, high=65536)
#: Memory the analytical engine may use, in MiB.
HAFAWA_ANALYTICS_MEMORY_MIB = _number("HAFAWA_ANALYTICS_MEMORY_MIB", 2048, low=128, high=1048576)
#: Threads the analytical engine may use; 0 is as many as the machine has.
HAFAWA_ANALYTICS_THREADS = _number("HAFAWA_ANALYTICS_THREADS", 0, low=0, high=1024)
#: Seconds of silence after which a running task is taken from its worker and done again.
HAFAWA_LEASE_SECONDS = _number("HAFAWA_LEASE_SECONDS", 30, low=1, high=3600)


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
                    "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;"
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
    "hafawa.listening",
    "hafawa.analytics",
    "hafawa.recovery",
    "hafawa.playbooks",
    "hafawa.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
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
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"handlers": [], "level": "ERROR"},
    },
}
