from importlib import import_module

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

        # Neither can be imported before models are loaded.
        import_module(f"{self.name}.checks")
        import_module(f"{self.name}.signal_handlers").connect()
        # Each of these imports the optional app that it works with.
        for app, module in (
            ("wagtail_localize", "translations.signal_handlers"),
            ("wagtail.contrib.redirects", "redirects.signal_handlers"),
            ("wagtail.images", "sources.image_signals"),
        ):
            if apps.is_installed(app):
                import_module(f"{self.name}.{module}").connect()
