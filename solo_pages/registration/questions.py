"""What organisers ask of those who register: as fields of forms, and the answers in words."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from ..contact.guarded import LineField
from ..enums import QuestionKind
from ..models.registration import Registration

if TYPE_CHECKING:
    from ..models import EventQuestion

YES, NO = "yes", "no"
MAX_ANSWER = 500


def fields_of(questions: Iterable["EventQuestion"]) -> Iterator[tuple[str, forms.Field]]:
    """Give the name and the field of each question."""
    for question in questions:
        yield f"question_{question.translation_key.hex}", _field(question)


def _field(question: "EventQuestion") -> forms.Field:
    if question.kind == QuestionKind.YES_NO:
        return forms.BooleanField(label=question.label, required=question.required)
    if question.kind == QuestionKind.CHOICE:
        choices = [(answer, answer) for answer in question.answers]
        if not question.required:
            choices.insert(0, ("", _("No answer")))
        return forms.ChoiceField(
            label=question.label, choices=choices, required=question.required, widget=forms.RadioSelect
        )
    return LineField(label=question.label, required=question.required, max_length=MAX_ANSWER)


def answers_in(cleaned: dict[str, Any], questions: Iterable["EventQuestion"]) -> dict[str, str]:
    """Give the answers of a valid form as they are kept: texts by the ``translation_key`` of the question."""
    answers = {}
    for question in questions:
        value = cleaned.get(f"question_{question.translation_key.hex}")
        if question.kind == QuestionKind.YES_NO:
            answers[str(question.translation_key)] = YES if value else NO
        elif value:
            answers[str(question.translation_key)] = value
    return answers


def initial_answers(registration: Registration, questions: Iterable["EventQuestion"]) -> dict[str, Any]:
    """Give the answers that were given as the initial values of the fields."""
    initial: dict[str, Any] = {}
    for question in questions:
        answer = registration.answers.get(str(question.translation_key), "")
        name = f"question_{question.translation_key.hex}"
        initial[name] = answer == YES if question.kind == QuestionKind.YES_NO else answer
    return initial


def answers_in_words(registration: Registration, questions: Iterable["EventQuestion"]) -> list[tuple[str, str]]:
    """Give each question with the answer in words, empty where there is none."""
    words = {YES: _("Yes"), NO: _("No")}
    found = []
    for question in questions:
        answer = str(registration.answers.get(str(question.translation_key), ""))
        found.append((question.label, words.get(answer, "") if question.kind == QuestionKind.YES_NO else answer))
    return found
