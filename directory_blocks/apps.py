from django.apps import AppConfig, apps
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class DirectoryBlocksConfig(AppConfig):
    """The plugin's configuration; its label is permanent, since tables and permissions carry it."""

    name = "directory_blocks"
    label = "directory_blocks"
    verbose_name = _("Directory")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Learn the sources of every app, then keep the index true."""
        autodiscover_modules("entry_sources")

        from .signal_handlers import connect  # noqa: PLC0415 - models are not loaded before

        connect()
        if apps.is_installed("wagtail_localize"):
            from .translations import signal_handlers  # noqa: PLC0415 - imports wagtail-localize

            signal_handlers.connect()
