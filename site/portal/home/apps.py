from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Home page, standard pages, site settings and site-wide search."""

    name = "portal.home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the signals."""
        from .signal_handlers import connect  # noqa: PLC0415 - models are ready only now

        connect()
