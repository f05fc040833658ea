from .base import INSTALLED_APPS

INSTALLED_APPS = [
    "extras",  # before the plugins: its templates override theirs
    "solo_pages",
    "guide",
    "directory_blocks",
    "wagtailgeowidget",
    "wagtail.contrib.routable_page",
    *INSTALLED_APPS,
]

GUIDE = {"CHAPTER_BLOCKS": "extras.blocks.HostChapterStreamBlock"}
