from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from portal.accounts.groups import ROLES, set_up_groups
from portal.accounts.publication import set_up_page_publication
from portal.accounts.review import set_up_profile_review


class Command(BaseCommand):
    """Make the portal's groups, as the first ``migrate`` of a new database does, and the workflows."""

    help = (
        "Make the groups Editors, Moderators, Translators and Advisers, give them what they lack, and have the "
        "moderators review the profiles of every section that lists solos, and guides, brochures and standard pages "
        "before they go out."
    )

    def handle(self, **options: Any) -> None:
        with transaction.atomic():
            given = set_up_groups()
            given += [f"review: {line}" for line in set_up_profile_review()]
            given += [f"publication: {line}" for line in set_up_page_publication()]
        for line in given:
            self.stdout.write(f"  {line}")
        names = ", ".join(role.name for role in ROLES)
        self.stdout.write(f"Groups {names}: {len(given) or 'nothing'} to give.")
