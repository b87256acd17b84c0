"""Settings shared by every way of running Imprimatur. See `config.environment` for what the environment decides."""

import sys
from pathlib import Path
from zoneinfo import available_timezones

import dj_database_url

from django.utils.translation import gettext_lazy as _

from config import environment
from search.backends.choice import backend_for

ROOT = Path(__file__).resolve().parents[3]
SITE_ROOT = ROOT / "site"
VAR = Path(environment.value("VAR_DIR") or ROOT / "var")
if str(SITE_ROOT) not in sys.path:
    sys.path.insert(0, str(SITE_ROOT))

SECRET_KEY = environment.value("SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = environment.value("ALLOWED_HOSTS")
BASE_URL = environment.value("BASE_URL").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL, *environment.value("TRUSTED_ORIGINS")]

INSTALLED_APPS = [
    "config.apps.HouseRulesConfig",
    "accounts",
    "pictures",
    "places",
    "pages",
    "delivery",
    "editorial",
    "blog",
    "home",
    "search",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "accounts.apps.ImprimaturUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.sites",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "delivery.compression.CompressionMiddleware",
    "delivery.middleware.ServiceUnavailableMiddleware",
    "delivery.middleware.PrivateAnswersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "delivery.redirects.StraightRedirectMiddleware",
    "editorial.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE_ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "home.context_processors.publication",
            ],
        },
    },
]

SQLITE_OPTIONS = {
    # IMMEDIATE takes the write lock when a transaction starts, so two editors wait for each other instead of failing.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536;"
        " PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
        # INSERT OR REPLACE asks the triggers on deletion too, which guard the ledger and public pages.
        " PRAGMA recursive_triggers=ON;"
    ),
}
if not environment.value("DATABASE_URL"):
    VAR.mkdir(parents=True, exist_ok=True)
DATABASES = {
    "default": dj_database_url.parse(
        environment.value("DATABASE_URL") or f"sqlite:///{VAR / 'imprimatur.sqlite3'}", conn_max_age=None
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    DATABASES["default"]["TEST"] = {"NAME": None}
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS_BACKENDS = {
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
    "database": "django_tasks_db.DatabaseBackend",
}
TASKS = {"default": {"BACKEND": TASKS_BACKENDS[environment.value("TASKS")]}}

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English"))]
TIME_ZONE = "UTC"
USE_I18N = USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "delivery.static_files.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long article posts a field for every block

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.value("DEFAULT_FROM_EMAIL")

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor shows its preview in a frame of the same origin
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # wants the line above to be DENY

# Finished pages, see docs/delivery.md: where they are kept, and how many bytes a worker and a machine may hold.
DELIVERY_FOLDER = Path(environment.value("DELIVERY_FOLDER") or VAR / "delivery")
DELIVERY_MEMORY, DELIVERY_DISK = (
    environment.value("DELIVERY_MEMORY_MB") << 20,
    environment.value("DELIVERY_DISK_MB") << 20,
)
DELIVERY_FILES = DELIVERY_FOLDER if environment.value("DELIVERY_FILES") else None
DELIVERY_DATABASE = "default"  # the one that pages for readers are rendered from
WAGTAILFRONTENDCACHE = (
    {
        "keys": {
            "BACKEND": "delivery.cdn.SurrogateKeyBackend",
            "ENDPOINT": environment.value("CDN_PURGE_URL"),
            "TOKEN": environment.value("CDN_PURGE_TOKEN"),
        }
    }
    if environment.value("CDN_PURGE_URL")
    else {}
)
RELEASE_FOLDERS = [ROOT / name for name in ("blog", "editorial", "home", "search", "site", "static")]

SECURITY_CONTACT = environment.value("SECURITY_CONTACT")
INDEXNOW_KEY = environment.value("INDEXNOW_KEY")

# The class that looks sources up; see blog.references.lookup.
REFERENCE_LOOKUP = "blog.references.online.OnlineLookup" if environment.value("REFERENCE_LOOKUP") == "online" else ""

WAGTAIL_SITE_NAME = "Imprimatur"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_AUTOSAVE_INTERVAL = 4000  # milliseconds; the heaviest load an editor makes, see docs/running.md
WAGTAIL_ENABLE_UPDATE_CHECK = False  # no request to another host
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Only regions: at names such as "localtime", which some systems list, the script of the account page stops.
WAGTAIL_USER_TIME_ZONES = ["UTC", *sorted(name for name in available_timezones() if "/" in name)]
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "editorial.finish.publish_approved"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_I18N_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "pictures.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "editorial.picture_form.SharedPictureForm"
# Chosen by eye on drawings and photographs at twice their size; Wagtail's own make AVIF larger than WebP.
WAGTAILIMAGES_AVIF_QUALITY, WAGTAILIMAGES_WEBP_QUALITY, WAGTAILIMAGES_JPEG_QUALITY = 55, 75, 78
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "txt", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_FINDERS = []  # an embed is a request to another host; none is offered
WAGTAILSEARCH_BACKENDS = {"default": backend_for(environment.value("SEARCH_URL"))}
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "link", "ul", "ol", "superscript", "subscript"]},
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.value("LOG_LEVEL")},
    "loggers": {"django_tasks": {"level": "WARNING"}},  # two lines for every background task otherwise
}
