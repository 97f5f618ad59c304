"""Settings, read from the environment; every default suits development on one's own machine.

In production (``DEBUG=false``) a secret key and the host names must be given; with ``DEBUG`` on, only
local host names are accepted. Either way a wrong combination stops the start with a sentence that says
what to set, instead of running unsafely.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from bulletin import editor

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
if (BASE_DIR / ".env").is_file():
    environ.Env.read_env(BASE_DIR / ".env")

# -- Safety of the start ------------------------------------------------------------------------------

LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DEVELOPMENT_KEY = "development-only-key-never-used-where-DEBUG-is-off-0123456789"

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = env.str("SECRET_KEY", default=DEVELOPMENT_KEY if DEBUG else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOCAL_HOSTS if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

if DEBUG:
    foreign = [host for host in ALLOWED_HOSTS if host not in LOCAL_HOSTS]
    if foreign:
        raise ImproperlyConfigured(
            f"DEBUG 只能在本机使用：ALLOWED_HOSTS 含 {'、'.join(foreign)}，请设置 DEBUG=false。"
        )
else:
    if len(SECRET_KEY) < 50 or SECRET_KEY == DEVELOPMENT_KEY:
        raise ImproperlyConfigured("正式环境须设置 SECRET_KEY：至少 50 个字符的随机串。")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("正式环境须在 ALLOWED_HOSTS 中写明本站域名，不能为空，也不能为 *。")

# -- Applications -------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "bulletin.apps.OfficeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_ckeditor_5",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
    "accounts",
    "periodicals",
    "articles",
    "issues",
    "keeping",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # With DEBUG on, the development server serves static files from where they are written.
    *([] if DEBUG else ["whitenoise.middleware.WhiteNoiseMiddleware"]),
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "bulletin.urls"
WSGI_APPLICATION = "bulletin.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# -- Database -----------------------------------------------------------------------------------------

if "DATABASE_URL" not in env.ENVIRON:
    VAR_DIR.mkdir(exist_ok=True)  # not in the repository, and SQLite makes files but no folders
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Measured: with Django's own defaults four writing processes lost 379 of 600 transactions to
    # "database is locked"; with these, none. See docs/adr/0003-sqlite-as-the-embedded-default.md.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
    }
    # Seconds. To open the file anew for each request was half of what a short answer cost.
    DATABASES["default"]["CONN_MAX_AGE"] = 60
else:
    DATABASES["default"].setdefault("OPTIONS", {})
    # A pool opens a connection in 0.2 ms instead of 3 ms; it excludes persistent connections.
    DATABASES["default"]["OPTIONS"]["pool"] = env.bool("DATABASE_POOL", default=True)
    DATABASES["default"]["CONN_MAX_AGE"] = 0

# -- Language and time --------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
# Django's own zh_Hans formats, with the weekday left out of short dates and no blanks between parts.
FORMAT_MODULE_PATH = ["bulletin.formats"]

# -- Signing in ---------------------------------------------------------------------------------------

LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "accounts.passwords.LengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# -- Files --------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Apart from media, which anyone may fetch: a withdrawn issue's file must have no address.
    "press": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env.str("PRESS_ROOT", default=str(VAR_DIR / "press"))},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# A picture straight from a camera is below this; larger ones are refused before they reach memory.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

# -- The editor (its toolbar stands in bulletin/editor.py) --------------------------------------------

CKEDITOR_5_CONFIGS = editor.CKEDITOR_5_CONFIGS
CK_EDITOR_5_UPLOAD_FILE_VIEW_NAME = "upload-picture"

# -- Typesetting in the background (issues/building) --------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# What one build may use, many times what an issue of 100 pages takes (8 s, 400 MB, warm).
BUILD_CPU_SECONDS = env.int("BUILD_CPU_SECONDS", default=120)
BUILD_WALL_SECONDS = env.int("BUILD_WALL_SECONDS", default=600)
BUILD_MEMORY_MB = env.int("BUILD_MEMORY_MB", default=2048)
BUILD_PAGES = env.int("BUILD_PAGES", default=1000)
# What one article alone may use when a build failed and the article is looked for that was the cause.
BUILD_ARTICLE_CPU_SECONDS = env.int("BUILD_ARTICLE_CPU_SECONDS", default=20)
# A worker that was silent for so many seconds is dead: its build goes to the next one.
BUILD_SILENT_SECONDS = env.float("BUILD_SILENT_SECONDS", default=20.0)
# Days that the files of previews are kept.
BUILD_KEEP_DAYS = env.int("BUILD_KEEP_DAYS", default=7)

# -- Backups (keeping) --------------------------------------------------------------------------------

BACKUP_ROOT = env.str("BACKUP_ROOT", default=str(VAR_DIR / "backups"))
# At least 16 characters; with a key, archives are sealed. Without the same key nobody opens them again.
BACKUP_KEY = env.str("BACKUP_KEY", default="")
BACKUP_KEY_FILE = env.str("BACKUP_KEY_FILE", default="")
# Of how many of the newest days, weeks and months with a backup the last one is kept.
BACKUP_KEEP_DAILY = env.int("BACKUP_KEEP_DAILY", default=7)
BACKUP_KEEP_WEEKLY = env.int("BACKUP_KEEP_WEEKLY", default=4)
BACKUP_KEEP_MONTHLY = env.int("BACKUP_KEEP_MONTHLY", default=12)

# -- Mail, logs and transport -------------------------------------------------------------------------

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="editor@localhost")
# Seconds: a mail server that does not answer must not hold up the next run of send_mail.
EMAIL_TIMEOUT = 20
# Mails, feeds and search engines need whole addresses; a page has one, whatever host it was asked from.
# (PORT: as in ``make run PORT=9000``, so that the addresses of a trial lead to it.)
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{env.str('PORT', default='8000')}").rstrip("/")
# The name under which articles are known for good (issues.metadata.identity): kept when the site moves.
SITE_IDENTITY = env.str("SITE_IDENTITY", default="") or urlsplit(SITE_URL).hostname or "localhost"
# Our own proxies (deploy/nginx), to be told at once when readers are to see something else; by their inner
# addresses, one for each nginx. Without it they ask once a second.
PROXIES = env.list("PROXIES", default=[])
# The hour from which the day's digest goes out.
DIGEST_HOUR = env.int("DIGEST_HOUR", default=8)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}

# TLS ends at the proxy in front; HTTPS=false is for a closed house network without certificates.
HTTPS = env.bool("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
X_FRAME_OPTIONS = "DENY"
