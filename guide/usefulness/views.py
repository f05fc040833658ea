"""
What happens when a reader answers: the answer is kept, and a page asks for a word about it.

The pages that ask are kept in caches, so they hold no token, and no cookie is set. What another site could forge here
is one answer, and the browser says whose form it is; a comment needs what was signed with the answer.
"""

from http import HTTPStatus
from typing import Any

from django.core import signing
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from directory_blocks.limits import client_address, give_back, take

from ..conf import guide_settings
from ..models import Answer, ChapterPage
from .forms import AnswerForm, CommentForm, TrapMixin

SALT = "guide.usefulness"
# Seconds for which a word may follow the answer.
MAX_AGE = 6 * 3600
# Seconds in which the same answer of the same browser is a second click.
SECOND_CLICK = 10


@csrf_exempt
@require_POST
def answer(request: HttpRequest, page_id: int) -> HttpResponse:
    """Keep an answer, and ask for a word about it."""
    page = _readable(request, page_id)
    form = AnswerForm(request.POST)
    if form.is_trapped:
        return _page(request, page, thanked=True)
    if not form.is_valid() or _is_foreign(request):
        return _page(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not take("guide.answer", client_address(request), guide_settings.ANSWERS_PER_HOUR):
        return _page(request, page, limited=True, status=HTTPStatus.TOO_MANY_REQUESTS)
    given = _once(
        request,
        Answer.objects.create(page=page, useful=form.cleaned_data["useful"] == "yes", day=timezone.localdate()),
    )
    return _page(request, page, given=given, token=new_token(given))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, page_id: int) -> HttpResponse:
    """Keep the one word that may be said about an answer, and thank."""
    page = _readable(request, page_id)
    if request.method != "POST":
        return _page(request, page, thanked=True)
    form, token = CommentForm(request.POST), request.POST.get("answer", "")
    given = _answer_of(token, page)
    if given is None:
        return _page(request, page, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not form.is_trapped:
        if not form.is_valid():
            return _page(request, page, given=given, token=token, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        # Of two that come at once one is kept.
        Answer.objects.filter(pk=given.pk, comment="").update(comment=form.cleaned_data["comment"])
    return redirect("guide_usefulness:comment", page.pk)


def new_token(given: Answer) -> str:
    """What lets one say a word about an answer, for ``MAX_AGE``. It stands in the form: addresses are logged."""
    return signing.dumps(given.pk, salt=SALT)


def _readable(request: HttpRequest, page_id: int) -> ChapterPage:
    """A chapter that the request may read: of any other it would tell the title."""
    page = get_object_or_404(ChapterPage.objects.live(), pk=page_id)
    if not all(restriction.accept_request(request) for restriction in page.get_view_restrictions()):
        raise Http404
    return page


def _once(request: HttpRequest, given: Answer) -> Answer:
    """
    The answer that counts: of two clicks on a button the first. The forms are the same for all, so the cache remembers
    for a moment, as a digest, which browser gave it. Kept first and looked at then: two clicks come at the same moment.
    """
    browser = f"{given.page_id}:{given.useful}:{client_address(request)}:{request.headers.get('User-Agent', '')}"
    key = f"{SALT}.{salted_hmac(SALT, browser, algorithm='sha256').hexdigest()}"
    first = Answer.objects.filter(pk=cache.get_or_set(key, given.pk, SECOND_CLICK), page=given.page_id).first()
    if first is None or first == given:
        return given
    given.delete()
    give_back("guide.answer", client_address(request))
    return first


def _answer_of(token: str, page: ChapterPage) -> Answer | None:
    try:
        key = signing.loads(token, salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return None
    return Answer.objects.filter(pk=key, page=page.pk).first()


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
