"""Two translators at once: the later one is told, and overwrites nothing that they have not seen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.views.edit_translation import edit_string_translation


def note_reading(request: HttpRequest, page: Page) -> None:
    """Remember when the segment editor was opened (hook ``before_edit_page``)."""
    if request.method != "GET":
        return
    read = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).values_list("pk", flat=True)
    for pk in read:
        request.session[_key(pk)] = timezone.now().isoformat()


def edit_string(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse:
    """
    Save or delete one segment as wagtail-localize does. Where somebody else changed it since the editor was opened,
    409: the editor marks the segment, and the reason, with what was typed, stands above it when it is opened again.
    """
    if request.method in {"PUT", "DELETE"} and request.user.is_authenticated:
        theirs = _changed_meanwhile(request, translation_id, string_segment_id)
        if theirs is not None:
            return _refuse(request, theirs)
    return edit_string_translation(request, translation_id, string_segment_id)


def _key(translation_id: int) -> str:
    return f"translation_{translation_id}_read_at"


def _changed_meanwhile(request: HttpRequest, translation_id: int, segment_id: int) -> StringTranslation | None:
    read_at = parse_datetime(request.session.get(_key(translation_id), ""))
    if read_at is None:
        return None
    segment = get_object_or_404(StringSegment, pk=segment_id)
    translation = get_object_or_404(Translation, pk=translation_id)
    return (
        StringTranslation.objects.filter(
            translation_of=segment.string_id,
            context=segment.context_id,
            locale=translation.target_locale_id,
            updated_at__gt=read_at,
        )
        .exclude(last_translated_by=None)
        .exclude(last_translated_by=request.user)
        .select_related("last_translated_by")
        .first()
    )


def _refuse(request: HttpRequest, theirs: StringTranslation) -> JsonResponse:
    person = theirs.last_translated_by
    said = {"name": person.get_full_name() or person.get_username(), "typed": _typed(request)}
    if said["typed"]:
        text = _("%(name)s changed a segment while you did: theirs was kept. You had written: “%(typed)s”") % said
    else:
        text = _("%(name)s changed a segment that you wanted to empty: theirs was kept.") % said
    messages.warning(request, text)
    return JsonResponse({"detail": text}, status=409)


def _typed(request: HttpRequest) -> str:
    """What a PUT would save; empty for a DELETE and for what cannot be read."""
    if request.method != "PUT" or not request.content_type.startswith("multipart/"):
        return ""
    try:
        form, _files = request.parse_file_upload(request.META, request)
    except MultiPartParserError:
        return ""
    return form.get("value", "")
