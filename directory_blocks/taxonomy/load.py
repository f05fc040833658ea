"""
Loading terms from a CSV file, in all the languages that it has a column for.

Columns: ``vocabulary``, ``slug``, then optionally ``parent`` (a slug of the same vocabulary, on an earlier line),
``icon``, ``colour`` (#1a2b3c), and one column for each language code of the site, with the names. The site's default
language is required; an empty name in another one means no translation. The order of lines is the order of terms.
Files may be UTF-8 with or without BOM, with commas, semicolons or tabs.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale

from ..conf import directory_settings
from ..gazetteer.problems import GazetteerError, Problem
from ..gazetteer.tables import Row, read_table
from ..models.taxonomy import COLOUR, SLUG, Term

FACTS = ("icon", "colour")


@dataclass(slots=True)
class TermsReport:
    """How many terms, languages counted apart, were created, changed, or left as they were."""

    counts: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term as its file says; ``names`` by language code."""

    vocabulary: str
    slug: str
    parent: str
    icon: str
    colour: str
    position: int
    names: dict[str, str]


@transaction.atomic
def load_terms(path: Path, *, overwrite: bool = False) -> TermsReport:
    """
    Create the terms and translations that are missing. Raises GazetteerError with every wrong line, writing nothing.

    What editors have since changed stays, unless ``overwrite``: then names, icons, colours, parents and order become
    those of the file. Terms that the file does not have are never touched.
    """
    languages = [code for code in get_content_languages() if code != settings.LANGUAGE_CODE]
    rows = _read(path, languages)
    source_locale = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)[0]
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in languages}
    report = TermsReport()
    for row in rows:
        source = _load_source(row, source_locale, overwrite, report)
        for code, locale in locales.items():
            if code in row.names:
                _load_translation(source, row, locale, overwrite, report)
    return report


def _load_source(row: TermRow, locale: Locale, overwrite: bool, report: TermsReport) -> Term:
    term = Term.objects.filter(vocabulary=row.vocabulary, slug=row.slug, locale=locale).first()
    happened = "unchanged" if term else "created"
    term = term or Term(vocabulary=row.vocabulary, slug=row.slug, locale=locale)
    if happened == "created" or overwrite:
        values = {
            "name": row.names[settings.LANGUAGE_CODE],
            "icon": row.icon,
            "colour": row.colour,
            "sort_order": row.position,
            "parent": Term.objects.filter(vocabulary=row.vocabulary, slug=row.parent, locale=locale).first(),
        }
        if any(getattr(term, name) != value for name, value in values.items()):
            happened = happened if happened == "created" else "changed"
            for name, value in values.items():
                setattr(term, name, value)
            term.save()
    report.counts[happened] += 1
    return term


def _load_translation(source: Term, row: TermRow, locale: Locale, overwrite: bool, report: TermsReport) -> None:
    term = Term.objects.filter(vocabulary=row.vocabulary, slug=row.slug, locale=locale).first()
    happened = "unchanged" if term else "created"
    if term is None:
        term = source.copy_for_translation(locale)
        term.name = row.names[locale.language_code]
        term.save()
    elif (overwrite and term.name != row.names[locale.language_code]) or term.translation_key != source.translation_key:
        happened = "changed"
        term.name = row.names[locale.language_code] if overwrite else term.name
        term.translation_key = source.translation_key
        term.save()
    report.counts[happened] += 1


def _read(path: Path, languages: list[str]) -> list[TermRow]:
    problems: list[Problem] = []
    found: dict[tuple[str, str], TermRow] = {}
    optional = ("parent", *FACTS, *languages)
    for row in read_table(path, ("vocabulary", "slug", settings.LANGUAGE_CODE), optional, problems):
        term = _read_row(row, len(found), [settings.LANGUAGE_CODE, *languages])
        problems.extend(Problem(path.name, row.line, fault) for fault in _faults(term, found))
        found.setdefault((term.vocabulary, term.slug), term)
    if problems:
        raise GazetteerError(problems)
    return list(found.values())


def _read_row(row: Row, index: int, languages: list[str]) -> TermRow:
    cells = row.cells
    return TermRow(
        cells["vocabulary"],
        cells["slug"],
        cells.get("parent", ""),
        cells.get("icon", ""),
        cells.get("colour", ""),
        min(index * 10, 32000),
        {code: cells[code] for code in languages if cells.get(code)},
    )


def _faults(term: TermRow, known: dict[tuple[str, str], TermRow]) -> list[str]:
    checks = {
        f"the vocabulary {term.vocabulary!r} is none of {', '.join(directory_settings.VOCABULARIES)}.": (
            term.vocabulary in directory_settings.VOCABULARIES
        ),
        f"the slug {term.slug!r} is not lower-case letters, digits and hyphens, 60 at most.": (
            bool(SLUG.fullmatch(term.slug)) and len(term.slug) <= 60
        ),
        f"the slug {term.slug} stands twice in {term.vocabulary}.": (term.vocabulary, term.slug) not in known,
        f"the parent {term.parent} is not on an earlier line of {term.vocabulary}.": (
            not term.parent or (term.vocabulary, term.parent) in known
        ),
        f"the icon {term.icon!r} is longer than 40 characters.": len(term.icon) <= 40,
        f"the colour {term.colour!r} is not like #1a2b3c.": not term.colour or bool(COLOUR.fullmatch(term.colour)),
        f"the name in the language {settings.LANGUAGE_CODE} is missing.": settings.LANGUAGE_CODE in term.names,
        "a name is longer than 100 characters.": all(len(name) <= 100 for name in term.names.values()),
    }
    return [reason for reason, fine in checks.items() if not fine]
