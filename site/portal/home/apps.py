from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Home page, standard pages, site settings and site-wide search."""

    name = "portal.home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"
