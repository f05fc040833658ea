"""What ``make bench`` measures with real pages: a profile, its publication, and a section of up to 10,000 of them."""

from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from directory_blocks.bench import Bench, scenario
from directory_blocks.bench.scenarios import Step
from directory_blocks.index.sync import sync_entries
from directory_blocks.index.upkeep import batches
from directory_blocks.models import DirectoryPage, Entry, Term
from directory_blocks.sources import registered_sources
from solo_pages.models import SoloProfilePage

from .seeding.bulk import BulkPages
from .seeding.pages import Seeder

SECTION, MOST = "bench-section", 10_000


def section_of(bench: Bench) -> DirectoryPage:
    """The section with its indexed profiles; made when the first scenario asks for it."""
    home = bench.page.get_parent()
    section = DirectoryPage.objects.child_of(home).filter(title=SECTION).first()
    if section is None:
        section = home.add_child(instance=DirectoryPage(title=SECTION, slug=SECTION, locale=bench.locale))
        terms = {name: list(_terms(bench, name)) for name in ("sector", "skill", "language")}
        seeder = Seeder(terms, 0)
        seeds = (seeder.solo() for _number in range(min(bench.size, MOST)))
        for _written in BulkPages(SoloProfilePage, [section]).write(seeds):
            pass
        index(section)
    return DirectoryPage.objects.get(pk=section.pk)


def _terms(bench: Bench, vocabulary: str) -> list[int]:
    return Term.objects.filter(vocabulary=vocabulary, locale=bench.locale).values_list("pk", flat=True)


def index(section: Page) -> None:
    """Write the entries of the section's profiles, as a rebuild does."""
    keys = list(SoloProfilePage.objects.child_of(section).values_list("translation_key", flat=True))
    for batch in batches(keys):
        sync_entries(registered_sources()["solo"], batch)


@scenario("profile: page")
def profile_page(bench: Bench) -> Step:
    urls = [page.get_url() for page in SoloProfilePage.objects.child_of(section_of(bench))[:50]]
    return lambda number: bench.client.get(urls[number % len(urls)])


@scenario("profile: publish")
def publish_profile(bench: Bench) -> Step:
    profile = SoloProfilePage.objects.child_of(section_of(bench)).first()

    def publish(number: int) -> None:
        profile.headline = f"Headline {number}"
        profile.save_revision().publish()

    return publish


@scenario("section: rename its slug", rounds=2)
def rename_section(bench: Bench) -> Step:
    section = section_of(bench)

    def rename(number: int) -> None:
        section.slug = f"{SECTION}-{section.slug.count('-')}-{number}"
        section.save_revision().publish()

    return rename


@scenario("section: index anew", rounds=2)
def index_section(bench: Bench) -> Step:
    section = section_of(bench)

    def build(_number: int) -> None:
        keys = SoloProfilePage.objects.child_of(section).values("translation_key")
        Entry.objects.filter(source="solo", translation_key__in=keys).delete()
        index(section)

    return build


@scenario("search over everything")
def site_search(bench: Bench) -> Step:
    with override("fr"):
        url = reverse("search")
    return lambda _: bench.client.get(url, {"q": "boulangerie"})
