"""``manage.py bench_directory``: measure the engine over scratch databases of several sizes."""

from argparse import ArgumentParser
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand
from django.db import connection, transaction
from django.utils.module_loading import autodiscover_modules

from directory_blocks.bench import population, scratch
from directory_blocks.bench.measuring import Measurement, measure
from directory_blocks.bench.scenarios import SCENARIOS, Bench
from directory_blocks.models import DirectoryPage


class Command(BaseCommand):
    """Build a scratch database for each size, measure every scenario, print a table and the growth."""

    help = "Measures lists, maps and exports over made-up entries (in two languages) in databases of its own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 10_000, 100_000], metavar="ENTRIES")
        parser.add_argument("--rounds", type=int, default=20)
        parser.add_argument("--only", default="", help="Only scenarios whose name contains this.")
        parser.add_argument("--folder", type=Path, default=Path("var/bench"), help="Where SQLite files go.")
        parser.add_argument("--keep", action="store_true", help="Keep the databases, and use those kept before.")

    def handle(self, *args: Any, **options: Any) -> None:
        settings.DEBUG = False
        settings.ALLOWED_HOSTS = ["*"]
        autodiscover_modules("bench")
        chosen = [one for one in SCENARIOS.values() if options["only"] in one.name]
        results: dict[str, dict[int, Measurement]] = {one.name: {} for one in chosen}
        for size in options["sizes"]:
            existed = scratch.use_scratch_database(size, options["folder"])
            try:
                page = self.populated(size, existed)
                for one in chosen:
                    results[one.name][size] = measure(one, Bench(size, page, page.locale), options["rounds"])
                    self.print_row(one.name, size, results[one.name][size])
            finally:
                if not options["keep"]:
                    scratch.drop_scratch_database()
        self.print_growth(results, options["sizes"])

    def populated(self, size: int, existed: bool) -> DirectoryPage:
        """The directory of the scratch database, filled where it is new."""
        if existed and (page := DirectoryPage.objects.first()):
            return page
        start = perf_counter()
        with transaction.atomic():
            page = population.build(size)
        scratch.analyze()
        self.stdout.write(
            f"# {connection.vendor}, {size} entries × 2 languages, built in {perf_counter() - start:.0f} s"
        )
        self.stdout.write(f"{'scenario':<32}{'entries':>9}{'median ms':>11}{'p95 ms':>9}{'queries':>9}{'bytes gz':>10}")
        return page

    def print_row(self, name: str, size: int, measured: Measurement) -> None:
        """One line of the table."""
        self.stdout.write(
            f"{name:<32}{size:>9}{measured.median:>11.1f}{measured.p95:>9.1f}{measured.queries:>9}{measured.size:>10}"
        )

    def print_growth(self, results: dict[str, dict[int, Measurement]], sizes: list[int]) -> None:
        """How much longer the largest size takes than the smallest."""
        first, last = min(sizes), max(sizes)
        if first == last:
            return
        self.stdout.write(f"# growth of the median from {first} to {last}")
        for name, by_size in results.items():
            self.stdout.write(f"{name:<32}{by_size[last].median / by_size[first].median:>10.1f} ×")
