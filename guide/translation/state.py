"""How far pages are translated: for many at once, in a number of queries that does not grow with theirs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Count, Max, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from directory_blocks.index.upkeep import batches

if apps.is_installed("wagtail_localize"):
    from wagtail_localize.models import StringSegment, StringTranslation, Translation
else:
    StringSegment = StringTranslation = Translation = None

# Pages asked about in one statement: databases limit the parameters of one.
BATCH = 5000

Key = tuple[UUID, int]


class State(models.TextChoices):
    """What a reader of one language has of a page written in another."""

    MISSING = "missing", _("missing")
    DRAFT = "draft", _("draft")
    STALE = "stale", _("stale")
    CURRENT = "current", _("current")


@dataclass(frozen=True, slots=True)
class TranslationState:
    """
    How far one page is translated into one language.

    - ``missing``: there is no translation, or only an alias, which shows the source's own text;
    - ``draft``: there is one, which readers do not see;
    - ``stale``: readers see one that does not say all that its source says: ``to_translate`` of its ``segments`` have
      no translation, or have one that was made after the published text. One that wagtail-localize does not keep
      (``managed`` is False: detached, or copied by hand) is stale once its source was published after it;
    - ``current``: it says what its source says, as it was last published.
    """

    page_id: int
    locale: Locale
    state: State
    translation_id: int | None = None
    segments: int = 0
    to_translate: int = 0
    managed: bool = False

    @property
    def edit_url(self) -> str | None:
        """Where it is translated: the segment editor, or the page editor for one that is not managed."""
        return reverse("wagtailadmin_pages:edit", args=[self.translation_id]) if self.translation_id else None

    @property
    def is_due(self) -> bool:
        """Whether somebody has something to translate or to publish."""
        return self.state != State.CURRENT


@dataclass(frozen=True, slots=True)
class Progress:
    """What wagtail-localize has of one translation: segments, those with words, and when the latest of these came."""

    segments: int = 0
    translated: int = 0
    newest: datetime | None = None


def translation_states(pages: Iterable[Page], locales: Iterable[Locale]) -> dict[int, list[TranslationState]]:
    """
    Say how far each of ``pages``, the sources, is translated into each of ``locales`` but its own, in their order.

    Pages may be of any type, bare ``Page`` instances too; the answer is by their primary key. Costs two queries and
    one more for each locale, for every 5,000 pages.
    """
    locales = list(locales)
    found: dict[int, list[TranslationState]] = {}
    for batch in batches(pages, BATCH):
        found |= dict(_states(batch, locales))
    return found


def _states(pages: Iterable[Page], locales: list[Locale]) -> Iterator[tuple[int, list[TranslationState]]]:
    keys = [page.translation_key for page in pages]
    translations = _translations(keys, locales)
    progress = _progress(keys, locales)
    for page in pages:
        yield (
            page.pk,
            [
                _state(
                    page,
                    locale,
                    translations.get((page.translation_key, locale.pk)),
                    progress.get((page.translation_key, locale.pk)),
                )
                for locale in locales
                if locale.pk != page.locale_id
            ],
        )


def _translations(keys: list[UUID], locales: list[Locale]) -> dict[Key, dict[str, Any]]:
    rows = Page.objects.filter(translation_key__in=keys, locale__in=locales, alias_of=None)
    names = ("pk", "translation_key", "locale_id", "live", "last_published_at", "live_revision__created_at")
    return {(row["translation_key"], row["locale_id"]): row for row in rows.values(*names)}


def _progress(keys: list[UUID], locales: list[Locale]) -> dict[Key, Progress]:
    """The translations that wagtail-localize keeps, by page and language."""
    if Translation is None:
        return {}
    kept: dict[int, dict[int, UUID]] = defaultdict(dict)
    rows = Translation.objects.filter(source__object_id__in=keys, target_locale__in=locales, enabled=True)
    for locale_id, source_id, key in rows.values_list("target_locale_id", "source_id", "source__object_id"):
        kept[locale_id][source_id] = key
    return {
        (key, locale_id): progress
        for locale_id, sources in kept.items()
        for key, progress in _counted(sources, locale_id)
    }


def _counted(sources: dict[int, UUID], locale_id: int) -> Iterator[tuple[UUID, Progress]]:
    words = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"), context_id=OuterRef("context_id"), locale_id=locale_id, has_error=False
    )
    segments = StringSegment.objects.filter(source__in=list(sources)).annotate(
        made=Subquery(words.values("created_at")[:1])
    )
    counts = (
        segments.order_by().values("source_id").annotate(all=Count("pk"), with_words=Count("made"), newest=Max("made"))
    )
    counted = {row["source_id"]: Progress(row["all"], row["with_words"], row["newest"]) for row in counts}
    for source_id, key in sources.items():
        yield key, counted.get(source_id, Progress())


def _state(
    page: Page, locale: Locale, translation: dict[str, Any] | None, progress: Progress | None
) -> TranslationState:
    if translation is None:
        return TranslationState(page.pk, locale, State.MISSING)
    done = progress or Progress()
    to_translate = done.segments - done.translated
    if not translation["live"]:
        state = State.DRAFT
    elif progress is None:
        state = _by_date(page.last_published_at, translation["last_published_at"])
    else:
        # When the published text was written, not when it was let out: what came in between is not in it.
        written = translation["live_revision__created_at"] or translation["last_published_at"]
        state = State.STALE if to_translate else _by_date(done.newest, written)
    return TranslationState(
        page.pk, locale, state, translation["pk"], done.segments, to_translate, managed=progress is not None
    )


def _by_date(source: datetime | None, translation: datetime | None) -> State:
    """A page that a program put there has no date of publication: nothing says that it is stale."""
    return State.STALE if source and translation and source > translation else State.CURRENT
