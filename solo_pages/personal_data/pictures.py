"""
Pictures that solos uploaded and that nothing shows any more: replaced, rejected or discarded ones.

What editors put into the image library is none of these, whoever shows it.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import DraftStateMixin, Page, ReferenceIndex, Revision, WorkflowState

from ..conf import solo_settings
from ..models import AccountClosure, SoloProfilePage, UploadedPicture
from .log_entries import forget_object
from .registry import RetentionRule


def pictures_in_use() -> set[int]:
    """The images among those that solos uploaded that anything shows, or will show when it is published."""
    uploaded = set(UploadedPicture.objects.values_list("image_id", flat=True))
    if not uploaded:
        return set()
    image_type = ContentType.objects.get_for_model(get_image_model())
    references = ReferenceIndex.objects.filter(to_content_type=image_type).values_list("to_object_id", flat=True)
    used = {int(key) for key in references.iterator()} & uploaded
    for revision in _open_revisions().iterator():
        used |= _shown_in(revision, image_type.pk) & uploaded
    return used


def _shown_in(revision: Revision, image_type: int) -> set[int]:
    references = ReferenceIndex._extract_references_from_object(revision.as_object())
    return {int(key) for content_type, key, *_path in references if content_type == image_type}


def _open_revisions() -> QuerySet[Revision]:
    """What may be published one day: drafts, what waits for a review or for its hour, what a closed account had."""
    reviews = WorkflowState.objects.active().values("current_task_state__revision")
    open_ones = Q(approved_go_live_at__isnull=False) | Q(pk__in=reviews)
    for model in _drafted_models():
        drafts = model._base_manager.filter(has_unpublished_changes=True)
        open_ones |= Q(pk__in=drafts.values("latest_revision"))
    profiles = SoloProfilePage.objects
    open_ones |= Q(pk__in=profiles.values("latest_revision")) | Q(pk__in=profiles.values("live_revision"))
    closures = AccountClosure.objects.values_list("live_revisions", flat=True)
    open_ones |= Q(pk__in=[pk for revisions in closures for pk in revisions])
    return Revision.objects.filter(open_ones)


def _drafted_models() -> Iterator[type[DraftStateMixin]]:
    yield Page
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            yield model


def note_unused() -> None:
    """Keep since when each picture has not been used; one that is used again begins anew."""
    used = pictures_in_use()
    UploadedPicture.objects.filter(image__in=used).update(unused_since=None)
    UploadedPicture.objects.filter(unused_since=None).exclude(image__in=used).update(unused_since=timezone.now())


def long_unused() -> QuerySet[UploadedPicture]:
    """Pictures that nothing has shown for ``PICTURES_KEPT_DAYS``, nor shows now."""
    limit = timezone.now() - timedelta(days=solo_settings.PICTURES_KEPT_DAYS)
    past = UploadedPicture.objects.filter(unused_since__lte=limit)
    return past.exclude(image__in=pictures_in_use()) if past.exists() else past


def forget_picture(picture: UploadedPicture) -> None:
    """Delete a picture with its file and all sizes of it."""
    forget_object(picture.image)
    picture.image.delete()


UNUSED_PICTURES = RetentionRule("pictures that nothing shows any more", long_unused, forget_picture, note_unused)
