"""Django's settings; what an installation may change is read in `config.environment`."""

import sys
from datetime import timedelta
from typing import Any

from django.utils.csp import CSP

from config import environment
from config.db_pool import check_connection, connect_for_waiting
from config.environment import PROJECT, Server
from config.postgres.cluster import NAME, Cluster
from config.request_cost import FORM_BYTES

try:
    ENVIRONMENT = environment.read()
    SECRET_KEY = ENVIRONMENT.secret_key or environment.development_key(
        ENVIRONMENT.data_dir / "secret_key"
    )
except environment.WrongSettingError as _reason:
    sys.exit(f"Pilotlight cannot start.\n{_reason}")

DEBUG = ENVIRONMENT.debug
DEBUG_IS_SET = "debug" in ENVIRONMENT.model_fields_set  # and not taken for granted
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
BASE_URL = ENVIRONMENT.base_url
DATA_DIR = ENVIRONMENT.data_dir
METRICS_TOKEN = ENVIRONMENT.metrics_token
SITE_NAME, SITE_LOGO = ENVIRONMENT.site_name, ENVIRONMENT.site_logo
SIGN_ON_HEADER, SIGN_ON_SECRET = ENVIRONMENT.sign_on_header, ENVIRONMENT.sign_on_secret
SECURITY_CONTACT = ENVIRONMENT.security_contact
FOUR_EYES = ENVIRONMENT.four_eyes
SECOND_FACTOR = ENVIRONMENT.second_factor
WATCHED = ENVIRONMENT.watched
DATABASE_POOLER = ENVIRONMENT.database_pooler

# Applications

INSTALLED_APPS = [
    "django_otp",
    "django_otp.plugins.otp_totp",  # before ours, which take its page off the desk
    "config",
    "wizard",
    "catalog",
    "config.admin_config.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "axes",
]

MIDDLEWARE = [
    "config.tracing.request_log_middleware",
    "config.middleware.operators_host_middleware",
    "config.middleware.response_headers_middleware",
    "django.middleware.security.SecurityMiddleware",
    # before files, so that they carry it too
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.TextGZipMiddleware",
    "config.middleware.RefusedInputMiddleware",
    "config.replica.replica_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    *(["config.sign_on.SignOnMiddleware"] if ENVIRONMENT.sign_on_header else []),
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.DatabaseUnavailableMiddleware",
    "catalog.unpublished.NothingPublishedMiddleware",
    "catalog.limits.RateLimitMiddleware",
    "axes.middleware.AxesMiddleware",  # answers for a log-in that is stopped
]

ROOT_URLCONF = "config.urls"
DATA_UPLOAD_MAX_MEMORY_SIZE = FORM_BYTES  # a file is counted by itself
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # bytes; a larger file waits on disk
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
# Those of twenty cases of two models in one go, and some to spare.
DATA_UPLOAD_MAX_NUMBER_FILES = 100
OTP_TOTP_ISSUER = SITE_NAME  # what an authenticator app shows

# Database


def _database(server: Server) -> dict[str, Any]:
    if not server:
        cluster = Cluster(DATA_DIR / "postgres")
        return {"ENGINE": "config.postgres", "NAME": NAME, "USER": NAME, "CLUSTER": cluster}
    names = {
        "host": "HOST",
        "port": "PORT",
        "dbname": "NAME",
        "user": "USER",
        "password": "PASSWORD",
    }
    options: dict[str, Any] = {
        "connect_timeout": "5",
        **{key: server[key] for key in server if key not in names},
    }
    if not DEBUG:
        # A process keeps its connections; a reader who would wait longer than this is told so.
        # Retries do not slow down after failures: the first request after the server is back must
        # succeed.
        options["pool"] = {
            "min_size": ENVIRONMENT.database_pool_min,
            "max_size": ENVIRONMENT.database_pool_max,
            "timeout": 5,
            "reconnect_timeout": 1,
            "reconnect_failed": connect_for_waiting,
            "check": check_connection,
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{name: server.get(key, "") for key, name in names.items()},
        "CONN_HEALTH_CHECKS": True,  # a pooled connection may have died since its last use
        # Server-side cursors do not work through a pooler that reassigns connections after each
        # transaction.
        "DISABLE_SERVER_SIDE_CURSORS": ENVIRONMENT.database_pooler == "transaction",
        "OPTIONS": options,
    }


