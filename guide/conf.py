"""Settings of the plugin: one dict, ``GUIDE``, over these defaults."""

from typing import Any

from django.core.signals import setting_changed

from directory_blocks.conf import PluginSettings

DEFAULTS: dict[str, Any] = {
    # Words a minute, to tell how long a chapter takes to read.
    "READING_SPEED": 220,
    # Days after which the facts of a chapter are due for review again.
    "REVIEW_AFTER_DAYS": 365,
    # Times an hour that one visitor may answer whether a page was useful.
    "ANSWERS_PER_HOUR": 20,
    # Days for which these answers are kept.
    "ANSWERS_KEPT_DAYS": 730,
    # Dotted path of the StreamBlock that chapters are made of: a host subclasses ours to add its own blocks, without a
    # migration. Read when the models are loaded.
    "CHAPTER_BLOCKS": "guide.blocks.ChapterStreamBlock",
    # Dotted path of the StreamBlock that brochures are made of, likewise.
    "BROCHURE_BLOCKS": "guide.blocks.BrochureStreamBlock",
    # The group that is told every week what is to be translated.
    "TRANSLATORS_GROUP": "Translators",
}

guide_settings = PluginSettings("GUIDE", DEFAULTS)
setting_changed.connect(guide_settings.reload)
