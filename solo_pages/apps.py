from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SoloPagesConfig(AppConfig):
    """The plugin's configuration; its label is permanent, since tables and permissions carry it."""

    name = "solo_pages"
    label = "solo_pages"
    verbose_name = _("People and places")
    default_auto_field = "django.db.models.BigAutoField"
