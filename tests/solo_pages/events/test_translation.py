"""A meeting in another language: its words are translated, its facts are the same at once."""

from datetime import date, time

import pytest
from wagtail_localize.models import Translation, TranslationSource

from solo_pages.enums import ExceptionKind
from solo_pages.models import EventPage, Occurrence
from solo_pages.registration.questions import fields_of
from tests.factories.site import make_commune, publish
from tests.factories.solo_pages import EventPageFactory

pytestmark = pytest.mark.django_db

PROSE = {"summary": "On se présente", "description": "Autour d’un café.", "notice": "Parking gratuit", "price": "Libre"}


@pytest.fixture
def french(site):
    questions = [{"label": "Votre métier ?", "kind": "choice", "choices": "Traduire\nÉcrire", "required": True}]
    return EventPageFactory(
        parent=site.section, title="Café", slug="cafe", starts_on=date(2099, 3, 5), questions=questions, **PROSE
    )


@pytest.fixture
def english(site, french, django_capture_on_commit_callbacks):
    """The English page as wagtail-localize makes it: a draft until its words are translated."""
    with django_capture_on_commit_callbacks(execute=True):
        source, _made = TranslationSource.get_or_create_from_instance(french)
        translation = Translation.objects.create(source=source, target_locale=site.english)
        translation.save_target()
    return EventPage.objects.get(translation_key=french.translation_key, locale=site.english)


def segments(page):
    source = TranslationSource.objects.get_for_instance(page)
    return {segment.string.data for segment in source.stringsegment_set.all()}


def test_words_are_translated_and_facts_are_not(french, english):
    assert segments(french) == {"Café", *PROSE.values(), "Votre métier ?", "Traduire<br/>Écrire"}
    overridable = TranslationSource.objects.get_for_instance(french).overridablesegment_set.all()
    assert not list(overridable)


def test_a_fact_that_changes_holds_in_every_language_at_once(site, french, english, django_capture_on_commit_callbacks):
    commune = make_commune()
    with django_capture_on_commit_callbacks(execute=True):
        french.starts_on, french.starts_time, french.ends_time = date(2099, 4, 7), time(9), time(11)
        french.recurrence, french.capacity, french.commune = "FREQ=WEEKLY;COUNT=2", 30, commune
        french.organiser_name = "CCI du Gers"
        french.exceptions.create(kind=ExceptionKind.CANCELLED, occurrence_on=date(2099, 4, 14))
        publish(french)
    english = EventPage.objects.get(pk=english.pk)
    assert (english.starts_on, english.starts_time, english.recurrence) == (
        date(2099, 4, 7),
        time(9),
        "FREQ=WEEKLY;COUNT=2",
    )
    assert (english.capacity, english.commune, english.organiser_name) == (30, commune, "CCI du Gers")
    assert [(one.kind, one.occurrence_on) for one in english.exceptions.all()] == [("cancelled", date(2099, 4, 14))]
    assert Occurrence.objects.filter(series=french.translation_key).count() == 2


def test_what_kind_of_question_it_is_is_a_fact_and_its_words_are_not(
    site, french, english, django_capture_on_commit_callbacks
):
    own = english.questions.get()
    own.label = "Your trade?"
    own.save()
    english.save_revision().publish()
    with django_capture_on_commit_callbacks(execute=True):
        question = french.questions.get()
        question.required = False
        question.save()
        french.refresh_from_db()
        publish(EventPage.objects.get(pk=french.pk))
    question = EventPage.objects.get(pk=english.pk).questions.get()
    assert not question.required
    assert question.translation_key == french.questions.get().translation_key


def test_what_there_is_to_choose_from_is_there_before_it_is_translated(
    site, french, english, django_capture_on_commit_callbacks
):
    own = english.questions.get()
    own.kind, own.choices = "text", ""
    own.save()
    english.save_revision().publish()
    with django_capture_on_commit_callbacks(execute=True):
        publish(EventPage.objects.get(pk=french.pk))
    question = EventPage.objects.get(pk=english.pk).questions.get()
    assert (question.kind, question.choices) == ("choice", "")
    [(_name, field)] = fields_of([question])
    assert [value for value, _label in field.choices] == ["Traduire", "Écrire"]
