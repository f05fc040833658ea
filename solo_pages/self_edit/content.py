"""What a profile says, read from the content of a revision: as plain values that can be compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import uuid4

from wagtail.models import Revision

from directory_blocks.enums import Precision

from ..models import SoloProfilePage
from ..models.solo import PROSE

TERMS = ("sectors", "skills", "languages")
# Everything that a solo may write in the forms; the rest of a page is none of theirs.
FIELDS = (
    "title",
    *PROSE,
    "organisation",
    *TERMS,
    "works_on_site",
    "works_remotely",
    "commune",
    "location",
    "precision",
    "email",
    "show_email",
    "phone",
    "show_phone",
    "website",
    "networks",
    "arrived_in",
    "welcomes_newcomers",
    "portrait",
    "gallery",
)
NOTHING = {"works_on_site": False, "works_remotely": True, "show_email": False, "show_phone": False}
NOTHING |= {
    "welcomes_newcomers": False,
    "commune": None,
    "portrait": None,
    "arrived_in": None,
    "networks": [],
    "gallery": [],
}
NOTHING |= {"precision": Precision.COMMUNE, "sectors": [], "skills": [], "languages": []}

Content = Mapping[str, Any]


def value_of(content: Content, name: str) -> Any:
    """
    The plain value of a field: text, number, None, sorted keys of terms, pairs of label and address, or the pictures of
    the gallery as image, description and caption.
    """
    raw = content.get(name)
    if name in TERMS:
        return sorted(raw or [])
    if name == "networks":
        return [(row["label"], row["url"]) for row in raw or []]
    if name == "gallery":
        return [(row["image"], row["alt_text"], row["caption"]) for row in raw or []]
    if isinstance(raw, str):
        # A form posts other line ends than a program writes.
        return raw.replace("\r\n", "\n")
    return NOTHING.get(name, "") if raw is None else raw


def values_of(content: Content, names: Iterable[str] = FIELDS) -> dict[str, Any]:
    """The plain values of several fields."""
    return {name: value_of(content, name) for name in names}


def written(content: Content, values: Mapping[str, Any]) -> dict[str, Any]:
    """The content with other values in it, as a revision keeps it."""
    changed = {name: value for name, value in values.items() if name not in ("networks", "gallery")}
    if "networks" in values:
        known = {(row["label"], row["url"]): row.get("pk") for row in content.get("networks") or []}
        changed["networks"] = [
            {"pk": known.get((label, url)), "sort_order": n, "page": content.get("pk"), "label": label, "url": url}
            for n, (label, url) in enumerate(values["networks"])
        ]
    if "gallery" in values:
        rows = {row["image"]: row for row in content.get("gallery") or []}
        changed["gallery"] = [
            {
                "pk": None,
                "translation_key": str(uuid4()),
                "locale": content.get("locale"),
                **rows.get(image, {}),
                "sort_order": n,
                "page": content.get("pk"),
                "image": image,
                "alt_text": alt_text,
                "caption": caption,
            }
            for n, (image, alt_text, caption) in enumerate(values["gallery"])
        ]
    return {**content, **changed}


@dataclass(frozen=True)
class Draft:
    """The newest text of a page, and the revision it is in (0: none yet)."""

    page: SoloProfilePage
    revision_id: int
    is_empty: bool = False

    @classmethod
    def of(cls, page: SoloProfilePage) -> "Draft":
        """The draft to show; no query where the page came with its latest revision."""
        return cls(page, page.latest_revision_id or 0)

    @classmethod
    def empty(cls, page: SoloProfilePage) -> "Draft":
        """A draft in which nothing was written yet."""
        return cls(page, 0, is_empty=True)

    @cached_property
    def content(self) -> dict[str, Any]:
        """The content of the latest revision, or of the page where it has none."""
        if self.is_empty:
            return {}
        revision = self.page.latest_revision
        return revision.content if revision else self.page.serializable_data()

    @cached_property
    def values(self) -> dict[str, Any]:
        """The plain values of everything a solo may write."""
        return values_of(self.content)


def content_at(page: SoloProfilePage, revision_id: int) -> Content | None:
    """The content of one of the page's revisions; None for one that is not there, or not of this page."""
    if not revision_id:
        return page.serializable_data() if page.latest_revision_id is None else None
    return Revision.objects.for_instance(page).filter(pk=revision_id).values_list("content", flat=True).first()


def current_content(page: SoloProfilePage) -> dict[str, Any]:
    """The content that a change is written onto: the draft where there is one, else the page as it is live."""
    if page.has_unpublished_changes and page.latest_revision:
        return page.latest_revision.content
    return page.serializable_data()
