from .base import INSTALLED_APPS

INSTALLED_APPS = [
    "extras",  # before the plugins: its templates override theirs
    "solo_pages",
    "guide",
    "directory_blocks",
    "wagtailgeowidget",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.typed_table_block",
    *INSTALLED_APPS,
]

GUIDE = {"CHAPTER_BLOCKS": "extras.blocks.HostChapterStreamBlock"}

# The plugin writes the redirects of renamed pages, in batches.
WAGTAILREDIRECTS_AUTO_CREATE = False
ROOT_URLCONF = "hostsite.plugin_urls"
