"""Territories, communes and terms."""

from pathlib import Path

import factory
from wagtail.models import Locale

from directory_blocks.models import Commune, CommuneAlias, Term, Territory

GERS = Path(__file__).parents[2] / "site" / "portal" / "demo" / "data" / "gers"


class TerritoryFactory(factory.django.DjangoModelFactory):
    """The Gers, without its outline."""

    class Meta:
        model = Territory
        django_get_or_create = ("code",)

    code = "FR-32"
    name = "Gers"
    country = "FR"


class CommuneFactory(factory.django.DjangoModelFactory):
    """A commune of the Gers, near Auch."""

    class Meta:
        model = Commune
        django_get_or_create = ("territory", "code")

    territory = factory.SubFactory(TerritoryFactory)
    code = factory.Sequence(lambda number: f"320{number:02}")
    name = factory.Sequence(lambda number: f"Commune-{number}")
    postcodes = "32000"
    latitude = 43.64
    longitude = 0.58


class CommuneAliasFactory(factory.django.DjangoModelFactory):
    """A former commune."""

    class Meta:
        model = CommuneAlias

    commune = factory.SubFactory(CommuneFactory)
    name = factory.Sequence(lambda number: f"Ancienne {number}")


class TermFactory(factory.django.DjangoModelFactory):
    """A sector, in French."""

    class Meta:
        model = Term

    vocabulary = "sector"
    slug = factory.Sequence(lambda number: f"sector-{number}")
    name = factory.LazyAttribute(lambda term: term.slug.capitalize())
    locale = factory.LazyFunction(lambda: Locale.objects.get_or_create(language_code="fr")[0])
