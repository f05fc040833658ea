"""Where a solo sees how their profile stands and what to do next, and where a new one begins."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from ...visits import views_of
from ..completeness import missing, percentage
from ..content import Draft
from ..editors import editors_drafts
from ..forms.who import BeginForm
from ..profiles import begin as begin_profile
from ..profiles import profile_of, sections
from ..refusals import Refused
from ..states import ProfileState, standing_of, was_unpublished_by
from ..steps import steps_of
from .access import for_solo


@require_safe
@for_solo
def dashboard(request: HttpRequest) -> HttpResponse:
    """The profile at a glance; for somebody without one, how to begin."""
    profile = profile_of(request.user)
    if profile.page is None:
        if profile.several:
            return TemplateResponse(request, "solo_pages/self_edit/several.html")
        return _beginning(request, begin_form(request))
    page, standing, draft = profile.page, standing_of(profile.page), Draft.of(profile.page)
    steps = steps_of(profile)
    context: dict[str, Any] = {
        "profile": profile,
        "own": page,
        "draft": draft,
        "state": standing.state,
        "standing": standing,
        "steps": steps,
        "texts": [step for step in steps if step.locale],
        "missing": [(part, next(step for step in steps if step.slug == part.step)) for part in missing(draft.content)],
        "percentage": percentage(draft.content),
        "editors": editors_drafts([page, *profile.translations]),
        "url": request.build_absolute_uri(page.get_url(request)) if page.live and page.get_url(request) else "",
        "views": views_of(page) if page.live else None,
        "may_republish": standing.state == ProfileState.UNPUBLISHED and was_unpublished_by(request.user, page),
    }
    context["ready"] = not any(part.required for part, _step in context["missing"])
    return TemplateResponse(request, "solo_pages/self_edit/dashboard.html", context)


@require_http_methods(["POST"])
@for_solo
def begin(request: HttpRequest) -> HttpResponse:
    """Make the profile of somebody who has none."""
    form = begin_form(request, request.POST)
    if form.is_valid():
        try:
            begin_profile(request.user, form.cleaned_data["name"], form.cleaned_data["language"])
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("solo_account:step", step="who")
    return _beginning(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def begin_form(request: HttpRequest, data: Any = None) -> BeginForm:
    """The form, with what is known of the person and the language they are reading."""
    languages = list(sections())
    reading = next((code for code in languages if code == get_language()), languages[0] if languages else "")
    initial = {"name": request.user.get_full_name(), "language": reading}
    return BeginForm(data, initial=initial, languages=languages)


def _beginning(request: HttpRequest, form: BeginForm, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    context = {"form": form, "open": bool(form.fields["language"].choices)}
    return TemplateResponse(request, "solo_pages/self_edit/begin.html", context, status=status)
