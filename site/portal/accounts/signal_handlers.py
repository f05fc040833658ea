"""What happens by itself to accounts."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest
from wagtail.snippets.models import create_extra_permissions

from .groups import ROLES, set_up_groups

# In the session of whoever signed up: the account's key.
SIGNED_UP_HERE = "accounts_signed_up"


def forget_unproven_password(request: HttpRequest, email_address: EmailAddress, **kwargs: Any) -> None:
    """
    Whoever proves an address for the first time is its owner; whoever signed up with it need not be. So the password
    of the sign-up holds only for a session that typed it: else somebody could sign up with the address of another,
    wait until they log in by code, and share their account.
    """
    user = email_address.user
    typed = any(record["method"] == "password" for record in get_authentication_records(request, user))
    if user.last_login is None and not typed and request.session.get(SIGNED_UP_HERE) != user.pk:
        user.set_unusable_password()
        user.save(update_fields=["password"])


def set_up_groups_once(using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """
    Make the groups of a new database after its first ``migrate``. Later it is ``setup_groups`` that gives what a new
    version adds: what an operator took from a group does not come back by itself.
    """
    if using != DEFAULT_DB_ALIAS or not _is_complete(using):
        return
    if {role.name for role in ROLES} <= set(Group.objects.values_list("name", flat=True)):
        return
    # Django creates the permissions of an app in its own post_migrate, and this one is among the first.
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0, using=using)
    # Wagtail adds those to publish snippets in its own, likewise.
    create_extra_permissions(apps.get_app_config("wagtailsnippets"), using=using)
    set_up_groups()


def _is_complete(using: str) -> bool:
    tables = set(connections[using].introspection.table_names())
    return all(model._meta.db_table in tables for model in apps.get_models() if model._meta.managed)
