from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration: invented people and places over real communes."""

    name = "portal.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
