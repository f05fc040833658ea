"""A chapter on its way: written, submitted, reviewed, translated, published; changed, held, brought up to date."""

import re
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from guide.models import TranslationCheckTask
from portal.accounts.models import User
from tests.factories.guide import ChapterPageFactory, GuidePageFactory
from tests.factories.portal import make_portal

from .sessions import session_of, storage_of

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

TITLE = "Venir avec un chat"
FRENCH, ENGLISH = "/fr/guide/venir-avec-un-chat/", "/en/guide/coming-with-a-cat/"
WORDS = {
    TITLE: "Coming with a cat",
    "Chercher un jardin.": "Look for a garden.",
    "venir-avec-un-chat": "coming-with-a-cat",
    "Ne pas oublier sa gamelle": "Do not forget its bowl",
}
ADMIN_LANGUAGE = "fr-FR"


@pytest.fixture
def guide(transactional_db, settings):
    """A guide in two languages in a portal whose groups are set up. Drafts are saved by hand."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    portal = make_portal()
    guide = GuidePageFactory(parent=portal.home, locale=portal.home.locale)
    guide.save_revision().publish()
    translate_object(guide, [portal.home_en.locale])
    english = guide.get_translation(portal.home_en.locale)
    english.get_latest_revision().publish()
    call_command("setup_groups", verbosity=0)
    return guide


@pytest.fixture
def let_go(guide):
    """The chapter, published in both languages, where the translation check holds nothing."""
    text = [{"type": "text", "value": "<p>Chercher un jardin.</p>"}]
    chapter = ChapterPageFactory(
        parent=guide, locale=guide.locale, title=TITLE, slug="venir-avec-un-chat", summary="", body=text
    )
    chapter.save_revision().publish()
    english = guide.get_translations().get().locale
    translate_object(chapter, [english])
    for words in StringSegment.objects.filter(source__object_id=chapter.translation_key):
        StringTranslation.objects.create(
            translation_of=words.string, context=words.context, locale=english, data=WORDS[words.string.data]
        )
    Translation.objects.get(source__object_id=chapter.translation_key).save_target(publish=False)
    chapter.get_translation(english).get_latest_revision().publish()
    TranslationCheckTask.objects.update(hold=False)
    return chapter


@pytest.fixture
def people(guide):
    """The key of a session of somebody of each group."""

    def session(group):
        user = User.objects.create_user(f"{group.lower()}@soho-solo.example", "secret")
        user.groups.add(Group.objects.get(name=group))
        return session_of(user)

    return {group: session(group) for group in ("Editors", "Moderators", "Translators")}


@pytest.fixture
def enter(people, live_server, visit):
    """Open an address of the admin as somebody of a group."""

    def enter(group, path="/admin/"):
        return visit(path, storage_state=storage_of(people[group], live_server), locale=ADMIN_LANGUAGE)

    return enter


def choose(page, label):
    """Choose an action of the bar below the form."""
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name=label, exact=True).click()
    page.wait_for_load_state()


def say(page, text):
    """Translate one text in the segment editor."""
    segment = page.locator("li", has_text=text).last
    segment.get_by_role("button", name="Traduire").click()
    segment.locator("textarea").fill(WORDS[text])
    segment.get_by_role("button", name="Enregistrer").click()
    expect(segment.locator("textarea")).to_have_count(0)


def approve_text(enter):
    """Review the chapter as a moderator."""
    moderator = enter("Moderators")
    moderator.get_by_role("link", name=TITLE).click()
    choose(moderator, "Approuver")


def read(visit, path):
    return visit(path).locator("main").inner_text()


def test_a_chapter_goes_out_in_both_languages_and_so_does_a_change_of_it(guide, enter, visit, axe):
    # Written and submitted.
    editor = enter("Editors", f"/admin/pages/add/guide/chapterpage/{guide.pk}/")
    editor.fill("#id_title", TITLE)
    editor.locator(".c-sf-add-button").first.click()
    editor.get_by_role("option", name="Texte").first.click()
    editor.locator(".public-DraftEditor-content").first.click()
    editor.keyboard.type("Chercher un jardin.")
    expect(editor.locator("[name=body-0-value]")).to_have_value(re.compile("jardin"))
    choose(editor, "Soumettre à Publication")

    # Reviewed.
    approve_text(enter)

    # Translated.
    translator = enter("Translators")
    translator.get_by_role("link", name=TITLE).click()
    translator.get_by_role("link", name="Voir les traductions").click()
    check = translator.url
    expect(translator.get_by_role("button", name="Approuver", exact=True)).to_have_count(0)
    translator.get_by_role("button", name="Faire traduire").click()
    expect(translator.locator("main table.listing")).to_contain_text("à traduire")
    assert axe(translator, "main table.listing") == []
    assert axe(translator, "main form") == []
    translator.locator("main table.listing").get_by_role("link", name="Traduire").click()
    for text in (TITLE, "Chercher un jardin."):
        say(translator, text)
    translator.get_by_role("tab", name="Promotion").click()
    say(translator, "venir-avec-un-chat")

    # Published in both languages.
    translator.goto(check)
    translator.get_by_role("button", name="Approuver", exact=True).click()
    expect(translator.locator(".messages")).to_contain_text("approuvée et publiée")
    assert "Chercher un jardin." in read(visit, FRENCH)
    assert "Look for a garden." in read(visit, ENGLISH)

    # Changed: readers keep what they have, and the report says what is to be done.
    editor.goto(f"/admin/pages/{guide.pk}/")
    editor.get_by_role("link", name=TITLE, exact=True).first.click()
    editor.fill("#id_summary", "Ne pas oublier sa gamelle")
    choose(editor, "Soumettre à Publication")
    approve_text(enter)
    assert "gamelle" not in read(visit, FRENCH)
    translator.goto(reverse("guide_translations"))
    row = translator.locator("table.listing tr", has_text=TITLE)
    expect(row).to_contain_text("dépassée")

    # Brought up to date.
    row.get_by_role("link", name="dépassée").click()
    say(translator, "Ne pas oublier sa gamelle")
    translator.goto(check)
    translator.get_by_role("button", name="Approuver", exact=True).click()
    expect(translator.locator(".messages")).to_contain_text("approuvée et publiée")
    assert "Ne pas oublier sa gamelle" in read(visit, FRENCH)
    assert "Do not forget its bowl" in read(visit, ENGLISH)


def test_let_go_a_change_is_out_at_once_and_marked_until_it_is_translated(let_go, enter, visit):
    editor = enter("Editors", f"/admin/pages/{let_go.pk}/edit/")
    editor.fill("#id_summary", "Ne pas oublier sa gamelle")
    choose(editor, "Soumettre à Publication")
    approve_text(enter)
    assert "Ne pas oublier sa gamelle" in read(visit, FRENCH)
    expect(visit(ENGLISH).locator(".newer-version")).to_be_visible()

    translator = enter("Translators", reverse("guide_translations"))
    translator.locator("table.listing tr", has_text=TITLE).get_by_role("link", name="dépassée").click()
    say(translator, "Ne pas oublier sa gamelle")
    assert "bowl" not in read(visit, ENGLISH)

    moderator = enter("Moderators", urlsplit(translator.url).path)
    moderator.get_by_role("button", name="Publier").click()
    expect(moderator.locator(".messages")).to_be_visible()
    page = visit(ENGLISH)
    expect(page.locator("main")).to_contain_text("Do not forget its bowl")
    expect(page.locator(".newer-version")).to_have_count(0)
