"""Another language given by a program the way a translator gives it: segment by segment, through wagtail-localize."""

import copy
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from .sharing import share_publication


def translate(page: Page, prose: dict[str, Any], locale: Locale, *, translator: Any, publisher: Any) -> Page:
    """
    Translate a live ``page`` with ``prose``, the values of translatable fields in the other language, and publish that.

    Segments of other fields keep the translation that they have. Users: ``translator`` is noted with each segment and
    the revision, ``publisher`` with the publication; None for either is nobody. Raises ValueError where the two do not
    have the same segments: a paragraph was forgotten.
    """
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    segments = [
        segment
        for segment in StringSegment.objects.filter(source=source).select_related("context").order_by("order")
        if _field(segment.context.path) in prose
    ]
    texts = _texts(page, prose)
    if [segment.context.path for segment in segments] != [text.path for text in texts]:
        raise ValueError(f"{page}: the translation does not have the segments of the source.")
    now = timezone.now()
    for segment, text in zip(segments, texts, strict=True):
        StringTranslation.objects.update_or_create(
            translation_of_id=segment.string_id,
            locale=locale,
            context_id=segment.context_id,
            defaults={
                "data": text.string.data,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "last_translated_by": translator,
                "updated_at": now,
            },
        )
    translation.save_target(user=translator, publish=False)
    translated = translation.get_target_instance()
    # Who may translate is asked by whoever calls, as in Translation.save_target.
    translated.get_latest_revision().publish(user=publisher, skip_permission_checks=True)
    # Which of the two is the original is only known now, and relations are not copied by wagtail-localize.
    share_publication(page)
    return type(page).objects.get(pk=translated.pk)


def _texts(page: Page, prose: dict[str, Any]) -> list[StringSegmentValue]:
    """The segments that ``page`` would have with ``prose`` in place of its own."""
    twin = copy.copy(page)
    for name, value in prose.items():
        setattr(twin, name, value)
    return [
        segment
        for segment in extract_segments(twin)
        if isinstance(segment, StringSegmentValue) and _field(segment.path) in prose
    ]


def _field(path: str) -> str:
    return path.partition(".")[0]
