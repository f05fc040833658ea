"""A directory to visit: twelve communes of the Gers, some thirty solos in two languages, twenty services."""

import uuid

from wagtail.models import Locale, Page, Site

from directory_blocks.models import Commune, DirectoryPage, Term, Territory
from portal.home.models import HomePage
from tests.factories.entries import EntryFactory

COMMUNES = [
    ("32013", "Auch", 22000, 43.6465, 0.5855),
    ("32107", "Condom", 6500, 43.9578, 0.3720),
    ("32132", "Fleurance", 6000, 43.8500, 0.6630),
    ("32160", "L'Isle-Jourdain", 9500, 43.6130, 1.0820),
    ("32208", "Lectoure", 3600, 43.9330, 0.6210),
    ("32256", "Mirande", 3300, 43.5160, 0.4040),
    ("32462", "Vic-Fezensac", 3400, 43.7590, 0.3030),
    ("32119", "Eauze", 3800, 43.8610, 0.1020),
    ("32147", "Gimont", 3000, 43.6250, 0.8770),
    ("32213", "Lombez", 2300, 43.4740, 0.9110),
    ("32296", "Nogaro", 2000, 43.7640, -0.0330),
    ("32242", "Masseube", 1500, 43.4300, 0.5800),
]
OUTLINE = [
    (0.66, 44.04), (0.85, 44.04), (0.77, 43.94), (0.89, 43.88), (0.95, 43.79), (1.05, 43.70), (1.19, 43.60),
    (1.05, 43.51), (1.03, 43.38), (0.91, 43.41), (0.71, 43.37), (0.61, 43.31), (0.40, 43.34), (0.23, 43.38),
    (0.01, 43.55), (-0.24, 43.59), (-0.25, 43.75), (-0.19, 43.89), (0.07, 43.92), (0.36, 44.02), (0.66, 44.04),
]  # fmt: skip
SECTORS = [
    ("ict", "Informatique", "Computing", "monitor", "#1f6693"),
    ("translation", "Traduction", "Translation", "languages", "#3c6b3f"),
    ("press", "Presse", "Press", "newspaper", "#5d4a8a"),
]
NAMES = ["Camille", "Jean", "Lucie", "Marc", "Anne", "Éloïse", "Sofia", "Hugo", "Inès", "Paul"]


def build_directory() -> None:
    """Pages ``/fr/annuaire/`` and ``/en/directory/`` over 30 solos, ``/fr/services/`` over services with hours."""
    french = Locale.objects.get_or_create(language_code="fr")[0]
    english = Locale.objects.get_or_create(language_code="en")[0]
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Accueil", slug="accueil", hero_title="Gers", locale=french))
    Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)
    english_home = home.copy_for_translation(english)
    english_home.title, english_home.slug, english_home.live = "Home", "home", True
    english_home.save()
    for slug, title, english_slug, english_title, sources, facets in (
        ("annuaire", "Annuaire", "directory", "Directory", ["solo"], ["sector"]),
        ("services", "Services", "services", "Services", ["service"], ["category"]),
    ):
        listing = DirectoryPage(title=title, slug=slug, locale=french, sources=sources, facets=facets)
        home.add_child(instance=listing)
        translation = listing.copy_for_translation(english)
        translation.title, translation.slug, translation.live = english_title, english_slug, True
        translation.save()
    fill(french, english)


def fill(french: Locale, english: Locale) -> None:
    """Gazetteer, terms and entries."""
    territory = Territory.objects.create(
        code="FR-32",
        name="Gers",
        country="FR",
        credits="Natural Earth",
        outline={"type": "Polygon", "coordinates": [[list(point) for point in OUTLINE]]},
    )
    communes = [
        Commune.objects.create(
            territory=territory, code=code, name=name, population=people, latitude=lat, longitude=lon, postcodes=code
        )
        for code, name, people, lat, lon in COMMUNES
    ]
    sectors = {}
    for slug, name, english_name, icon, colour in SECTORS:
        look = {"vocabulary": "sector", "slug": slug, "icon": icon, "colour": colour}
        term = Term.objects.create(name=name, locale=french, **look)
        Term.objects.create(name=english_name, locale=english, translation_key=term.translation_key, **look)
        sectors[slug] = term
    for number in range(30):
        commune = communes[number % len(communes)]
        key, sector = uuid.uuid4(), SECTORS[number % 3][0]
        for locale in (french, english):
            translated = locale == french or number % 5
            EntryFactory(
                source="solo",
                translation_key=key,
                locale=locale,
                text_language=locale.language_code if translated else "fr",
                title=f"{NAMES[number % 10]} {number:02}",
                summary="Traductions" if locale == french or not translated else "Translations",
                commune=commune,
                latitude=commune.latitude,
                longitude=commune.longitude,
                url_path=f"/{locale.language_code}/solo-{number}/",
                terms=[Term.objects.get(vocabulary="sector", slug=sector, locale=locale)],
            )
    for number, commune in enumerate(communes):
        EntryFactory(
            source="service",
            title=f"Mairie de {commune.name}",
            locale=french,
            commune=commune,
            latitude=commune.latitude + 0.01,
            longitude=commune.longitude,
            opening_hours="24/7" if number % 2 else "",
        )
