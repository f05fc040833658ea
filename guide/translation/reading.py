"""What a reader is told: that the page in front of them is older than what it was translated from."""

from django.apps import apps
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from wagtail.models import Page, Revision

if apps.is_installed("wagtail_localize"):
    from wagtail_localize.models import StringSegment, StringTranslation, Translation
else:
    StringSegment = StringTranslation = Translation = None


def newer_original(page: Page) -> Page | None:
    """
    Give the live page that ``page`` is a stale translation of; None for an original, a draft, or one that is current.

    The states are those of ``translation_states``, but for a text that only translators have. One query.
    """
    others = Page.objects.live().filter(translation_key=page.translation_key).exclude(pk=page.pk)
    return others.filter(is_newer_than(page)).select_related("locale").first()


def is_newer_than(page: Page) -> Combinable:
    """
    Say, in a query of live pages, whether ``page`` is a stale translation of one that was published since: for whoever
    asks the database for the other languages of a page anyway. Translators may already have a text that readers do not.
    """
    if Translation is None or not page.live or page.alias_of_id:
        return Value(False, output_field=BooleanField())
    translations = Translation.objects.filter(
        source__object_id=page.translation_key,
        source__object=OuterRef("translation_key"),
        source__locale_id=OuterRef("locale_id"),
        target_locale_id=page.locale_id,
    )
    kept = translations.filter(Exists(_untold(page)) | Exists(_told_later(page)), enabled=True)
    stale = Q(Exists(kept), last_published_at__gt=_written(page))
    if page.last_published_at:
        stale |= Q(Exists(translations.filter(enabled=False)), last_published_at__gt=page.last_published_at)
    return ExpressionWrapper(stale, output_field=BooleanField())


def _segments() -> QuerySet:
    return StringSegment.objects.filter(source_id=OuterRef("source_id")).order_by()


def _words(page: Page) -> QuerySet:
    return StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=page.locale_id,
        has_error=False,
    )


def _untold(page: Page) -> QuerySet:
    """Segments that have no words in the language of ``page``."""
    return _segments().filter(~Exists(_words(page)))


def _told_later(page: Page) -> QuerySet:
    """Segments whose words came after the text that readers see was written."""
    return _segments().filter(Exists(_words(page).filter(created_at__gt=_written(page))))


def _written(page: Page) -> Combinable:
    """When the text that readers see was written."""
    revision = Revision.objects.filter(pk=page.live_revision_id).values("created_at")
    return Coalesce(Subquery(revision), Value(page.last_published_at))
