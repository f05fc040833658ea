from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SoloPagesConfig(AppConfig):
    """The plugin's configuration; its label is permanent, since tables and permissions carry it."""

    name = "solo_pages"
    label = "solo_pages"
    verbose_name = _("People and places")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks and the signal receivers."""
        from . import checks, signal_handlers  # noqa: F401, PLC0415 - models are there only now
        from .personal_data.parts import register_parts  # noqa: PLC0415 - as above

        signal_handlers.connect()
        register_parts()
