"""From the objects of a source to rows of the index; writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wagtail.models import Locale

from ..gazetteer.names import normalize_name
from ..geometry import unit_vector
from ..models import Entry
from ..sources.base import EntryData, Source
from ..term_chars import term_chars
from .snapshot import Snapshot

# Columns that follow from the source; all but the key and the row's own id.
COLUMNS = tuple(
    field.attname
    for field in Entry._meta.concrete_fields
    if field.attname not in ("id", "source", "translation_key", "locale_id")
)
UNDATED = "updated_at"
# Letters, since collations of some languages pass over anything else.
LAST = "zzzz "

RowKey = tuple[UUID, int]


@dataclass(slots=True)
class Row:
    """One row as it should be: the values of ``COLUMNS`` and the ids of its terms."""

    values: dict[str, Any]
    terms: frozenset[int]


def build_rows(source: Source, objects: Iterable[Any], snapshot: Snapshot) -> dict[RowKey, Row]:
    """Say which rows the public ones of ``objects`` (all translations of what they are about) should have."""
    translations: dict[Any, dict[int, Any]] = {}
    languages = {locale.pk: locale for locale in snapshot.locales}
    for obj in objects:
        if source.translatable and obj.locale_id in languages:
            obj.locale = languages[obj.locale_id]
        if source.is_public(obj, snapshot):
            locale_id = obj.locale_id if source.translatable else 0
            translations.setdefault(source.identity(obj), {})[locale_id] = obj
    data = {obj: source.entry(obj) for group in translations.values() for obj in group.values()}
    snapshot.load_communes(entry.commune for entry in data.values() if entry.commune)
    shared = {obj: _shared_values(source, obj, entry, snapshot) for obj, entry in data.items()}
    rows = {}
    for identity, group in translations.items():
        key = source.entry_key(identity)
        original = _original(group, snapshot)
        for locale in snapshot.locales:
            obj = group.get(locale.pk, original)
            rows[key, locale.pk] = _row(shared[obj], data[obj], locale, snapshot)
    return rows


def _original(group: dict[int, Any], snapshot: Snapshot) -> Any:
    """What stands in for a missing translation: the default language's text, else the oldest one."""
    for locale in snapshot.locales[:1]:
        if locale.pk in group:
            return group[locale.pk]
    return min(group.values(), key=lambda obj: obj.pk)


def _row(shared: dict[str, Any], data: EntryData, locale: Locale, snapshot: Snapshot) -> Row:
    terms = snapshot.terms(data.terms, locale)
    searched = [data.body, *(term.name for term in terms)]
    if data.commune:
        searched.append(snapshot.commune_names(data.commune))
    text = _clean("search_text", "\n".join(filter(None, searched)))
    ids = frozenset(term.pk for term in terms)
    return Row({**shared, "search_text": text, "term_chars": term_chars(ids)}, ids)


def _shared_values(source: Source, obj: Any, data: EntryData, snapshot: Snapshot) -> dict[str, Any]:
    """The columns that are the same in every language that the object stands for."""
    x, y, z = unit_vector(*data.point) if data.point else (None, None, None)
    values = {
        "object_id": str(obj.pk),
        "text_language": source.language(obj),
        "title": data.title[:255],
        "summary": data.summary,
        "url_path": data.url_path or source.url(obj, snapshot),
        "sort_key": f"{LAST if data.last else ''}{normalize_name(data.title)}"[:255],
        "thumbnail": data.thumbnail,
        "commune_id": data.commune.pk if data.commune else None,
        "latitude": data.point.latitude if data.point else None,
        "longitude": data.point.longitude if data.point else None,
        "x": x,
        "y": y,
        "z": z,
        "precision": str(data.precision),
        "starts_at": data.starts_at,
        "ends_at": data.ends_at,
        "online": data.online,
        "free_places": data.free_places,
        "status": data.status and str(data.status),
        "opening_hours": data.opening_hours,
        "verified_on": data.verified_on,
        "updated_at": data.updated_at or source.updated_at(obj),
    }
    return {name: _clean(name, value) for name, value in values.items()}


def _clean(name: str, value: Any) -> Any:
    """The value as the database gives it back, so that what is stored compares equal to what should be."""
    if value is None:
        return None
    value = Entry._meta.get_field(name).to_python(value)
    return value.replace("\x00", "") if isinstance(value, str) else value
