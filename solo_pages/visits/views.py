"""What the beacon of a profile's page speaks to."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from directory_blocks.limits import client_address, take

from ..conf import solo_settings
from ..models import SoloProfilePage
from .counting import add_view
from .visitors import is_new_today, is_program, minds


# Pages are kept in caches, so they hold no token; what somebody could forge here is one view.
@csrf_exempt
@require_POST
@never_cache
def visit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Count a view, or do not: the answer is the same, 204."""
    if not minds(request) and not is_program(request):
        _count(request, key)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _count(request: HttpRequest, key: UUID) -> None:
    if not take("visit", client_address(request), solo_settings.VISITS_PER_HOUR):
        return
    page = SoloProfilePage.objects.filter(translation_key=key, live=True).only("pk", "owner_id").first()
    if page is None or _is_at_home(request.user, page):
        return
    day = timezone.localdate()
    if is_new_today(request, key, day):
        add_view(key, day)


def _is_at_home(user: Any, page: SoloProfilePage) -> bool:
    return user.is_authenticated and (page.owner_id == user.pk or user.has_perm("wagtailadmin.access_admin"))
