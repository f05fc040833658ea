from .base import INSTALLED_APPS

INSTALLED_APPS = [
    "shops",
    "directory_blocks",
    "wagtailgeowidget",
    "wagtail.contrib.routable_page",
    *INSTALLED_APPS,
]

# The plugin writes the redirects of renamed pages, in batches.
WAGTAILREDIRECTS_AUTO_CREATE = False
ROOT_URLCONF = "hostsite.plugin_urls"
