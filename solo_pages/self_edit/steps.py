"""The short steps of which the form consists."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.models import Locale

from .completeness import PARTS
from .content import Draft, value_of
from .forms.base import StepForm
from .forms.contact import ContactForm
from .forms.gallery import GalleryForm
from .forms.portrait import PortraitForm
from .forms.text import TextForm
from .forms.what import WhatForm
from .forms.where import WhereForm
from .forms.who import WhoForm
from .profiles import OwnProfile, other_locales
from .translation import is_whole

# Languages that write the names of languages with a capital letter.
CAPITAL_LANGUAGES = ("en", "de", "nl")


@dataclass
class Step:
    """One page of the form; ``locale`` is the language that it translates into."""

    slug: str
    title: Any
    form_class: type[StepForm]
    locale: Locale | None = None
    done: bool = False

    @property
    def url(self) -> str:
        """Where it is."""
        return reverse("solo_account:step", args=[self.slug])

    @property
    def template(self) -> str:
        """What shows it."""
        return f"solo_pages/self_edit/steps/{'text' if self.locale else self.slug}.html"


STEPS: tuple[tuple[str, Any, type[StepForm]], ...] = (
    ("who", gettext_lazy("Who I am"), WhoForm),
    ("what", gettext_lazy("What I do"), WhatForm),
    ("where", gettext_lazy("Where"), WhereForm),
    ("contact", gettext_lazy("Contact and links"), ContactForm),
    ("portrait", gettext_lazy("Portrait"), PortraitForm),
    ("gallery", gettext_lazy("Pictures"), GalleryForm),
)


def steps_of(profile: OwnProfile) -> list[Step]:
    """The steps of a profile, each with whether it is done. One query, for the languages there are."""
    draft = Draft.of(profile.page)
    steps = [
        Step(slug, title, form, done=all(value_of(draft.content, part.field) for part in PARTS if part.step == slug))
        for slug, title, form in STEPS
    ]
    for locale in other_locales(profile.page):
        translation = profile.in_language(locale.language_code)
        text = Draft.of(translation).values if translation else {}
        name = language_name(locale.language_code)
        steps.append(
            Step(
                f"in-{locale.language_code}",
                _("In %(language)s") % {"language": name},
                TextForm,
                locale,
                done=bool(text) and is_whole(draft.values, text),
            )
        )
    return steps


def language_name(code: str) -> str:
    """The name of a language inside a sentence: with a capital letter only where the reader's language has it so."""
    name = str(get_language_info(code)["name_translated"])
    return name if (get_language() or "").split("-")[0] in CAPITAL_LANGUAGES else name.lower()


def make_form(step: Step, profile: OwnProfile, *args: Any) -> StepForm:
    """The form of a step, bound to what was posted (data, files) or not."""
    if step.locale is None:
        return step.form_class(*args, draft=Draft.of(profile.page))
    translation = profile.in_language(step.locale.language_code)
    source = Draft.of(profile.page)
    # Where nothing was written yet, there is nothing to be read from a page.
    draft = Draft.of(translation) if translation else Draft.empty(profile.page)
    return step.form_class(*args, draft=draft, source=source, language=step.locale.language_code)
