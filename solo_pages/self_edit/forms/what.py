"""What I do."""

from collections import defaultdict
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from directory_blocks.models import Term

from ...models import TermProposal
from ...models.abstract import lines
from ...moderation.proposals import propose_terms
from ...widgets import FilterableCheckboxes
from .base import StepForm
from .fields import TermsChoiceField, TextField

VOCABULARIES = {"sectors": "sector", "skills": "skill", "languages": "language"}
Choices = list[tuple[int, str]]


class WhatForm(StepForm):
    """Services, sectors, skills, languages, ways of working."""

    writes = ("services", "sectors", "skills", "languages", "works_remotely", "works_on_site")
    by_hand = ("new_skills",)

    services = TextField(
        label=_("What you offer"),
        max_length=3000,
        required=False,
        lines=5,
        help_text=_("One service a line: it becomes a list."),
    )
    sectors = TermsChoiceField(label=_("Your sectors"), help_text=_("Visitors filter by them: one or two are best."))
    skills = TermsChoiceField(
        label=_("Your skills"), help_text=_("Tick what you would like to be found for."), widget=FilterableCheckboxes
    )
    new_skills = TextField(
        label=_("Skills that are missing above"),
        max_length=1200,
        required=False,
        lines=3,
        help_text=_("One a line. A moderator adds them, or finds the word that exists; until then they are not shown."),
    )
    languages = TermsChoiceField(label=_("Languages you work in"))
    works_remotely = forms.BooleanField(label=_("I work remotely"), required=False)
    works_on_site = forms.BooleanField(label=_("I come to my clients"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = term_choices(VOCABULARIES.values())
        for name, vocabulary in VOCABULARIES.items():
            self.fields[name].choices = choices[vocabulary]
        # What is chosen stands first in the long list.
        chosen = set(self.initial["skills"])
        self.fields["skills"].choices = sorted(choices["skill"], key=lambda choice: choice[0] not in chosen)
        pending = TermProposal.objects.pending().filter(page=self.page, vocabulary="skill")
        self.initial["new_skills"] = "\n".join(pending.values_list("name", flat=True))

    def propose(self, user: Any) -> None:
        """Propose the skills that are missing; those that exist under another spelling are ticked. ValidationError."""
        try:
            proposed = propose_terms(self.page, user, "skill", lines(self.cleaned_data["new_skills"]))
        except ValidationError as error:
            raise ValidationError({"new_skills": error.messages}) from error
        found = {term.pk for term in proposed.terms}
        self.cleaned_data["skills"] = sorted({*self.cleaned_data["skills"], *found})


def term_choices(vocabularies: Any) -> dict[str, Choices]:
    """
    By vocabulary, the terms that pages point at (those of the site's first language), named in the reader's language.
    One query.
    """
    terms = Term.objects.filter(vocabulary__in=list(vocabularies)).select_related("locale")
    source, reader = settings.LANGUAGE_CODE.split("-")[0], (get_language() or "").split("-")[0]
    names, own = {}, []
    for term in terms:
        language = term.locale.language_code.split("-")[0]
        if language == reader:
            names[term.translation_key] = term.name
        if language == source:
            own.append(term)
    choices: dict[str, Choices] = defaultdict(list)
    for term in sorted(own, key=lambda term: term.sort_order):
        choices[term.vocabulary].append((term.pk, names.get(term.translation_key, term.name)))
    return choices
