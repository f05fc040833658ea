"""The two things a reader may say."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from directory_blocks.plain_text import plain_text

from ..models import Answer

MAX_COMMENT = Answer._meta.get_field("comment").max_length


class TrapMixin(forms.Form):
    """``website`` is a trap that people do not see."""

    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def is_trapped(self) -> bool:
        """Tell whether the field that people do not see was filled in."""
        return bool(self.data.get("website"))


class AnswerForm(TrapMixin):
    """Yes or no."""

    useful = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])


class CommentForm(TrapMixin):
    """A word about it; text and nothing else."""

    comment = forms.CharField(
        max_length=MAX_COMMENT,
        error_messages={"required": _("Write a word, or simply leave.")},
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    def clean_comment(self) -> str:
        """Take out what is no text."""
        comment = plain_text(self.cleaned_data["comment"]).strip()
        if not comment:
            raise ValidationError(self.fields["comment"].error_messages["required"])
        return comment
