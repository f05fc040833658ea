"""Pictures of my work."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.images import get_image_model

from ...models import UploadedPicture
from ..content import content_at, value_of
from ..portraits import cut_anew, make_picture
from .base import StepForm
from .fields import TextField
from .portrait import taken

# As many as the admin allows; and how many can be added at once.
MAX_PICTURES, NEW = 8, 2


@dataclass(frozen=True)
class PictureRow:
    """A picture that is there, with its fields."""

    image: Any
    description: forms.BoundField
    place: forms.BoundField
    remove: forms.BoundField
    key: forms.BoundField


class GalleryForm(StepForm):
    """The pictures that are there (described, moved, taken away), and room for others."""

    writes = ("gallery",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {image: (alt_text, caption) for image, alt_text, caption in self.draft.values["gallery"]}
        keys = self._posted() if self.is_bound else list(known)
        self.images = get_image_model().objects.in_bulk(keys)
        for number, key in enumerate(keys):
            image = self.images.get(key)
            said = known.get(key, ("", ""))[0] or getattr(image, "description", "")
            self.fields[f"picture_{number}"] = forms.IntegerField(widget=forms.HiddenInput)
            self.fields[f"description_{number}"] = _description()
            self.fields[f"place_{number}"] = forms.TypedChoiceField(
                label=_("Place in the gallery"), choices=[(n, n) for n in range(1, len(keys) + 1)], coerce=int
            )
            self.fields[f"remove_{number}"] = forms.BooleanField(label=_("Take this picture away"), required=False)
            self.initial |= {f"picture_{number}": key, f"description_{number}": said, f"place_{number}": number + 1}
        self.count = len(keys)
        for number in range(max(0, min(NEW, MAX_PICTURES - self.count))):
            self.fields[f"new_{number}"] = forms.FileField(
                label=_("A picture"),
                required=False,
                widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"}),
            )
            self.fields[f"new_description_{number}"] = _description()

    def initial_values(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {}

    def _posted(self) -> list[int]:
        """The images whose rows were posted, in the order of the form."""
        posted = (self.data.get(f"picture_{number}", "") for number in range(MAX_PICTURES))
        return list(dict.fromkeys(int(key) for key in posted if key.isascii() and key.isdecimal() and len(key) < 16))

    def _clean_fields(self) -> None:
        super()._clean_fields()
        for number in range(NEW):
            if file := self.cleaned_data.get(f"new_{number}"):
                try:
                    self.cleaned_data[f"new_{number}"] = taken(file, self.page)
                except ValidationError as error:
                    self.add_error(f"new_{number}", error)

    def clean(self) -> dict[str, Any]:
        """Only pictures that are, or were, the profile's own can be in it."""
        cleaned = super().clean()
        allowed = self._allowed()
        for number in range(self.count):
            if cleaned.get(f"picture_{number}") not in allowed:
                raise ValidationError(_("One of these pictures is not there any more. Please open the page anew."))
        for number in range(NEW):
            if cleaned.get(f"new_description_{number}") and not cleaned.get(f"new_{number}") and not self.errors:
                self.add_error(f"new_{number}", _("Choose the picture that you describe."))
        return cleaned

    def _allowed(self) -> set[int]:
        origin = value_of(content_at(self.page, self.base) or {}, "gallery")
        known = {image for image, *_texts in [*self.draft.values["gallery"], *origin]}
        mine = UploadedPicture.objects.filter(image__uploaded_by_user=self.page.owner_id, image__in=list(self.images))
        return (known | set(mine.values_list("image", flat=True))) & set(self.images)

    def make(self, user: Any) -> None:
        """Make the images that are new, or described anew, and the gallery of them all."""
        self.cleaned_data["gallery"] = [*self._kept(user), *self._added(user)][:MAX_PICTURES]

    def _kept(self, user: Any) -> list[tuple[int, str, str]]:
        cleaned = self.cleaned_data
        now = {image: (alt_text, caption) for image, alt_text, caption in self.draft.values["gallery"]}
        origin = value_of(content_at(self.page, self.base) or {}, "gallery")
        texts = {image: (alt_text, caption) for image, alt_text, caption in origin} | now
        rows = [number for number in range(self.count) if not cleaned.get(f"remove_{number}")]
        rows.sort(key=lambda number: (cleaned[f"place_{number}"], number))
        return [self._described(cleaned[f"picture_{n}"], cleaned[f"description_{n}"], texts, user) for n in rows]

    def _described(self, key: int, said: str, texts: Mapping[int, tuple[str, str]], user: Any) -> tuple[int, str, str]:
        alt_text, caption = texts.get(key, ("", ""))
        image = self.images[key]
        if said == (alt_text or getattr(image, "description", "")):
            return key, alt_text, caption
        if alt_text:
            # An editor gave it words of its own on this page.
            return key, said, caption
        # An image that anybody may have seen is never changed.
        return cut_anew(image, said, user).pk, "", caption

    def _added(self, user: Any) -> Iterator[tuple[int, str, str]]:
        for number in range(NEW):
            if file := self.cleaned_data.get(f"new_{number}"):
                said = self.cleaned_data[f"new_description_{number}"]
                yield make_picture(file, self.page.title, said, user).pk, "", ""

    def in_words(self, name: str, value: Any) -> str:
        """How many pictures there are."""
        if name != "gallery":
            return super().in_words(name, value)
        pictures = ngettext("%(number)d picture", "%(number)d pictures", len(value)) % {"number": len(value)}
        return pictures if value else ""

    @property
    def picture_rows(self) -> list[PictureRow]:
        """The pictures that are there."""
        names = ("description", "place", "remove", "picture")
        keys = [str(self[f"picture_{number}"].value()) for number in range(self.count)]
        return [
            PictureRow(self.images[int(key)], *(self[f"{name}_{number}"] for name in names))
            for number, key in enumerate(keys)
            if key.isdecimal() and int(key) in self.images
        ]

    @property
    def new_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Room for others."""
        numbers = [number for number in range(NEW) if f"new_{number}" in self.fields]
        return [(self[f"new_{number}"], self[f"new_description_{number}"]) for number in numbers]


def _description() -> TextField:
    return TextField(
        label=_("What the picture shows"),
        required=False,
        max_length=200,
        help_text=_("Read aloud to people who do not see it."),
    )
