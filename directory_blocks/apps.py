from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryBlocksConfig(AppConfig):
    """The plugin's configuration; its label is permanent, since tables and permissions carry it."""

    name = "directory_blocks"
    label = "directory_blocks"
    verbose_name = _("Directory")
    default_auto_field = "django.db.models.BigAutoField"
