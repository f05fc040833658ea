"""What may stand in the addresses of the plugin."""

from django.urls.converters import IntConverter


class KeyConverter(IntConverter):
    """The key of a row: no longer than a database can hold, so that an absurd one is not found instead of failing."""

    regex = "[0-9]{1,18}"
