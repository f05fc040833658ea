"""Settings of the plugin: one dict, ``SOLO_PAGES``, over these defaults."""

from typing import Any

from django.core.signals import setting_changed

from directory_blocks.conf import PluginSettings

DEFAULTS: dict[str, Any] = {
    # A visitor may send so many messages an hour, and a solo receive so many.
    "CONTACT_PER_SENDER_HOUR": 5,
    "CONTACT_PER_RECIPIENT_HOUR": 20,
    # Months after which what a page says is taken to need confirming.
    "VERIFY_AFTER_MONTHS": 12,
    # How many neighbours a profile or a service point shows.
    "NEARBY": 4,
}

solo_settings = PluginSettings("SOLO_PAGES", DEFAULTS)
setting_changed.connect(solo_settings.reload)
