"""
What happens when a reader answers: the answer is kept, and a page asks for a word about it.

The pages that ask are kept in caches, so they hold no token, and no cookie is set. What another site could forge here
is one answer, and the browser says whose form it is; a comment needs the signed address that the answer led to.
"""

from http import HTTPStatus
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from directory_blocks.limits import client_address, take

from ..conf import guide_settings
from ..models import Answer, ChapterPage
from .forms import AnswerForm, CommentForm, TrapMixin

SALT = "guide.usefulness"
# Seconds for which a word may follow the answer.
MAX_AGE = 3600


@csrf_exempt
@require_POST
def answer(request: HttpRequest, page_id: int) -> HttpResponse:
    """Keep an answer and go where a word about it can be said."""
    page = get_object_or_404(ChapterPage.objects.live().filter(view_restrictions=None), pk=page_id)
    form = AnswerForm(request.POST)
    if form.is_trapped:
        return _page(request, page, thanked=True)
    if not form.is_valid() or _is_foreign(request):
        return _page(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not take("guide.answer", client_address(request), guide_settings.ANSWERS_PER_HOUR):
        return _page(request, page, limited=True, status=HTTPStatus.TOO_MANY_REQUESTS)
    given = Answer.objects.create(page=page, useful=form.cleaned_data["useful"] == "yes", day=timezone.localdate())
    return redirect(reverse("guide_usefulness:comment", args=[new_token(given)]))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, token: str) -> HttpResponse:
    """Thank, and keep the one word that may be said about an answer."""
    given = _answer_of(token)
    form = CommentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not given.comment and not form.is_trapped:
        if not form.is_valid():
            return _page(request, given.page, given=given, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        # Of two that come at once one is kept.
        Answer.objects.filter(pk=given.pk, comment="").update(comment=form.cleaned_data["comment"])
    if request.method == "POST":
        return redirect(request.path)
    return _page(request, given.page, given=given, form=form, thanked=bool(given.comment))


def new_token(given: Answer) -> str:
    """What lets one say a word about an answer, for ``MAX_AGE``."""
    return signing.dumps(given.pk, salt=SALT)


def _answer_of(token: str) -> Answer:
    try:
        key = signing.loads(token, salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature as error:
        raise Http404 from error
    return get_object_or_404(Answer.objects.select_related("page"), pk=key)


def _is_foreign(request: HttpRequest) -> bool:
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")


def _page(
    request: HttpRequest, page: Any, *, form: TrapMixin | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"answered_page": page, "form": form, **more}
    response = TemplateResponse(request, "guide/useful_page.html", context, status=status)
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response
