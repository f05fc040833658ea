from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """The portal's users: an e-mail address is the login."""

    name = "portal.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.account.signals import email_confirmed  # noqa: PLC0415 - models are there only now

        from .personal_data import register_parts  # noqa: PLC0415 - as above
        from .publication import connect  # noqa: PLC0415 - as above
        from .signal_handlers import forget_unproven_password, set_up_groups_once  # noqa: PLC0415 - as above

        post_migrate.connect(set_up_groups_once, sender=self, dispatch_uid="accounts.groups")
        email_confirmed.connect(forget_unproven_password, dispatch_uid="accounts.unproven_password")
        register_parts()
        connect()
