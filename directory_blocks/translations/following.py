"""What needs no translator reaches live translations by itself: a block moved or deleted, a text that came back."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Max
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from .drafts import untranslated


def settled(source: TranslationSource) -> list[Translation]:
    """
    The translations of ``source`` that may follow it without anybody: live, with all their words published, and not
    in a workflow.
    """
    return [one for one in source.translations.filter(enabled=True).select_related("target_locale") if _is_settled(one)]


def follow(source: TranslationSource, translations: Iterable[Translation]) -> None:
    """Publish anew those of ``translations`` that still have words for every segment of ``source``, refreshed."""
    for translation in translations:
        if untranslated(source, translation.target_locale):
            continue
        translation.source = source
        try:
            translation.save_target(publish=False)
        except ValidationError:
            # wagtail-localize has noted the error with its segment, which is now to be translated again.
            continue
        # Who may publish was asked for the source: this says nothing that was not published before.
        translation.get_target_instance().get_latest_revision().publish(skip_permission_checks=True)


def recall(source: TranslationSource) -> None:
    """
    Give a segment without words those that the same text has elsewhere on the page: a block that was cut and pasted,
    or written again, has another identity.
    """
    for translation in source.translations.all():
        locale = translation.target_locale_id
        segments = source.stringsegment_set.annotate_translation(locale, include_errors=True).filter(translation=None)
        known = _words(source, locale, segments.values_list("string_id", flat=True)) if segments else {}
        for segment in segments:
            if words := known.get(segment.string_id):
                words.pk, words.context_id = None, segment.context_id
                words._state.adding = True
                words.save(force_insert=True)


def _words(source: TranslationSource, locale: int, strings: Iterable[int]) -> dict[int, StringTranslation]:
    """The latest valid words that ``strings`` have on the page, by string."""
    found = StringTranslation.objects.filter(
        context__object_id=source.object_id, locale=locale, translation_of__in=strings, has_error=False
    )
    return {words.translation_of_id: words for words in found.order_by("updated_at").select_related("translation_of")}


def _is_settled(translation: Translation) -> bool:
    page = Page.objects.filter(
        translation_key=translation.source.object_id, locale=translation.target_locale, live=True, alias_of=None
    )
    page = page.select_related("live_revision").first()
    if page is None or page.workflow_in_progress:
        return False
    written = page.live_revision.created_at if page.live_revision else page.last_published_at
    newest = StringSegment.objects.filter(source=translation.source).get_translations(translation.target_locale)
    newest = newest.aggregate(at=Max("updated_at"))["at"]
    return written is not None and (newest is None or newest <= written)
