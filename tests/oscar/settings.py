"""The shop's settings: SQLite in the folder that OSCAR_FOLDER names, no migrations (tables are made from the models at once)."""

import os
from pathlib import Path

import oscar
from oscar.defaults import *  # noqa: F403 - the shop system reads its settings from here

FOLDER = Path(os.environ["OSCAR_FOLDER"])
SECRET_KEY = "a test shop has no secrets"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
SITE_ID = 1
ROOT_URLCONF = "tests.oscar.urls"
STATIC_URL, MEDIA_URL = "/static/", "/media/"
MEDIA_ROOT = str(FOLDER)
USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(FOLDER / "shop.sqlite3"),
        "ATOMIC_REQUESTS": True,
        "OPTIONS": {"timeout": 20},
    }
}
INSTALLED_APPS = [
    "tests.oscar.shipping.apps.ShippingConfig" if app == "oscar.apps.shipping.apps.ShippingConfig" else app
    for app in oscar.INSTALLED_APPS
]


class _NoMigrations(dict):
    def __contains__(self, app):
        return True

    def __getitem__(self, app):
        return None


MIGRATION_MODULES = _NoMigrations()
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.contrib.flatpages.middleware.FlatpageFallbackMiddleware",
    "oscar.apps.basket.middleware.BasketMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [str(Path(__file__).with_name("templates"))],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "oscar.apps.search.context_processors.search_form",
                "oscar.apps.checkout.context_processors.checkout",
                "oscar.apps.communication.notifications.context_processors.notifications",
                "oscar.core.context_processors.metadata",
            ]
        },
    }
]
AUTHENTICATION_BACKENDS = ["oscar.apps.customer.auth_backends.EmailBackend", "django.contrib.auth.backends.ModelBackend"]
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
OSCAR_SHOP_NAME = "Mill Lane Stationers"
OSCAR_SHOP_TAGLINE = "Free next day delivery*"
OSCAR_ALLOW_ANON_CHECKOUT = True
OSCAR_THUMBNAILER = "tests.oscar.thumbnails.Unchanged"
OSCAR_INITIAL_ORDER_STATUS, OSCAR_INITIAL_LINE_STATUS = "Pending", "Pending"
OSCAR_ORDER_STATUS_PIPELINE = {"Pending": (), "Cancelled": ()}
