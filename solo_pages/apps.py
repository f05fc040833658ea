from django.apps import AppConfig
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _

from .converters import KeyConverter


class SoloPagesConfig(AppConfig):
    """The plugin's configuration; its label is permanent, since tables and permissions carry it."""

    name = "solo_pages"
    label = "solo_pages"
    verbose_name = _("People and places")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks, the signal receivers, and what addresses are made of."""
        from . import checks, signal_handlers  # noqa: F401, PLC0415 - models are there only now
        from .personal_data.parts import register_parts  # noqa: PLC0415 - as above

        register_converter(KeyConverter, "key")
        signal_handlers.connect()
        register_parts()
