"""Model fields for page types of plugins."""

from typing import Any

from wagtail.fields import StreamField


class PluginStreamField(StreamField):
    """
    A StreamField whose blocks stay out of migrations: a host that adds a block to a plugin's page must not be asked
    for a migration inside site-packages.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
