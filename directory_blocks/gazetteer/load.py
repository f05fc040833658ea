"""Bringing the database in line with a gazetteer's files: all or nothing, and the same again changes nothing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.models import Revision

from ..conf import directory_settings
from ..index.upkeep import affected_by_entries, refresh
from ..models.entry import Entry
from ..models.gazetteer import Commune, CommuneAlias, Intercommunality, Territory
from .names import normalize_name
from .parse import AliasRow, Gazetteer, read_gazetteer


@dataclass(slots=True)
class LoadReport:
    """What a load did: counts of (what, happened), communes kept because something still refers to them, mergers."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything in the database is different now."""
        return any(count for (_what, happened), count in self.counts.items() if happened != "unchanged")


@transaction.atomic
def load_gazetteer(path: Path) -> LoadReport:
    """
    Load a territory from its files (see ``parse``). Raises GazetteerError, and writes nothing, where a row is wrong.

    Communes are matched by code. One that is gone is deleted, unless something refers to it: then it is kept and
    reported. One that has become another's alias hands over what refers to it, drafts included. Aliases without a code
    that are not in the file were added by an editor and stay.
    """
    gazetteer = read_gazetteer(path)
    report = LoadReport()
    territory = _load_territory(gazetteer, report)
    groups = _load_intercommunalities(territory, gazetteer, report)
    gone = _load_communes(territory, gazetteer, groups, report)
    communes = {commune.code: commune for commune in territory.communes.all()}
    successors = {alias.code: communes[alias.commune] for alias in gazetteer.aliases if alias.code}
    for commune in gone:
        _retire(commune, successors.get(commune.code), report)
    _load_aliases(territory, gazetteer.aliases, communes, report)
    _remove_groups(territory, gazetteer, report)
    if report.changed:
        # Rows written in bulk send no signals; the names and points of communes are in the index.
        refresh(affected_by_entries(Entry.objects.filter(commune__territory=territory)))
    return report


def _differs(obj: models.Model, values: dict[str, Any]) -> bool:
    """Set the values; say whether one of them was another before."""
    before = {name: getattr(obj, name) for name in values}
    for name, value in values.items():
        setattr(obj, name, value)
    return before != values


def _load_territory(gazetteer: Gazetteer, report: LoadReport) -> Territory:
    territory = Territory.objects.filter(code=gazetteer.territory["code"]).first()
    happened = "changed" if territory else "created"
    territory = territory or Territory()
    if _differs(territory, gazetteer.territory):
        territory.save()
    else:
        happened = "unchanged"
    report.counts["territory", happened] += 1
    return territory


def _load_intercommunalities(
    territory: Territory, gazetteer: Gazetteer, report: LoadReport
) -> dict[str, Intercommunality]:
    groups = {group.code: group for group in territory.intercommunalities.all()}
    for code, name in gazetteer.intercommunalities.items():
        group = groups.get(code)
        happened = "changed" if group else "created"
        group = groups.setdefault(code, Intercommunality(territory=territory, code=code))
        if _differs(group, {"name": name}):
            group.save()
        else:
            happened = "unchanged"
        report.counts["intercommunalities", happened] += 1
    return groups


COLUMNS = ["name", "search_name", "postcodes", "population", "district", "latitude", "longitude", "intercommunality_id"]


def _load_communes(
    territory: Territory, gazetteer: Gazetteer, groups: dict[str, Intercommunality], report: LoadReport
) -> list[Commune]:
    """Create and change communes; give those that are not in the file any more."""
    existing = {commune.code: commune for commune in territory.communes.all()}
    new, changed = [], []
    for row in gazetteer.communes.values():
        commune = existing.pop(row.code, None)
        collection = changed if commune else new
        commune = commune or Commune(territory=territory, code=row.code)
        values = {
            "name": row.name,
            "search_name": normalize_name(row.name)[:150],
            "postcodes": row.postcodes,
            "population": row.population,
            "district": row.district,
            "latitude": row.latitude,
            "longitude": row.longitude,
            "intercommunality_id": groups[row.intercommunality].pk if row.intercommunality else None,
        }
        if _differs(commune, values):
            collection.append(commune)
    Commune.objects.bulk_create(new, batch_size=directory_settings.BATCH_SIZE)
    Commune.objects.bulk_update(changed, COLUMNS, batch_size=directory_settings.BATCH_SIZE)
    _count(report, "communes", len(gazetteer.communes), len(new), len(changed))
    return list(existing.values())


