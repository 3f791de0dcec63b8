"""Django's settings. Whatever an installation may change is a row of :mod:`kapok.site.environment`."""

import secrets
from zoneinfo import ZoneInfo

from csp.constants import NONE, SELF

from kapok.site import environment

DATA = environment.read("KAPOK_DATA")
DEBUG = environment.read("KAPOK_DEBUG")
KAPOK_AS_OF = environment.read("KAPOK_AS_OF")
_kept_key = environment.secret_key(DATA)
SECRET_KEY_IS_KEPT = bool(_kept_key)
SECRET_KEY = _kept_key or secrets.token_urlsafe(48)  # kapok.site.checks says so where that is not enough
ALLOWED_HOSTS = environment.read("KAPOK_HOSTS")

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_tasks_db",
    "kapok.web",
    "kapok.journal",
    "kapok.plans",
    "kapok.site",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kapok.site.middleware.AsOf",
]
ROOT_URLCONF = "kapok.site.urls"
WSGI_APPLICATION = "kapok.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "kapok.site.navigation.shell"],
            "builtins": ["kapok.web.templatetags.kapok", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES = {
    "default": environment.read("KAPOK_DATABASE_URL")
    or {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "kapok.sqlite3",
        "OPTIONS": {
            # A writer asks for the lock at once, so that two of them wait in line and neither fails half-way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LANGUAGE_CODE = environment.read("KAPOK_LANGUAGE")
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
CITY_TIME = ZoneInfo(TIME_ZONE)
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = environment.read("KAPOK_HTTPS")
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_SSL_REDIRECT else None
# HSTS for other hosts of the domain, and in browsers' own lists, is the city's to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
