"""Template tags any page of a plugin or host may use: icons and structured data."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.models import AbstractImage

from ..pictures import responsive_picture

register = template.Library()

# In a script element only these can end it or open a comment; JSON knows them as escapes too.
_SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@register.simple_tag
def icon(name: str, label: str = "", css_class: str = "") -> SafeString:
    """
    An icon of the sprite (Lucide), as tall as the text beside it. Decorative unless ``label`` says what it means.

    An unknown name draws nothing.
    """
    naming = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon{}" {} width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"><use href="{}#{}"/></svg>',
        f" {css_class}" if css_class else "",
        naming,
        static("directory_blocks/icons/sprite.svg"),
        name,
    )


@register.simple_tag
def json_ld(data: Any) -> SafeString:
    """``data`` (a dict or list in schema.org's terms) as a JSON-LD script element; nothing for empty data."""
    if not data:
        return mark_safe("")
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False).translate(_SCRIPT_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped the line above


@register.simple_tag
def picture_of(
    image: AbstractImage | None,
    size: str,
    *,
    alt: str = "",
    sizes: str = "100vw",
    css_class: str = "",
    first: bool = False,
) -> str:
    """
    ``image`` as a responsive ``<picture>``; ``size`` is one of ``directory_blocks.pictures.SIZES``.

    ``first`` marks the picture at the top of a page: loaded at once, while others wait until they come near. Nothing
    where there is no image.
    """
    if image is None:
        return ""
    attributes = {"alt": alt, "sizes": sizes, "decoding": "async"}
    attributes |= {"fetchpriority": "high"} if first else {"loading": "lazy"}
    if css_class:
        attributes["class"] = css_class
    picture = responsive_picture(image, size, attributes)
    return picture.__html__() if picture else ""


@register.simple_tag
def mailto(address: str) -> SafeString:
    """A link to an e-mail address, every character written as an entity so that harvesters do not read it."""
    coded = "".join(f"&#{ord(character)};" for character in address)
    return mark_safe(f'<a href="{"".join(f"&#{ord(c)};" for c in "mailto:")}{coded}">{coded}</a>')  # noqa: S308 - only entities
