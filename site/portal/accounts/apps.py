from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The portal's users: an e-mail address is the login."""

    name = "portal.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