DATABASES = {"default": _database(ENVIRONMENT.database_url)}
if ENVIRONMENT.database_replica_url:
    DATABASES["replica"] = _database(ENVIRONMENT.database_replica_url)
    DATABASE_ROUTERS = ["config.replica.Router"]
for _each in DATABASES.values():
    # PostgreSQL puts values into a statement, and not psycopg into its text: a tenth of the time of
    # a page that saves.
    _each["OPTIONS"] = {"server_side_binding": True, **_each.get("OPTIONS", {})}

# Templates and static files

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["config.templatetags.site"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.csp",
                "config.context.page",
                "wizard.context.starting_points",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PROJECT / "static"]
STATIC_ROOT = DATA_DIR / "static"
_PLAIN, _COMPRESSED = (
    "django.contrib.staticfiles.storage.StaticFilesStorage",
    "whitenoise.storage.CompressedManifestStaticFilesStorage",
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _PLAIN if DEBUG else _COMPRESSED},
}
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_USE_FINDERS = DEBUG

# Words

LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = False  # one language; its formats hold all the same
TIME_ZONE = "UTC"

# Who may do what

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
    for name in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
]
LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = [
    *(["config.sign_on.KnownUserBackend"] if SIGN_ON_HEADER else []),
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Failed log-ins are counted by name and address together, so that nobody can lock a colleague out
# from elsewhere.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "catalog.limits.line"  # fair behind our own proxies
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
AXES_RESET_ON_SUCCESS = True
# Who logged in when is in the users' list; addresses are not kept for it.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False  # `manage.py axes_reset_username` lets somebody in at once
AXES_VERBOSE = False
CSRF_FAILURE_VIEW = "config.views.form_refused"
# Not no-referrer: with that, Chromium posts forms with "Origin: null", which the CSRF check
# refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    **{
        f"{kind}-src": [CSP.SELF]
        for kind in ("style", "script", "img", "media", "font", "connect", "manifest")
    },
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
# What no page asks for.
PERMISSIONS = (
    "camera",
    "display-capture",
    "geolocation",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)
# A site that says it is served over plain http, such as a trial on one machine, is not forced to
# TLS.
_TLS = not DEBUG and not BASE_URL.startswith("http://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _TLS
# With the prefix a browser takes them from this host alone, over TLS.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = (
    ("__Host-sessionid", "__Host-csrftoken") if _TLS else ("sessionid", "csrftoken")
)
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = 31 * 24 * 3600  # a form that was left open for so long can still be sent
SESSION_COOKIE_AGE = 12 * 3600  # a working day; only the desk has sessions
SECURE_SSL_REDIRECT = _TLS
FOR_OPERATORS = (
    "healthz",
    "readyz",
    "metrics",
)  # asked for from inside, without TLS, and by any name
SECURE_REDIRECT_EXEMPT = [f"^{path}$" for path in FOR_OPERATORS]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEBUG and ENVIRONMENT.hsts_subdomains
SECURE_HSTS_PRELOAD = _TLS and ENVIRONMENT.hsts_subdomains
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.secure_proxy else None
PROXIES = ENVIRONMENT.proxy_count  # of ours in front, each of which adds to X-Forwarded-For
RETENTION = ENVIRONMENT.retention
PILOT_SPACE_MB, VERSION_SPACE_MB = ENVIRONMENT.pilot_space_mb, ENVIRONMENT.version_space_mb
LIMITS = ENVIRONMENT.limits  # what a view counts against is declared on it: config.request_cost

# Logs

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.logs.PlainLines",
            "fmt": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
        "json": {"()": "config.logs.JsonLines"},
    },
    "filters": {"refusals": {"()": "config.logs.RefusalFilter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line" if DEBUG else "json",
            "filters": ["refusals"],
        },
    },
    "root": {"handlers": ["console"], "level": ENVIRONMENT.log_level},
    "loggers": {
        # Django's own handlers would print the same lines again, and mail them.
        "django": {"handlers": [], "propagate": True},
        "django.utils.autoreload": {"level": "WARNING"},
        # Scanners send wrong hosts all day; the line of the request has its status 400.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.server": {"handlers": ["console"], "propagate": False},
        # In development Django's own server tells of each request already.
        "config.requests": {"level": "WARNING"} if DEBUG else {},
    },
}
