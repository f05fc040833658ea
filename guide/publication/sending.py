"""
What a draft says, put before its translators, while readers still have what was published before.

wagtail-localize translates the text that it was last given, and nobody need have published it: so a check can hold a
page until it is translated. Words that translators wrote stay in its memory whatever text is sent.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import transaction
from wagtail.models import Locale, Page

from .languages import Language

if apps.is_installed("wagtail_localize"):
    from wagtail_localize.models import Translation, TranslationSource

    from directory_blocks.translations.following import recall
else:
    Translation = TranslationSource = None


@transaction.atomic
def send_to_translators(draft: Page, locales: Iterable[Locale], user: Any = None) -> None:
    """
    Give the text of ``draft`` to the editor of its translators, and begin the translations into ``locales`` that there
    are not, as drafts. What readers see changes nowhere.
    """
    source = put_before_translators(draft)
    for locale in locales:
        translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
        if not draft.get_translations().filter(locale=locale, alias_of=None).exists():
            translation.save_target(user=user, publish=False)


def send_again(draft: Page, languages: Iterable[Language]) -> None:
    """Give the translators the newest text, where translations were begun."""
    if any(language.unsent for language in languages):
        put_before_translators(draft)


def put_before_translators(draft: Page) -> "TranslationSource":
    """Make this the text to translate; what was only moved keeps its words."""
    source, _created = TranslationSource.update_or_create_from_instance(draft)
    recall(source)
    return source


def take_back(page: Page) -> None:
    """Give the translators what is published, once a draft that they were sent will not be."""
    source = TranslationSource.objects.filter(object_id=page.translation_key, locale=page.locale_id).first()
    if source and page.live:
        source.update_from_db()
