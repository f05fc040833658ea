from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """The portal's users: an e-mail address is the login."""

    name = "portal.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .signal_handlers import set_up_groups_once  # noqa: PLC0415 - models are there only now

        post_migrate.connect(set_up_groups_once, sender=self, dispatch_uid="accounts.groups")
