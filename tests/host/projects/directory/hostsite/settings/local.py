from .base import INSTALLED_APPS

INSTALLED_APPS = [
    "shops",
    "directory_blocks",
    "wagtailgeowidget",
    "wagtail.contrib.routable_page",
    *INSTALLED_APPS,
]
