from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from portal.accounts.groups import ROLES, set_up_groups


class Command(BaseCommand):
    """Make the portal's groups; also run by the first ``migrate`` of a new database."""

    help = "Make the groups Editors, Moderators, Translators and Advisers, and give them what they lack."

    def handle(self, **options: Any) -> None:
        with transaction.atomic():
            given = set_up_groups()
        for line in given:
            self.stdout.write(f"  {line}")
        names = ", ".join(role.name for role in ROLES)
        self.stdout.write(f"Groups {names}: {len(given) or 'nothing'} to give.")
