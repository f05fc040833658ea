"""The custom user: identified by an e-mail address, compared without regard to case."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address; finds them whatever the case of what was typed."""

    use_in_migrations = True

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """Create an ordinary user whose address is vouched for. Raises ValueError without an address."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **extra)
        user.set_password(password)
        with transaction.atomic(using=self._db):
            user.save(using=self._db)
            user.vouch_for_address()
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """Create a user with every permission."""
        return self.create_user(email, password, **{**extra, "is_staff": True, "is_superuser": True})


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account: solo, editor, adviser or operator."""

    email = models.EmailField(
        _("e-mail address"), unique=True, error_messages={"unique": _("This address has an account already.")}
    )
    first_name = models.CharField(_("first name"), max_length=150, blank=True)
    last_name = models.CharField(_("last name"), max_length=150, blank=True)
    is_staff = models.BooleanField(_("may enter Django's own admin"), default=False)
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Untick instead of deleting, to close an account and keep its history."),
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_ci")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        """First and last name, or nothing where neither is given."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        """What to call the person in a greeting."""
        return self.first_name or self.email

    @transaction.atomic
    def vouch_for_address(self) -> None:
        """
        Have the account's address taken as verified, and as its only one: whoever makes or edits accounts knows whose
        it is. Those who sign up themselves prove it instead.
        """
        email = self.email.lower()
        EmailAddress.objects.filter(user=self).exclude(email=email).delete()
        # Somebody else's attempt to take the address, never proven.
        EmailAddress.objects.filter(email=email, verified=False).exclude(user=self).delete()
        EmailAddress.objects.update_or_create(user=self, email=email, defaults={"verified": True, "primary": True})
