"""The lists of many blocks, asked for at once."""

from collections.abc import Iterable

from wagtail.blocks import StreamValue
from wagtail.models import Locale

from ..models import Commune
from ..query import first_of_each
from .highlight import HighlightBlock
from .map import MAX_DRAWN, MapBlock
from .nearby import Centre, NearbyBlock
from .selection import ListedSelectionBlock


def read_lists(children: Iterable[StreamValue.StreamChild], locale: Locale) -> None:
    """
    Ask for what all lists and maps of entries among blocks find, lists around a commune of their own included, in two
    queries, three with communes; else each asks for its own.
    """
    children = list(children)
    lists = [child.value for child in children if isinstance(child.block, ListedSelectionBlock | HighlightBlock)]
    around = [child.value for child in children if isinstance(child.block, NearbyBlock) and child.value.get("commune")]
    codes = {value["commune"] for value in around}
    communes = {commune.code: commune for commune in Commune.objects.filter(code__in=codes)} if codes else {}
    for value in around:
        commune = communes.get(value["commune"])
        value.own_centre = commune and Centre.of(commune)
    around = [value for value in around if value.own_centre]
    questions = [(value.query(locale), value.limit) for value in lists]
    questions += [(value.query_around(value.own_centre, locale), value.limit) for value in around]
    maps = [child.value for child in children if isinstance(child.block, MapBlock)]
    marks = [(value.query(locale), MAX_DRAWN) for value in maps]
    for value, found in zip([*lists, *around, *maps], first_of_each(questions, marks), strict=True):
        value.found = found
