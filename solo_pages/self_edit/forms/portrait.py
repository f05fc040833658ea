"""My portrait."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model

from directory_blocks.limits import take

from ...models import SoloProfilePage
from ...pictures.checking import CheckedPicture
from ..portraits import Cut, cut_anew, make_picture, same_portrait, uploaded
from .base import StepForm
from .fields import TextField

# Pictures that one person may send in an hour.
UPLOADS_PER_HOUR = 30


def taken(file: Any, page: SoloProfilePage) -> CheckedPicture | None:
    """What a solo uploaded, checked; None for nothing. ValidationError for no picture, and for too many in an hour."""
    if not file:
        return None
    if not take("portrait", str(page.owner_id), UPLOADS_PER_HOUR):
        raise ValidationError(_("That were many pictures. Please try again in an hour."))
    return uploaded(file, slugify(page.title) or "portrait")


def _range(label: Any, **attrs: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"type": "range", "step": 1, **attrs})
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=100, widget=widget)


class PortraitForm(StepForm):
    """A picture, its square, what it shows."""

    writes = ("portrait",)
    by_hand = ("picture", "across", "down", "closeness", "description", "remove")

    picture = forms.FileField(
        label=_("A picture of you"),
        required=False,
        help_text=_("JPEG, PNG, WebP or AVIF, 10 MB at most. Where and when it was taken is removed from it."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"}),
    )
    across = _range(_("Left or right"))
    down = _range(_("Up or down"))
    closeness = _range(_("Closer"))
    description = TextField(
        label=_("What the picture shows"),
        required=False,
        max_length=200,
        help_text=_("Read aloud to people who do not see it: “Marie at her desk, laughing”."),
    )
    remove = forms.BooleanField(label=_("Take the picture away: the initials are shown instead"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.image is None:
            del self.fields["remove"]

    def initial_values(self, values: Mapping[str, Any]) -> dict[str, Any]:
        self.image = get_image_model().objects.filter(pk=values["portrait"]).first() if values["portrait"] else None
        cut = Cut.of(self.image)
        said = getattr(self.image, "description", "")
        return {"across": cut.across, "down": cut.down, "closeness": cut.closeness, "description": said}

    def clean_picture(self) -> CheckedPicture | None:
        """A whole, still picture, written anew without what a camera put into it."""
        return taken(self.cleaned_data["picture"], self.page)

    def clean(self) -> dict[str, Any]:
        """Where nothing was moved, the square is in the middle."""
        cleaned = super().clean()
        for name in ("across", "down", "closeness"):
            if cleaned.get(name) is None and name not in self.errors:
                cleaned[name] = getattr(Cut(), name)
        return cleaned

    def make(self, user: Any) -> None:
        """Make the portrait that the form asks for, where it is another than there is."""
        self.cleaned_data["portrait"] = self._portrait(user)

    def _portrait(self, user: Any) -> int | None:
        cleaned = self.cleaned_data
        file, said = cleaned["picture"], cleaned["description"]
        cut = Cut(cleaned["across"], cleaned["down"], cleaned["closeness"])
        if file is None and (self.image is None or cleaned.get("remove")):
            return None
        if same_portrait(self.image, file, said, cut):
            return self.image.pk
        if file is not None:
            return make_picture(file, self.page.title, said, user, cut).pk
        return cut_anew(self.image, said, user, cut).pk
