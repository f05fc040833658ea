"""
The profile in another language: a draft while it waits, published with the profile, and never half of it.

Where wagtail-localize is installed the text becomes translated segments, so that translators find it in their editor;
elsewhere it is the text of a plain translation of the page.
"""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, Revision, WorkflowState

from ..models import SoloProfilePage
from .content import PROSE, written
from .refusals import Refused

if apps.is_installed("wagtail_localize"):
    from directory_blocks.translations.segments import translate
else:
    translate = None

# What a translation keeps for itself when it takes over what its source says.
OWN = ("pk", "slug", "locale", "translation_key", "latest_revision", "live_revision", "latest_revision_created_at")


def translations_of(page: SoloProfilePage) -> Any:
    """The profile's pages in other languages, drafts included."""
    return page.get_translations().filter(alias_of=None).select_related("locale", "latest_revision")


def page_for_text(page: SoloProfilePage, locale: Locale, user: Any) -> SoloProfilePage:
    """The page that text in ``locale`` goes into, made as a draft where there is none. Raises Refused without place."""
    found = page.get_translation_or_none(locale)
    if found is not None:
        if found.alias_of_id:
            raise Refused
        return found
    section = page.get_parent().specific.get_translation_or_none(locale)
    if section is None:
        raise Refused
    # Nobody else adds a page at the same place meanwhile.
    Page.objects.select_for_update().get(pk=section.pk)
    translation = page.copy_for_translation(locale)
    translation.owner = user
    for name in PROSE:
        setattr(translation, name, "")
    # Wagtail copies drafted pictures as those of the first language; they come with the publication.
    translation.gallery.set([])
    translation.save()
    # The copy came with a revision that says everything in the first language.
    translation.save_revision(user=user, clean=False)
    return translation


def is_whole(source: dict[str, Any], text: dict[str, Any]) -> bool:
    """Whether everything that the profile says in its own language is said in the other, too."""
    return all(text.get(name) for name in PROSE if source.get(name))


def publish_texts(page: SoloProfilePage, revision: Revision) -> None:
    """
    Publish what the solo drafted in other languages, with the profile that has just been published.

    Only with its newest revision, which stands for all its texts (see ``writing.save_text``), and only whole texts.
    """
    if page.owner_id is None or not page.live or revision.pk != page.latest_revision_id:
        return
    said = {name: getattr(page, name) for name in PROSE}
    # A translation is younger than its source: publishing one publishes nothing else.
    for translation in translations_of(page).filter(has_unpublished_changes=True, pk__gt=page.pk):
        drafted = translation.latest_revision
        if drafted is None or drafted.user_id != page.owner_id:
            continue
        text = {name: drafted.content.get(name) or "" for name in PROSE}
        if is_whole(said, text):
            with transaction.atomic():
                _publish(page, translation, {name: text[name] for name in PROSE if said[name]})


def _publish(page: SoloProfilePage, translation: SoloProfilePage, text: dict[str, str]) -> None:
    publisher = _approver(page)
    if translate is not None:
        translate(page, text, translation.locale, translator=page.owner, publisher=publisher)
        return
    content = page.serializable_data()
    content |= {name: value for name, value in translation.serializable_data().items() if name in OWN}
    content["networks"] = [row | {"pk": None, "page": translation.pk} for row in content["networks"]]
    own = {item.translation_key: item.pk for item in translation.gallery.all()}
    content["gallery"] = [
        row | {"pk": own.get(UUID(row["translation_key"])), "page": translation.pk, "locale": translation.locale_id}
        for row in content["gallery"]
    ]
    content["slug"] = find_available_slug(translation.get_parent(), page.slug, ignore_page_id=translation.pk)
    draft = translation.with_content_json(written(content, {name: text.get(name, "") for name in PROSE}))
    draft.save_revision(user=page.owner, clean=False).publish(user=publisher, skip_permission_checks=True)


def _approver(page: SoloProfilePage) -> Any:
    """Who approved the review that the page was just published by; None where it was not by a review."""
    last = WorkflowState.objects.for_instance(page).select_related("current_task_state__finished_by")
    last = last.order_by("-created_at", "-pk").first()
    if last is None or last.status != WorkflowState.STATUS_APPROVED or last.current_task_state is None:
        return None
    return last.current_task_state.finished_by
