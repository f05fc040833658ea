"""What a machine can notice of a profile, for the eyes of its reviewer; nothing of it is decided here."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from wagtail.models import Locale

from ..hosts import bare_address, is_private
from ..models import SoloProfilePage
from ..models.solo import PROSE
from .decisions import Profile

ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.\w+\S*", re.IGNORECASE)
SHOUTED = re.compile(r"[A-ZÀ-ÖØ-Þ]{4,}(?:[\s’'-]+[A-ZÀ-ÖØ-Þ]{2,}){2,}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at; ``url`` where it is a link. ``serious`` ones are shown first."""

    text: str
    url: str = ""
    serious: bool = False


def findings(profile: Profile, version: SoloProfilePage, translations: list[SoloProfilePage]) -> list[Finding]:
    """Say what is noticed of a version of a profile and of its translations, what is serious first."""
    found = [
        *_namesakes(version),
        *_links(version),
        *_pictures(version),
        *_texts([version, *translations]),
        *_gaps(version, translations),
    ]
    return sorted(found, key=lambda finding: not finding.serious)


def _namesakes(version: SoloProfilePage) -> list[Finding]:
    others = SoloProfilePage.objects.live().filter(title__iexact=version.title, locale=version.locale)
    others = others.exclude(translation_key=version.translation_key)
    return [
        Finding(_("Another profile has the name %(name)s.") % {"name": other.title}, other.full_url or "", serious=True)
        for other in others[:3]
    ]


def _links(version: SoloProfilePage) -> list[Finding]:
    links = [version.website, *(link.url for link in version.networks.all())]
    found = []
    for url in filter(None, links):
        reason = odd_link(url)
        text = _("Look at this link: %(reason)s") % {"reason": reason} if reason else _("Look at this link.")
        found.append(Finding(text, url, serious=bool(reason)))
    return found


def odd_link(url: str) -> str:
    """Say what is unusual of a web address; nothing where it looks like any other."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        if parts.username or parts.port not in (None, 80, 443):
            return _("it has a user name or a port in it.")
    except ValueError:
        return _("it cannot be read.")
    if is_private(host) or bare_address(host):
        return _("it leads to no public site.")
    if not host.isascii() or "xn--" in host:
        return _("its letters may look like others.")
    return ""


def _pictures(version: SoloProfilePage) -> list[Finding]:
    found = []
    if version.portrait and not described(version.portrait):
        found.append(Finding(_("The portrait has no description for people who do not see it.")))
    gallery = [item for item in version.gallery.all() if item.image]
    undescribed = [item for item in gallery if not (item.alt_text or item.caption or described(item.image))]
    if undescribed:
        text = _("Pictures of the gallery without a description: %(number)s.")
        found.append(Finding(text % {"number": len(undescribed)}))
    return found


def described(image: Any) -> bool:
    """Whether somebody has said what an image shows: its title is often no more than the name of a file."""
    return bool(getattr(image, "description", ""))


def _texts(versions: list[SoloProfilePage]) -> list[Finding]:
    found = []
    for version in versions:
        text = "\n".join(getattr(version, name) or "" for name in PROSE)
        for address in dict.fromkeys(ADDRESS.findall(text)):
            said = _("An address stands in the text (%(language)s): %(address)s")
            found.append(Finding(said % {"language": version.locale, "address": address}, serious=True))
        if SHOUTED.search(text):
            found.append(Finding(_("Words in capitals (%(language)s).") % {"language": version.locale}))
    return found


def _gaps(version: SoloProfilePage, translations: list[SoloProfilePage]) -> list[Finding]:
    found = []
    if not version.email:
        found.append(Finding(_("No e-mail address: the page has no contact form.")))
    if not version.commune_id:
        found.append(Finding(_("No commune: the profile is not on the map.")))
    if not version.sectors.all():
        found.append(Finding(_("No sector: the profile is hard to find.")))
    there = {version.locale_id, *(one.locale_id for one in translations)}
    for locale in Locale.objects.exclude(pk__in=there):
        found.append(Finding(_("No text in this language: %(language)s.") % {"language": locale}))
    return found
