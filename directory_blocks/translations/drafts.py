"""
No untranslated text is ever published, whichever way wagtail-localize is asked.

Left alone, it fills what is not translated with the source's text and publishes that, and while it saves a draft of a
live page it writes the draft into the page's row, which readers see.
"""

from functools import partial, wraps
from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from ..conf import directory_settings

# The home page of a language; above it is the root of all.
HOME_DEPTH = 2


def untranslated(source: TranslationSource, locale: Locale) -> int:
    """Count the segments of ``source`` that have no valid words in ``locale``."""
    return source.stringsegment_set.annotate_translation(locale).filter(translation=None).count()


def guard() -> None:
    """Have every translation of a page made under these rules; repeating it changes nothing."""
    original = TranslationSource.create_or_update_translation
    if hasattr(original, "__wrapped__"):
        return

    @wraps(original)
    def create_or_update_translation(
        self: TranslationSource, locale: Locale, user: Any = None, publish: bool = True, **kwargs: Any
    ) -> tuple[Any, bool]:
        model = self.specific_content_type.model_class()
        if not directory_settings.SYNCHRONISE_TRANSLATIONS or not issubclass(model, Page):
            return original(self, locale, user=user, publish=publish, **kwargs)
        if publish and untranslated(self, locale):
            publish = False
        if kwargs.get("copy_parent_pages"):
            _begin_parent(self, locale, user)
        page = model.objects.filter(translation_key=self.object_id, locale=locale, live=True).first()
        if publish or page is None:
            return original(self, locale, user=user, publish=publish, **kwargs)
        page.save = partial(_save_bookkeeping, page)
        self.get_translated_instance = lambda locale: page
        was_alias = page.alias_of_id is not None
        try:
            made = original(self, locale, user=user, publish=False, **kwargs)
        finally:
            del self.get_translated_instance, page.save
        if was_alias:
            # Somebody began to translate it: until that is published it has no text in this language.
            page.unpublish(user=user)
        return made

    TranslationSource.create_or_update_translation = create_or_update_translation


def _begin_parent(source: TranslationSource, locale: Locale, user: Any) -> None:
    """
    Make drafts of the pages above that ``locale`` does not have: wagtail-localize would make live aliases of them,
    which show the source's text.
    """
    page = source.get_source_instance()
    parent = page.get_parent() if page.depth > HOME_DEPTH else None
    if parent and not Page.objects.filter(translation_key=parent.translation_key, locale=locale).exists():
        of_parent, _created = TranslationSource.get_or_create_from_instance(parent)
        translation, _created = Translation.objects.get_or_create(source=of_parent, target_locale=locale)
        translation.save_target(user=user, publish=False)


def _save_bookkeeping(page: Page, *args: Any, update_fields: Any = None, **kwargs: Any) -> None:
    """Save named fields, such as which revision is the latest; the whole row waits for the publication."""
    if update_fields is not None:
        type(page).save(page, *args, update_fields=update_fields, **kwargs)
