"""Django's settings: one person, one computer, no account, nothing from elsewhere; under a name, for that person's phone."""

from ischia.site.folder import data_folder
from ischia.site.host import announced
from ischia.site.seal import secret
from ischia.site.static import fingerprint

FOLDER = data_folder()
SECRET_KEY = secret(FOLDER)
DEBUG = False
# None, or the name under which a phone may use the site; then it answers to no other name.
HOST = announced()
ALLOWED_HOSTS = [HOST.spelled] if HOST else ["localhost", "127.0.0.1", "[::1]"]
ROOT_URLCONF = "ischia.site.urls"
INSTALLED_APPS = ["ischia.site.app.SiteConfig", "django.contrib.staticfiles"]
MIDDLEWARE = [
    "ischia.site.guard.Strict",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "ischia.site.lock.Locked",
    "ischia.site.guard.Visits",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "ischia.site.frame.frame"],
            "builtins": ["ischia.site.templatetags.words"],
        },
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": FOLDER / "ischia.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA busy_timeout=20000;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = False

STATIC_URL = f"/static/{fingerprint()}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 31_536_000
WHITENOISE_ALLOW_ALL_ORIGINS = False

CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "ischia.site.views.errors.forged"
SECURE_CONTENT_TYPE_NOSNIFF = True
if HOST:
    MIDDLEWARE.insert(1, "django.middleware.security.SecurityMiddleware")
    CSRF_COOKIE_SECURE = True
    # The "__Host-" prefix binds the cookie to this very name.
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    CSRF_TRUSTED_ORIGINS = [HOST.origin]
    # A month, and this name only: long enough for a phone in use, short enough to change one's mind.
    SECURE_HSTS_SECONDS = 30 * 24 * 60 * 60
    # Behind another server only this computer can reach us, so that what it says of the request is believed.
    SECURE_SSL_REDIRECT = HOST.proxied
    SECURE_SSL_HOST = HOST.origin.removeprefix("https://")
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HOST.proxied else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
# An error's text, and a request's address, may say something about the person: neither is ever written down.
LOGGING = {
    "version": 1,
    "formatters": {"quiet": {"()": "ischia.site.quiet.QuietFormatter"}},
    "handlers": {"quiet": {"class": "logging.StreamHandler", "formatter": "quiet", "level": "ERROR"}},
    "loggers": {"django": {"handlers": ["quiet"], "level": "ERROR", "propagate": False}},
}
# Where the time comes from; the tests hand in a clock of their own.
CLOCK = "ischia.site.clock.now"
