"""The guide, for tests and for the demo. Give ``parent=`` a page; a chapter's body as raw blocks by ``body=``."""

import json
from datetime import date
from uuid import NAMESPACE_URL, uuid5

import factory
import wagtail_factories
from wagtail import blocks

from guide.models import ChapterPage, GuidePage


def raw_body(*parts, key=""):
    """
    Raw StreamField data from ``(type, value)`` pairs, every block and list item with an id that its place and ``key``
    decide; the bodies of two languages then have the same ids, as translation needs.
    """
    children = ChapterPage._meta.get_field("body").stream_block.child_blocks
    return [
        {"type": kind, "id": _id(key, number), "value": _raw(children[kind], value, f"{key}/{number}")}
        for number, (kind, value) in enumerate(parts)
    ]


def _id(*path):
    return str(uuid5(NAMESPACE_URL, "/".join(map(str, path))))


def _raw(block, value, path):
    if isinstance(block, blocks.ListBlock):
        return [
            {"type": "item", "id": _id(path, number), "value": _raw(block.child_block, item, f"{path}/{number}")}
            for number, item in enumerate(value)
        ]
    if isinstance(block, blocks.StructBlock):
        return {name: _raw(block.child_blocks[name], item, f"{path}/{name}") for name, item in value.items()}
    return value


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
