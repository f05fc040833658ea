"""The steps of the form: shown, saved, saved by itself while one types."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import kept, writing
from ..editors import EditorsDraft, editors_drafts
from ..forms.base import StepForm
from ..forms.gallery import GalleryForm
from ..forms.portrait import PortraitForm
from ..forms.what import WhatForm
from ..profiles import OwnProfile
from ..refusals import Conflict, Incomplete, Refused
from ..states import standing_of
from ..steps import Step, make_form, steps_of
from ..writing import Saved
from .access import wants_json, with_profile


@require_http_methods(["GET", "HEAD", "POST"])
@with_profile
def step(request: HttpRequest, profile: OwnProfile, step: str) -> HttpResponse:
    """A step of the form."""
    steps = steps_of(profile)
    place = next((n for n, one in enumerate(steps) if one.slug == step), None)
    if place is None:
        raise Http404
    if request.method != "POST":
        typed = kept.take_back(request, step)
        form = make_form(steps[place], profile, typed) if typed is not None else make_form(steps[place], profile)
        return _page(request, profile, steps, place, form, came_back=typed is not None)
    form = make_form(steps[place], profile, request.POST, request.FILES)
    saved, status = write(form, profile, request.user, steps[place], by_itself=wants_json(request))
    if wants_json(request):
        return _answer(form, saved, status)
    if saved is None:
        return _page(request, profile, steps, place, form, status=status)
    if request.POST.get("then") == "stay":
        return redirect(steps[place].url)
    if request.POST.get("then") == "leave" or place + 1 == len(steps):
        messages.success(request, _("Your profile is saved."))
        return redirect("solo_account:dashboard")
    return redirect(steps[place + 1].url)


def write(
    form: StepForm, profile: OwnProfile, user: Any, step: Step, *, by_itself: bool = False
) -> tuple[Saved | None, HTTPStatus]:
    """Save a form; None, and the status of the answer, where it could not be, and the form then says why."""
    if form.is_valid():
        try:
            with transaction.atomic():
                return _written(form, profile, user, step, by_itself), HTTPStatus.OK
        except Conflict as conflict:
            form.show_conflict(conflict)
            form.add_error(None, conflict.message)
            return None, HTTPStatus.CONFLICT
        except Incomplete as incomplete:
            form.add_problems(incomplete.errors)
        except ValidationError as error:
            form.add_error(None, error)
        except Refused as refused:
            form.add_error(None, refused.message)
            return None, HTTPStatus.CONFLICT
    return None, HTTPStatus.UNPROCESSABLE_ENTITY


def _written(form: StepForm, profile: OwnProfile, user: Any, step: Step, by_itself: bool) -> Saved:
    if isinstance(form, WhatForm) and not by_itself:
        form.propose(user)
    if isinstance(form, PortraitForm | GalleryForm):
        form.make(user)
    if step.locale is not None:
        return writing.save_text(profile.page, user, step.locale, form.values(), form.base)
    return writing.save(profile.page, user, form.values(), form.base)


def _answer(form: StepForm, saved: Saved | None, status: HTTPStatus) -> JsonResponse:
    if saved is not None:
        at = time_format(timezone.localtime(), "TIME_FORMAT")
        return JsonResponse({"message": _("Saved at %(time)s") % {"time": at}, "revision": saved.revision_id})
    name, problems = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    message = f"{label} – {problems[0]}" if label else str(problems[0])
    return JsonResponse(
        {"message": _("Not saved yet: %(reason)s") % {"reason": message}, "errors": form.errors}, status=status
    )


def _page(
    request: HttpRequest,
    profile: OwnProfile,
    steps: list[Step],
    place: int,
    form: StepForm,
    *,
    came_back: bool = False,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "profile": profile,
        "own": profile.page,
        "standing": standing_of(profile.page),
        "steps": steps,
        "step": steps[place],
        "number": place + 1,
        "previous": steps[place - 1] if place else None,
        "following": steps[place + 1] if place + 1 < len(steps) else None,
        "form": form,
        "came_back": came_back,
        "editors": _editors(form),
        "writer": kept.writer_token(request.user),
    }
    return TemplateResponse(request, steps[place].template, context, status=status)


def _editors(form: StepForm) -> list[EditorsDraft]:
    """What editors changed in the fields of a step, in the draft that it shows."""
    if form.draft.is_empty:
        return []
    return [draft for draft in editors_drafts([form.page]) if set(draft.fields) & set(form.writes)]
