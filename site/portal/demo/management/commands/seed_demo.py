import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale, Page

from directory_blocks.models import DirectoryPage, Term
from directory_blocks.sources.base import default_language
from portal.demo.seeding.bulk import BulkPages
from portal.demo.seeding.pages import Seeder
from solo_pages.models import ServicePointPage, SoloProfilePage

# Two entries in three are solos.
SOLO_SHARE = 2 / 3


class Command(BaseCommand):
    """Make entries for benchmarks below the demo's directories; see ``portal.demo.seeding``."""

    help = (
        "Make N more believable entries (real pages in French and English: two thirds solos, one third service points) "
        "below the demo's directories, then index them. Run load_demo first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--entries", type=int, required=True, metavar="N")
        parser.add_argument("--languages", type=int, choices=[1, 2], default=2, help="1: in French only")
        parser.add_argument("--no-index", action="store_true", help="leave rebuild_entries to you")

    def handle(self, *, entries: int, languages: int, no_index: bool, **options: Any) -> None:
        if entries < 1:
            raise CommandError("Ask for at least one entry.")
        started = time.monotonic()
        terms = self._terms()
        solos = round(entries * SOLO_SHARE)
        for model, source, count in (
            (SoloProfilePage, "solo", solos),
            (ServicePointPage, "service", entries - solos),
        ):
            parents = self._parents(source, languages)
            seeder = Seeder(terms, parents[0].numchild)
            make = seeder.solo if model is SoloProfilePage else seeder.service
            for written in BulkPages(model, parents).write(make() for _number in range(count)):
                if written % 10_000 == 0 or written == count:
                    self.stdout.write(f"{source}: {written} of {count}, {time.monotonic() - started:.0f} s")
        if not no_index:
            call_command("rebuild_entries", stdout=self.stdout)
        self.stdout.write(f"{entries} entries in {languages} languages: {time.monotonic() - started:.0f} s")

    def _terms(self) -> dict[str, list[int]]:
        terms: dict[str, list[int]] = {}
        for vocabulary, pk in Term.objects.filter(locale__language_code=default_language()).values_list(
            "vocabulary", "pk"
        ):
            terms.setdefault(vocabulary, []).append(pk)
        if not terms:
            raise CommandError("There are no terms: run load_demo first.")
        return terms

    def _parents(self, source: str, languages: int) -> list[Page]:
        """The directory of a source in French and, asked for two languages, in English."""
        locale = Locale.objects.get(language_code=default_language())
        directories = DirectoryPage.objects.live().filter(locale=locale)
        directory = next((page for page in directories if page.sources == [source]), None)
        if directory is None:
            raise CommandError(f"There is no directory of {source}: run load_demo first.")
        parents = [directory]
        if languages > 1:
            english = directory.get_translation_or_none(Locale.objects.get(language_code="en"))
            if english is None:
                raise CommandError(f"{directory} is not translated into English.")
            parents.append(english)
        return parents
