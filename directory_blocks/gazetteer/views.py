"""What scripts of the public site ask of the gazetteer. Public facts, the same for everybody: cacheable."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ..conf import directory_settings
from ..models.gazetteer import Commune, Territory
from .search import MAX_QUERY

SUGGESTIONS = 12


@require_safe
@cache_control(public=True, max_age=3600)
def communes(request: HttpRequest) -> HttpResponse:
    """Suggest communes for ``q``: ``{"communes": [{code, name, postcodes, label, alias, latitude, longitude}]}``."""
    text = request.GET.get("q", "")
    if len(text) > MAX_QUERY:
        message = _("Write %(limit)d characters at most.") % {"limit": MAX_QUERY}
        return JsonResponse({"errors": {"q": [message]}}, status=400)
    found = Commune.objects.search(text)[:SUGGESTIONS]
    return JsonResponse(
        {
            "communes": [
                {
                    "code": commune.code,
                    "name": commune.name,
                    "postcodes": commune.postcodes.split(),
                    "label": commune.label,
                    "alias": commune.matched_alias,
                    "latitude": commune.latitude,
                    "longitude": commune.longitude,
                }
                for commune in found
            ]
        }
    )


@require_safe
@cache_control(public=True, max_age=3600)
def territory(request: HttpRequest) -> HttpResponse:
    """
    What a map draws without a tile server: ``{name, bbox, outline, credits, tiles, communes}``.

    ``communes`` are ``[code, name, latitude, longitude, population]``; ``outline`` is a GeoJSON geometry or null.
    ``code`` in the query names another territory than the site's own; 400 where there is none.
    """
    # PostgreSQL refuses NUL even in a comparison; no code has it.
    code = request.GET.get("code", "").replace("\x00", "?")
    found = Territory.objects.filter(code=code).first() if code else Territory.objects.default()
    if found is None:
        return JsonResponse({"errors": {"code": [_("No such territory.")]}}, status=400)
    rows = found.communes.order_by("code").values_list("code", "name", "latitude", "longitude", "population")
    return JsonResponse(
        {
            "name": found.name,
            "bbox": found.bbox,
            "outline": found.outline,
            "credits": found.credits.splitlines(),
            "tiles": directory_settings.MAP_TILES,
            "communes": [list(row) for row in rows],
        }
    )
