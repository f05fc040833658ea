"""A guide in French with one chapter, and what a translator does to it."""

from dataclasses import dataclass
from typing import Any

import pytest
from wagtail.models import Locale, Page
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from guide.models import ChapterPage
from guide.translation.state import TranslationState, translation_states
from tests.factories.guide import ChapterPageFactory, raw_body


@dataclass
class Translator:
    """Works on one French page and its translation, the way wagtail-localize's editor does."""

    page: Page
    locale: Locale

    def begin(self) -> "Translator":
        """Submit the page for translation."""
        translate_object(self.page, [self.locale])
        return self

    def say(self, **words: str) -> "Translator":
        """Give words for source texts: ``say(Louer="To rent")``."""
        return self.say_all(words)

    def say_all(self, words: dict[str, str]) -> "Translator":
        for segment in self.segments().filter(string__data__in=words):
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=self.locale,
                defaults={"data": words[segment.string.data]},
            )
        return self

    def say_everything(self) -> "Translator":
        """Give every segment that has none the words ``EN <source>``."""
        for segment in self.segments().annotate_translation(self.locale).filter(translation=None):
            self.say_all({segment.string.data: f"EN {segment.string.data}"})
        return self

    def publish(self) -> "Translator":
        """Save the translation and publish it, as the segment editor does."""
        self.translation.save_target(publish=False)
        self.target.get_latest_revision().publish()
        return self

    def segments(self) -> Any:
        return StringSegment.objects.filter(source=TranslationSource.objects.get_for_instance(self.page))

    @property
    def translation(self) -> Translation:
        return Translation.objects.get(source__object_id=self.page.translation_key, target_locale=self.locale)

    @property
    def target(self) -> Page:
        return type(self.page).objects.get(translation_key=self.page.translation_key, locale=self.locale)

    def change(self, **fields: Any) -> None:
        """Publish the source with other values."""
        page = type(self.page).objects.get(pk=self.page.pk)
        for name, value in fields.items():
            setattr(page, name, value)
        page.save_revision().publish()
        self.page = type(page).objects.get(pk=page.pk)

    @property
    def state(self) -> TranslationState:
        return translation_states([Page.objects.get(pk=self.page.pk)], [self.locale])[self.page.pk][0]


@pytest.fixture
def english(db):
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def chapter(guide):
    """A published chapter of five segments: title, slug, summary, a heading and a paragraph."""
    page = ChapterPageFactory(
        parent=guide, title="Louer", slug="louer", summary="Trouver", locale=guide.locale,
        body=raw_body(("text", "<h2>Avant</h2><p>Visiter.</p>"), key="louer"),
    )  # fmt: skip
    page.save_revision().publish()
    return ChapterPage.objects.get(pk=page.pk)


@pytest.fixture
def translator(chapter, english):
    """At work on the chapter, which is not yet submitted for translation."""
    return Translator(chapter, english)


@pytest.fixture
def translated(translator):
    """At work on the chapter, wholly translated and published."""
    return translator.begin().say_everything().publish()


@pytest.fixture
def admin_client(client, django_user_model):
    """A client who may do everything in the admin, in English."""
    user = django_user_model.objects.create_superuser("chief@portal.example", "secret")
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client
