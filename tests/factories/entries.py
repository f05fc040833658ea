"""Rows of the entry index as its upkeep would write them, text included."""

import uuid

import factory
from django.utils import timezone
from wagtail.models import Locale

from directory_blocks.geometry import unit_vector
from directory_blocks.models import Entry
from directory_blocks.search import index_entries
from directory_blocks.search.words import fold
from directory_blocks.term_chars import term_chars


def get_locale(language: str = "fr") -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]


class EntryFactory(factory.django.DjangoModelFactory):
    """An entry in French, findable by its text; ``terms=[...]`` classifies it."""

    class Meta:
        model = Entry
        skip_postgeneration_save = True

    source = "solo"
    object_id = factory.Sequence(str)
    translation_key = factory.LazyFunction(uuid.uuid4)
    locale = factory.LazyFunction(get_locale)
    text_language = factory.SelfAttribute("locale.language_code")
    title = factory.Sequence(lambda number: f"Entrée {number}")
    url_path = factory.Sequence(lambda number: f"/fr/annuaire/entree-{number}/")
    sort_key = factory.LazyAttribute(lambda entry: fold(entry.title))
    updated_at = factory.LazyFunction(timezone.now)

    @factory.lazy_attribute
    def x(self):
        return None if self.latitude is None else unit_vector(self.latitude, self.longitude)[0]

    @factory.lazy_attribute
    def y(self):
        return None if self.latitude is None else unit_vector(self.latitude, self.longitude)[1]

    @factory.lazy_attribute
    def z(self):
        return None if self.latitude is None else unit_vector(self.latitude, self.longitude)[2]

    latitude = None
    longitude = None

    @factory.post_generation
    def terms(self, create, extracted, **kwargs):
        self.terms.add(*(extracted or ()), through_defaults={"locale": self.locale, "source": self.source})
        self.term_chars = term_chars(term.pk for term in extracted or ())
        self.save(update_fields=["term_chars"])

    @classmethod
    def _after_postgeneration(cls, instance, create, results=None):
        index_entries([instance])
