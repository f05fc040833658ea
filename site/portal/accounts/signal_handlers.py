"""What happens by itself to accounts."""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group
from django.db import DEFAULT_DB_ALIAS, connections

from .groups import ROLES, set_up_groups


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
    set_up_groups()


def _is_complete(using: str) -> bool:
    tables = set(connections[using].introspection.table_names())
    return all(model._meta.db_table in tables for model in apps.get_models() if model._meta.managed)
