"""How far what a page is about to say is translated. Looking stores nothing; inert without wagtail-localize."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

if apps.is_installed("wagtail_localize"):
    from wagtail_localize.models import StringSegment, StringTranslation, Translation
    from wagtail_localize.segments import StringSegmentValue
    from wagtail_localize.segments.extract import extract_segments

    from directory_blocks.translations.sharing import is_original
else:
    StringSegment = StringTranslation = Translation = None

# A text and where it stands in the page: what wagtail-localize translates as one.
Segment = tuple[str, str]


class Readiness(models.TextChoices):
    """Whether readers of a language can have what the page is about to say."""

    READY = "ready", _("translated")
    TO_TRANSLATE = "to_translate", _("to translate")
    NOT_BEGUN = "not_begun", _("not begun")
    BY_HAND = "by_hand", _("kept by hand")


@dataclass(frozen=True, slots=True)
class Language:
    """
    One language that a page could be read in: of ``segments`` texts, ``to_translate`` have no translation yet.

    ``by_hand``: a translation that wagtail-localize does not keep, so that nobody can tell what it lacks. ``unsent``:
    translators do not see all of the text in their editor. ``unread``: nothing is missing, and there are words that
    readers never had. ``is_first``: the page was never published.
    """

    locale: Locale
    readiness: Readiness
    segments: int
    to_translate: int
    translation_id: int | None
    unsent: bool
    unread: bool
    is_first: bool

    @property
    def holds(self) -> bool:
        """
        Whether a check that holds has to wait for it: for what was begun, and before the first publication for a
        decision whether to begin. What was published in one language only does not wait again.
        """
        if self.readiness == Readiness.NOT_BEGUN:
            return self.is_first
        return self.readiness == Readiness.TO_TRANSLATE

    @property
    def is_due(self) -> bool:
        """Whether there is something to translate."""
        return self.readiness in (Readiness.NOT_BEGUN, Readiness.TO_TRANSLATE)

    @property
    def edit_url(self) -> str | None:
        """Where it is translated."""
        return reverse("wagtailadmin_pages:edit", args=[self.translation_id]) if self.translation_id else None


def languages_of(draft: Page) -> list[Language]:
    """
    Compare what ``draft`` says, a source page with the content of a revision, with the translations that there are.

    Gives the languages that it was begun in, and those that the page above it is translated into. None without
    wagtail-localize, or for a page that is itself a translation.
    """
    if Translation is None or draft.alias_of_id:
        return []
    translations = draft.get_translations().filter(alias_of=None).select_related("locale", "live_revision")
    pages = {page.locale_id: page for page in translations}
    if pages and not is_original(draft, pages.values()):
        return []
    kept = Translation.objects.filter(
        source__object_id=draft.translation_key, source__locale=draft.locale_id, enabled=True
    )
    begun = set(kept.values_list("target_locale_id", flat=True))
    above = draft.get_parent().get_translations().filter(alias_of=None) if draft.depth > 1 else Page.objects.none()
    locales = Locale.objects.filter(pk__in={*pages, *begun, *above.values_list("locale_id", flat=True)})
    segments = texts(draft)
    words = _words(draft.translation_key, draft.locale_id)
    is_sent = segments == _sent(draft)
    languages = []
    for locale in locales.exclude(pk=draft.locale_id).order_by("pk"):
        page, is_begun = pages.get(locale.pk), locale.pk in begun
        made = [words.get((locale.pk, text)) for _path, text in segments]
        missing = made.count(None)
        languages.append(
            Language(
                locale,
                _readiness(page, is_begun, missing),
                len(segments),
                missing,
                page.pk if page else None,
                unsent=is_begun and not is_sent,
                unread=is_begun and not missing and _is_news(page, max(made, default=None)),
                is_first=draft.first_published_at is None,
            )
        )
    return languages


def _readiness(page: Page | None, is_begun: bool, missing: int) -> Readiness:
    if page is None:
        return Readiness.NOT_BEGUN
    if not is_begun:
        return Readiness.BY_HAND
    return Readiness.TO_TRANSLATE if missing else Readiness.READY


def _is_news(page: Page | None, newest: datetime | None) -> bool:
    """Whether a translation has words that were written after what readers have of it."""
    if page is None or not page.live:
        return True
    written = page.live_revision.created_at if page.live_revision else page.last_published_at
    return bool(newest and written and newest > written)


def texts(draft: Page) -> set[Segment]:
    """What of a page is to be translated."""
    return {
        (segment.path, segment.string.data)
        for segment in extract_segments(draft)
        if isinstance(segment, StringSegmentValue)
    }


def _words(key: UUID, locale_id: int) -> dict[tuple[int, str], datetime]:
    """
    Since when there are words for a text of a page in a language, by (language, text): one that moves in its page
    brings its words.
    """
    done = StringTranslation.objects.filter(context__object_id=key, translation_of__locale=locale_id, has_error=False)
    rows = done.order_by().values("locale_id", "translation_of__data").annotate(since=Min("updated_at"))
    return {(row["locale_id"], row["translation_of__data"]): row["since"] for row in rows}


def _sent(draft: Page) -> set[Segment]:
    """What translators see of it in their editor."""
    segments = StringSegment.objects.filter(source__object_id=draft.translation_key, source__locale=draft.locale_id)
    return set(segments.values_list("context__path", "string__data"))
