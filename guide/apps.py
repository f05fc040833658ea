from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class GuideConfig(AppConfig):
    """The plugin's configuration; its label is permanent, since tables and permissions carry it."""

    name = "guide"
    label = "guide"
    verbose_name = _("Guide")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks and the signal receivers."""
        from . import checks, signal_handlers  # noqa: F401, PLC0415 - models are there only now

        signal_handlers.connect()
        if apps.is_installed("wagtail_localize"):
            import_module(f"{self.name}.publication.signal_handlers").connect()
