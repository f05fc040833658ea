"""The points of maps that stand outside a directory."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from ..query import MapForm
from ..sources import registered_sources


@require_safe
def entries(request: HttpRequest) -> JsonResponse:
    """
    What ``map.json`` of a directory answers, for the language ``lang`` and the sources ``source`` (none: all of them).

    400 with ``{"errors": {field: [message]}}`` where a parameter is wrong.
    """
    locale = Locale.objects.filter(language_code=request.GET.get("lang", "").replace("\x00", "")).first()
    if locale is None:
        return JsonResponse({"errors": {"lang": [_("The site has no such language.")]}}, status=400)
    sources = request.GET.getlist("source")
    if set(sources) - set(registered_sources()):
        return JsonResponse({"errors": {"source": [_("There is no such source.")]}}, status=400)
    form = MapForm(request.GET, locale=locale, sources=sources)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    collection = form.query.map(form.zoom_level, form.cleaned_data["view"])
    return JsonResponse(collection, content_type="application/geo+json")
