"""Taking a detached translation back into wagtail-localize without losing what was written meanwhile."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


def keep_words(sender: type[Translation], instance: Translation, raw: bool = False, **kwargs: Any) -> None:
    """A translation is attached again (receiver of ``pre_save``): its segments take over the words of its page."""
    if raw or not instance.enabled or not instance.pk:
        return
    if Translation.objects.filter(pk=instance.pk, enabled=False).exists():
        take_words(instance)


def take_words(translation: Translation) -> None:
    """
    Write what the latest revision of the translated page says into the segments.

    Words for a text that the source has changed since are kept with a note, to be checked; so are those of a field
    whose paragraphs no longer correspond, where only the page's history has what was written there.
    """
    source, locale = translation.source, translation.target_locale_id
    page = Page.objects.filter(translation_key=source.object_id, locale=locale, alias_of=None).first()
    revision = page and page.get_latest_revision()
    if revision is None:
        return
    original = Page.objects.filter(translation_key=source.object_id, locale=source.locale_id).first()
    outdated = bool(original and original.last_published_at and original.last_published_at > revision.created_at)
    written = _by_path(one for one in extract_segments(revision.as_object()) if isinstance(one, StringSegmentValue))
    segments = StringSegment.objects.filter(source=source).select_related("string", "context").order_by("order")
    for path, expected in _by_context(segments).items():
        found = written.get(path, [])
        known = _known(expected, locale)
        if len(found) != len(expected):
            for words in known.values():
                _note(words, _("The detached page had other paragraphs here: compare with its history."))
            continue
        for segment, text in zip(expected, found, strict=True):
            if words := known.get(segment.string_id):
                _renew(words, text.string.data, revision.created_at)
            elif text.string != segment.string.as_value():
                words = _first_words(segment, text.string.data, locale)
                if outdated:
                    _note(words, _("Written while the page was detached, before its source changed: check it."))


def _first_words(segment: StringSegment, data: str, locale: int) -> StringTranslation:
    return StringTranslation.objects.create(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale_id=locale,
        data=data,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
    )


def _renew(words: StringTranslation, data: str, written_at: datetime) -> None:
    if words.data != data and words.updated_at <= written_at:
        words.data, words.has_error, words.field_error = data, False, ""
        words.save()


def _note(words: StringTranslation, message: str) -> None:
    words.has_error, words.field_error = True, message
    words.save(update_fields=["has_error", "field_error", "updated_at"])


def _known(segments: list[StringSegment], locale: int) -> dict[int, StringTranslation]:
    words = StringTranslation.objects.filter(
        context_id=segments[0].context_id, locale=locale, translation_of__in=[one.string_id for one in segments]
    )
    return {one.translation_of_id: one for one in words}


def _by_path(texts: Any) -> dict[str, list[StringSegmentValue]]:
    found = defaultdict(list)
    for text in texts:
        found[text.path].append(text)
    return found


def _by_context(segments: Any) -> dict[str, list[StringSegment]]:
    found = defaultdict(list)
    for segment in segments:
        found[segment.context.path].append(segment)
    return found