def _count(report: LoadReport, what: str, total: int, created: int, changed: int) -> None:
    report.counts[what, "created"] += created
    report.counts[what, "changed"] += changed
    report.counts[what, "unchanged"] += total - created - changed


def _referring_fields() -> Iterable[models.ForeignKey]:
    """Every foreign key to a commune outside the gazetteer itself, hidden relations included."""
    for relation in Commune._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and relation.related_model is not CommuneAlias:
            yield relation.remote_field


def _drafts(reference: models.ForeignKey, commune: Commune) -> models.QuerySet[Revision]:
    """Revisions of the model of ``reference`` that name the commune there."""
    content_type = ContentType.objects.get_for_model(reference.model, for_concrete_model=False)
    return Revision.objects.filter(content_type=content_type, **{f"content__{reference.name}": commune.pk})


def _retire(commune: Commune, successor: Commune | None, report: LoadReport) -> None:
    """Take a commune that is gone out of the database: merged where it has a successor, else where nothing needs it."""
    used = 0
    for reference in _referring_fields():
        rows = reference.model._base_manager.filter(**{reference.name: commune})
        drafts = _drafts(reference, commune)
        if successor is None:
            used += rows.count() or drafts.count()
            continue
        rows.update(**{reference.name: successor})
        for draft in drafts:
            draft.content[reference.name] = successor.pk
            draft.save(update_fields=["content"])
    if used:
        report.kept.append(f"{commune.code} {commune.name} ({used})")
        report.counts["communes", "unchanged"] += 1
        return
    if successor is not None:
        # Names an editor gave it keep finding the place.
        known = set(successor.aliases.values_list("name", flat=True))
        commune.aliases.exclude(name__in=known).update(commune=successor)
        report.merged.append(f"{commune.code} {commune.name} → {successor.code} {successor.name}")
    commune.delete()
    report.counts["communes", "removed"] += 1


def _load_aliases(territory: Territory, rows: list[AliasRow], communes: dict[str, Commune], report: LoadReport) -> None:
    existing = {
        (alias.commune_id, alias.name): alias for alias in CommuneAlias.objects.filter(commune__territory=territory)
    }
    new, changed = [], []
    for row in rows:
        commune = communes[row.commune]
        alias = existing.pop((commune.pk, row.name), None)
        collection = changed if alias else new
        alias = alias or CommuneAlias(commune=commune, name=row.name)
        if _differs(alias, {"code": row.code, "search_name": normalize_name(row.name)[:150]}):
            collection.append(alias)
    CommuneAlias.objects.bulk_create(new, batch_size=directory_settings.BATCH_SIZE)
    CommuneAlias.objects.bulk_update(changed, ["code", "search_name"], batch_size=directory_settings.BATCH_SIZE)
    _count(report, "aliases", len(rows), len(new), len(changed))
    gone = [alias.pk for alias in existing.values() if alias.code]
    report.counts["aliases", "removed"] += CommuneAlias.objects.filter(pk__in=gone).delete()[0]


def _remove_groups(territory: Territory, gazetteer: Gazetteer, report: LoadReport) -> None:
    """Intercommunalities that are not in the file go, unless a commune that was kept is in one."""
    gone = territory.intercommunalities.exclude(code__in=gazetteer.intercommunalities).filter(communes=None)
    report.counts["intercommunalities", "removed"] += gone.delete()[0]
