"""The profiles of a person: what they say, their pictures, and what is left when they are erased."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.translation import override
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from ..models import SoloProfilePage
from ..permissions import works_in_admin
from .log_entries import forget_object, forget_pages

Person = Any


def profiles_of(user: Person) -> list[SoloProfilePage]:
    """
    The person's profiles with all their translations, whoever made these. Who works in the admin owns what they made
    for others: that is none of theirs.
    """
    if works_in_admin(user):
        return []
    keys = SoloProfilePage.objects.filter(owner=user).order_by().values("translation_key")
    return list(SoloProfilePage.objects.filter(translation_key__in=keys).order_by("pk"))


def export_profiles(user: Person) -> list[dict[str, Any]]:
    """Every profile as it stands, with the versions of it that the person saved."""
    return [
        {
            "title": page.title,
            "language": page.locale.language_code,
            "address": page.full_url,
            "published": page.live,
            "first_published_at": page.first_published_at,
            "content": page.serializable_data(),
            "versions": [
                {"saved_at": revision.created_at, "content": revision.content}
                for revision in page.revisions.filter(user=user).order_by("created_at").iterator()
            ],
        }
        for page in profiles_of(user)
    ]


def profile_files(user: Person) -> Iterable[tuple[str, bytes]]:
    """A contact card for each profile, and the pictures."""
    for page in profiles_of(user):
        with override(page.locale.language_code):
            card = page.contact_card(page.full_url or "", "")
        yield f"{page.slug}-{page.locale.language_code}.vcf", card.write().encode()
    for image in _pictures(user):
        name = image.file.name.rsplit("/", 1)[-1]
        try:
            with image.file.open("rb") as file:
                yield f"images/{image.pk}-{name}", file.read()
        except OSError:
            continue  # the file is gone: there is nothing to give


def profile_addresses(user: Person) -> list[str]:
    """The addresses on the profiles."""
    return [page.email for page in profiles_of(user)]


def erase_profiles(user: Person) -> None:
    """Delete the profiles in all languages, their versions, and the pictures that nothing else shows."""
    pages, pictures = profiles_of(user), _pictures(user)
    strings = _translated_strings(pages)
    for page in pages:
        # By itself: deleting one moves the others in the tree.
        Page.objects.get(pk=page.pk).delete()
    for picture in pictures:
        if not ReferenceIndex.get_references_to(picture).exists():
            forget_object(picture)
            picture.delete()
    if strings:
        strings_model = apps.get_model("wagtail_localize", "String")
        strings_model.objects.filter(pk__in=strings, segments=None).delete()
    forget_pages([page.pk for page in pages])


def _pictures(user: Person) -> list[Any]:
    """What the person uploaded, and what their profiles show: a portrait is theirs, whoever uploaded it."""
    if works_in_admin(user):
        return []
    shown: set[int | None] = set()
    for page in profiles_of(user):
        for state in (page, page.get_latest_revision_as_object()):
            shown |= {state.portrait_id, *(item.image_id for item in state.gallery.all())}
    images = get_image_model().objects
    return list((images.filter(uploaded_by_user=user) | images.filter(pk__in=shown - {None})).order_by("pk"))


def _translated_strings(pages: list[SoloProfilePage]) -> set[int]:
    """Texts of the profiles in wagtail-localize's memory, which outlives the pages."""
    if not apps.is_installed("wagtail_localize"):
        return set()
    segments = apps.get_model("wagtail_localize", "StringSegment").objects
    return set(
        segments.filter(source__object_id__in={page.translation_key for page in pages}).values_list("string", flat=True)
    )
