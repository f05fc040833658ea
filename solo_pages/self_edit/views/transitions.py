"""Sending, taking back, going offline and coming back: each asks once, then does it, and says what happens next."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ...freshness.confirming import confirm as confirm_page
from ...personal_data.consent import record_consent
from .. import writing
from ..completeness import missing
from ..content import Draft
from ..editors import editors_drafts
from ..profiles import OwnProfile
from ..refusals import Incomplete, Refused
from ..states import ProfileState, standing_of
from ..steps import steps_of
from .access import with_profile

ASKING = ["GET", "HEAD", "POST"]
CONSENT = gettext_lazy(
    "I agree that my profile is published on this site, where anybody can read it and search engines can find it. "
    "I can take it offline myself at any time."
)


class SubmitForm(forms.Form):
    """The consent without which nothing is published."""

    consent = forms.BooleanField(
        label=CONSENT,
        error_messages={"required": gettext_lazy("Without your agreement your profile cannot be published.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.use_required_attribute = False


@require_http_methods(ASKING)
@with_profile
def submit(request: HttpRequest, profile: OwnProfile) -> HttpResponse:
    """Look at what is missing, agree, send; then say what happens next."""
    form = SubmitForm(request.POST or None)
    errors: dict[str, list[str]] = {}
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                writing.submit(profile.page, request.user)
            except Incomplete as incomplete:
                errors = incomplete.errors
            except Refused as refused:
                form.add_error(None, refused.message)
            else:
                record_consent(request.user, "publication", str(CONSENT), get_language() or "")
                return redirect("solo_account:submit")
    steps = steps_of(profile)
    of_field = {name: step for step in steps for name in step.form_class.writes if not step.locale}
    lacking = missing(Draft.of(profile.page).content)
    context = {
        "own": profile.page,
        "standing": standing_of(profile.page),
        "form": form,
        "editors": editors_drafts([profile.page, *profile.translations]),
        "steps": steps,
        "required": [(part, of_field[part.field]) for part in lacking if part.required],
        "advised": [(part, of_field[part.field]) for part in lacking if not part.required],
        "errors": [(messages_[0], of_field.get(name)) for name, messages_ in errors.items()],
    }
    return TemplateResponse(request, "solo_pages/self_edit/submit.html", context, status=status)


@dataclass(frozen=True)
class Question:
    """What is asked before something is done, and what is said when it is."""

    states: tuple[ProfileState, ...]
    title: Any
    explanation: Any
    button: Any
    done: Any


WITHDRAW = Question(
    states=(ProfileState.WAITING,),
    title=gettext_lazy("Take your profile back from the moderators?"),
    explanation=gettext_lazy("It stays as it is, as a draft of yours. You can send it again whenever you like."),
    button=gettext_lazy("Take it back"),
    done=gettext_lazy("Nothing waits for the moderators any more. Your draft is kept."),
)
UNPUBLISH = Question(
    states=(),
    title=gettext_lazy("Take your profile offline?"),
    explanation=gettext_lazy(
        "Nobody finds it any more, in any language, and nobody can write to you through it. Nothing is deleted: you "
        "can put it back online yourself at any time."
    ),
    button=gettext_lazy("Take it offline"),
    done=gettext_lazy("Your profile is offline. You can put it back whenever you like."),
)
REPUBLISH = Question(
    states=(ProfileState.UNPUBLISHED,),
    title=gettext_lazy("Put your profile back online?"),
    explanation=gettext_lazy(
        "It comes back as it was approved last, at once. What you have changed since stays a draft until you send it."
    ),
    button=gettext_lazy("Put it back online"),
    done=gettext_lazy("Your profile is online again."),
)


def _asked(
    request: HttpRequest, profile: OwnProfile, question: Question, act: Callable[[Any, Any], bool]
) -> HttpResponse:
    standing = standing_of(profile.page)
    fits = standing.state in question.states or (not question.states and profile.page.live)
    if request.method == "POST":
        try:
            if act(profile.page, request.user):
                messages.success(request, question.done)
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect("solo_account:dashboard")
    if not fits:
        return redirect("solo_account:dashboard")
    context = {"own": profile.page, "question": question, "standing": standing}
    return TemplateResponse(request, "solo_pages/self_edit/question.html", context)


@require_http_methods(ASKING)
@with_profile
def withdraw(request: HttpRequest, profile: OwnProfile) -> HttpResponse:
    """Take back what waits."""
    return _asked(request, profile, WITHDRAW, writing.withdraw)


@require_http_methods(ASKING)
@with_profile
def unpublish(request: HttpRequest, profile: OwnProfile) -> HttpResponse:
    """Take the profile offline."""
    return _asked(request, profile, UNPUBLISH, writing.unpublish)


@require_http_methods(ASKING)
@with_profile
def republish(request: HttpRequest, profile: OwnProfile) -> HttpResponse:
    """Put the profile back online."""
    return _asked(request, profile, REPUBLISH, writing.republish)


@require_http_methods(["POST"])
@with_profile
def confirm(request: HttpRequest, profile: OwnProfile) -> HttpResponse:
    """Say that everything is still true, as of today."""
    if profile.page.live:
        confirm_page(profile.page, request.user)
        messages.success(request, _("Thank you. Your page says that it was confirmed today."))
    return redirect("solo_account:dashboard")
