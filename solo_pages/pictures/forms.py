"""The form by which editors upload images: ``WAGTAILIMAGES_IMAGE_FORM_BASE`` of the host names it."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .checking import EXTENSIONS, checked_picture, damaged

CHECKED = {name.lower() for name in EXTENSIONS}


class CheckedImageField(WagtailImageField):
    """Refuses a damaged picture where its editor can choose another. Animations may move."""

    def to_python(self, data: Any) -> Any:
        """Take a new file as what ``checked_picture`` makes of it; a drawing, where the host allows it, as it is."""
        try:
            file = super().to_python(data)
        except ValidationError:
            raise
        except Exception:  # what reads the measures of a picture that was cut off raises whatever comes
            raise damaged() from None
        if file is None or file.image.format_name not in CHECKED:
            return file
        return checked_picture(file, name=Path(file.name).stem, moving=True)


class CheckedImageForm(BaseImageForm):
    """Wagtail's form with that field, where it has one for the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Not declared: a declared field would stand in the forms that leave the file out, too.
        if field := self.fields.get("file"):
            self.fields["file"] = CheckedImageField(
                label=field.label, help_text=field.help_text, required=field.required, widget=field.widget
            )
