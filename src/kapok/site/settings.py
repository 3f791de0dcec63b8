"""Django's settings. Whatever an installation may change is a row of :mod:`kapok.site.environment`."""

import datetime
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
KAPOK_PROXIES = environment.read("KAPOK_PROXIES")

INSTALLED_APPS = [
    "kapok.accounts",  # before allauth, whose pages it replaces
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "django_tasks_db",
    "ninja",
    "kapok.web",
    "kapok.journal",
    "kapok.plans",
    "kapok.site",
]
MIDDLEWARE = [
    "kapok.site.middleware.Client",  # before all that asks where a request comes from
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kapok.accounts.middleware.OwnPassword",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kapok.site.middleware.AsOf",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
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
# What is counted (wrong one-time codes) is counted for all server processes together, and there is no broker to run.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kapok_cache",  # made by a migration of kapok.accounts
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # nobody can push a count out by making many others
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Signing in: a name and a password, then a one-time code where the person has switched that on.
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "name")}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:mine"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "plans:index"
ACCOUNT_ADAPTER = "kapok.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key", "reauthenticate": "10/m/user", "change_password": "5/m/user"}
ACCOUNT_FORMS = {
    "login": "kapok.accounts.forms.SignIn",
    "change_password": "kapok.accounts.forms.ChangePassword",
    "reauthenticate": "kapok.accounts.forms.PasswordAgain",
}
MFA_ADAPTER = "kapok.accounts.adapter.CodeAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Kapok"
MFA_FORMS = {
    "authenticate": "kapok.accounts.forms.Code",
    "reauthenticate": "kapok.accounts.forms.CodeAgain",
    "activate_totp": "kapok.accounts.forms.FirstCode",
}
# A pause is for a name from an address: never for an address alone, behind which a whole office may sit, nor for a
# name alone, which anybody could then lock from anywhere.
AXES_CLIENT_IP_CALLABLE = "kapok.accounts.adapter.address"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = datetime.timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "kapok.accounts.adapter.username"
AXES_LOCKOUT_CALLABLE = "kapok.accounts.adapter.locked"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

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
