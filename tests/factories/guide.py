"""The guide, for tests and for the demo. Give ``parent=`` a page; a chapter's body as raw blocks by ``body=``."""

import json
from datetime import date

import factory
import wagtail_factories

from guide.models import ChapterPage, GuidePage
from guide.plain import stream_data


def raw_body(*parts, key=""):
    """Raw StreamField data of a chapter from ``(type, value)`` pairs, lists without ids."""
    stream_block = ChapterPage._meta.get_field("body").stream_block
    return stream_data(stream_block, [{"type": kind, "value": value} for kind, value in parts], key)


class GuidePageFactory(wagtail_factories.PageFactory):
    """A guide with an introduction."""

    title = "S’installer dans le Gers"
    slug = "guide"
    intro = "Pour qui pense venir vivre et travailler ici."

    class Meta:
        model = GuidePage


class ChapterPageFactory(wagtail_factories.PageFactory):
    """A chapter of two headings."""

    title = factory.Sequence(lambda n: f"Trouver un logement {n}")
    summary = "Savoir où chercher et à qui demander"
    reviewed_on = date(2026, 11, 1)
    body = factory.LazyFunction(
        lambda: raw_body(("text", "<h2>Louer</h2><p>Un mot.</p><h2>Acheter</h2><p>Un autre.</p>"))
    )

    class Meta:
        model = ChapterPage

    @classmethod
    def _create(cls, model_class, *args, body=(), **kwargs):
        return super()._create(model_class, *args, body=json.dumps(list(body)), **kwargs)
