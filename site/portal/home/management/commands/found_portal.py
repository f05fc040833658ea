from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.accounts.groups import set_up_groups
from portal.accounts.publication import set_up_page_publication
from portal.accounts.review import set_up_profile_review
from portal.home.founding import found_portal


class Command(BaseCommand):
    """Make the first pages of a portal, in every language."""

    help = (
        "Publish a home page, the directories of solos and services and the guide in every language, for editors to "
        "fill, and have the moderators review profiles, guides and pages of text. Refuses where there is a home page "
        "already."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help='what the portal is called: "Soho-Solo Gers"')
        parser.add_argument("--base-url", required=True, help="where it stands: https://portal.example")

    def handle(self, *, name: str, base_url: str, **options: Any) -> None:
        address = urlsplit(base_url)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise CommandError(f"{base_url} is not an address such as https://portal.example.")
        try:
            homes = found_portal(name, base_url)
        except ValueError as error:
            raise CommandError(str(error)) from error
        # Translators may change the pages of other languages, which are there only now.
        set_up_groups()
        set_up_profile_review()
        set_up_page_publication()
        for home in homes:
            self.stdout.write(f"  {home.full_url}")
            for page in home.get_children().live().in_menu():
                self.stdout.write(f"  {page.full_url}")
