"""A made-up territory with as many entries as asked for, the same for the same size."""

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from wagtail.models import Locale, Page, Site

from ..geometry import unit_vector
from ..models import Commune, DirectoryPage, Entry, EntryTerm, Term, Territory
from ..search import index_entries
from ..term_chars import term_chars
from .copies import multiply

SECTORS, SKILLS, LANGUAGES, COMMUNES = 12, 60, 8, 458
# Each stands in one entry of twenty.
COMMON_WORDS = ["boulangerie", "traduction", "fibre", "musique", "conseil", "atelier", "jardin", "photographie"]
SYLLABLES = [a + b for a in "bcdflmnprs" for b in "aeiou"]
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
CHUNK = 2000
# So many entries a language are made here; larger sizes are copies of them, moved and renamed in SQL.
BASE = 5000


def build(size: int) -> DirectoryPage:
    """Make a site with a directory in French over ``size`` entries, and the same in English; return the directory."""
    chance = random.Random(size)  # noqa: S311
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in ("fr", "en")]
    communes = make_communes(chance)
    terms = {locale.pk: make_terms(locale) for locale in locales}
    base = min(size, BASE)
    for first in range(0, base, CHUNK):
        for locale in locales:
            add_entries(range(first, min(first + CHUNK, base)), locale, communes, terms[locale.pk])
    multiply(size // base)
    return make_directory(locales[0])


def make_directory(locale: Locale) -> DirectoryPage:
    """The directory, below the root of the only site."""
    home = Page.get_first_root_node().add_child(instance=Page(title="Bench", slug="bench", locale=locale))
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    page = DirectoryPage(title="Annuaire", slug="annuaire", locale=locale, sources=[], facets=[])
    page.facets = ["sector", "skill", "language"]
    return home.add_child(instance=page)


def make_communes(chance: random.Random) -> list[Commune]:
    """As many communes as the Gers has, somewhere in it."""
    territory = Territory.objects.create(code="BENCH", name="Bench", country="FR")
    return Commune.objects.bulk_create(
        Commune(
            territory=territory,
            code=f"32{number:03}",
            name=f"Commune {number}",
            search_name=f"commune {number}",
            latitude=chance.uniform(43.32, 44.07),
            longitude=chance.uniform(-0.28, 1.2),
        )
        for number in range(COMMUNES)
    )


def make_terms(locale: Locale) -> dict[str, list[Term]]:
    """The terms of three vocabularies in one language."""
    return {
        vocabulary: Term.objects.bulk_create(
            Term(
                vocabulary=vocabulary,
                slug=f"{vocabulary}-{number}",
                name=f"{vocabulary} {number}",
                locale=locale,
                translation_key=uuid.uuid5(uuid.NAMESPACE_OID, f"{vocabulary}-{number}"),
            )
            for number in range(amount)
        )
        for vocabulary, amount in (("sector", SECTORS), ("skill", SKILLS), ("language", LANGUAGES))
    }


def add_entries(numbers: range, locale: Locale, communes: list[Commune], terms: dict[str, list[Term]]) -> None:
    """Write entries with their terms and their text, as the upkeep of the index would."""
    chance = random.Random(numbers.start)  # noqa: S311
    entries = [make_entry(chance, number, locale, communes) for number in numbers]
    classified = [make_classification(chance, terms) for _entry in entries]
    for entry, chosen in zip(entries, classified, strict=True):
        entry.term_chars = term_chars(term.pk for term in chosen)
    Entry.objects.bulk_create(entries)
    EntryTerm.objects.bulk_create(
        (
            EntryTerm(entry=entry, term=term, locale=locale, source=entry.source)
            for entry, chosen in zip(entries, classified, strict=True)
            for term in chosen
        ),
        batch_size=5000,
    )
    index_entries(entries)


def make_classification(chance: random.Random, terms: dict[str, list[Term]]) -> list[Term]:
    """One sector or two, three skills, one language or two."""
    return [
        *chance.sample(terms["sector"], chance.choice([1, 1, 2])),
        *chance.sample(terms["skill"], 3),
        *chance.sample(terms["language"], chance.choice([1, 2])),
    ]


def make_entry(chance: random.Random, number: int, locale: Locale, communes: list[Commune]) -> Entry:
    """One entry; half of them, like solos at home, stand at their commune's point."""
    commune = chance.choice(communes)
    latitude, longitude = commune.latitude, commune.longitude
    exact = chance.random() < 0.5
    if exact:
        latitude, longitude = latitude + chance.gauss(0, 0.02), longitude + chance.gauss(0, 0.02)
    title = " ".join(words(chance, 3))
    common = [word for word in COMMON_WORDS if chance.random() < 0.05]
    x, y, z = unit_vector(latitude, longitude)
    return Entry(
        source="solo" if number % 4 else "service",
        object_id=str(number),
        translation_key=uuid.uuid5(uuid.NAMESPACE_OID, str(number)),
        locale=locale,
        text_language=locale.language_code,
        title=title,
        summary=" ".join(words(chance, 8)),
        search_text=" ".join([*words(chance, 30), *common, commune.name]),
        url_path=f"/{locale.language_code}/annuaire/e{number}/",
        sort_key=title,
        commune=commune,
        latitude=latitude,
        longitude=longitude,
        x=x,
        y=y,
        z=z,
        precision="exact" if exact else "commune",
        opening_hours=make_hours(chance) if chance.random() < 0.3 else "",
        updated_at=NOW - timedelta(minutes=chance.randrange(500_000)),
    )


def words(chance: random.Random, amount: int) -> Iterator[str]:
    """Made-up words; there are some thousands of them."""
    for _ in range(amount):
        yield chance.choice(SYLLABLES) + chance.choice(SYLLABLES) + chance.choice("aeiou")


def make_hours(chance: random.Random) -> str:
    """One of some three hundred opening hours."""
    morning, noon = chance.choice(["08:00", "08:30", "09:00", "09:30", "10:00"]), chance.choice(["12:00", "12:30"])
    evening = chance.choice(["17:00", "17:30", "18:00", "18:30", "19:00"])
    days = chance.choice(["Mo-Fr", "Tu-Sa", "Mo-Sa", "Mo,Tu,Th,Fr", "We", "Mo-Su"])
    return f"{days} {morning}-{noon},14:00-{evening}; PH off"
