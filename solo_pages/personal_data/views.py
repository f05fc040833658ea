"""The pages on which a person sees, takes away and deletes what is known of them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe


@require_safe
@login_required
def my_data(request: HttpRequest) -> HttpResponse:
    """What is known, how to take it away, how to delete it."""
    return TemplateResponse(request, "solo_pages/personal_data/my_data.html")
