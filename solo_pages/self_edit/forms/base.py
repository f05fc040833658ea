"""What the forms of all steps have in common."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.formats import localize
from django.utils.translation import gettext as _

from ...models import SoloProfilePage
from ..content import Draft
from ..refusals import Conflict


class StepForm(forms.Form):
    """
    A part of a profile. ``writes`` are the fields of the page that it gives in ``values()``; ``revision`` is the one
    that it was made from, so that nothing that somebody else wrote since is overwritten.
    """

    writes: ClassVar[tuple[str, ...]] = ()
    # Fields that a click on "save" only takes, not the saving by itself.
    by_hand: ClassVar[tuple[str, ...]] = ()

    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, draft: Draft, **kwargs: Any) -> None:
        self.draft = draft
        self.page: SoloProfilePage = draft.page
        initial = {**self.initial_values(draft.values), "revision": draft.revision_id}
        super().__init__(data, files, initial=initial, label_suffix="", **kwargs)
        self.use_required_attribute = False
        # What others wrote in the meantime, in words, by field.
        self.theirs: dict[str, str] = {}

    def initial_values(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What the form shows of a draft."""
        return {name: values[name] for name in self.writes}

    def values(self) -> dict[str, Any]:
        """The plain values to write."""
        return {name: self.cleaned_data[name] for name in self.writes}

    @property
    def base(self) -> int:
        """The revision that the form was made from."""
        return self.cleaned_data.get("revision") or 0

    def show_conflict(self, conflict: Conflict) -> None:
        """Say what stands in the fields now; sending the form again overwrites it, knowingly."""
        data = self.data.copy()
        data[self.add_prefix("revision")] = str(conflict.revision_id)
        self.data = data
        for name, value in conflict.theirs.items():
            self.theirs[name] = self.in_words(name, value) or _("nothing")

    def in_words(self, name: str, value: Any) -> str:
        """A plain value as its person would read it."""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, list):
            labels = dict(getattr(self.fields.get(name), "choices", ()))
            return ", ".join(" ".join(one) if isinstance(one, tuple) else str(labels.get(one, one)) for one in value)
        return str(localize(value)) if value is not None else ""

    @property
    def rows(self) -> list[tuple[forms.BoundField, str]]:
        """The visible fields, each with what others wrote in it."""
        return [(field, self.theirs.get(field.name, "")) for field in self.visible_fields()]

    def add_problems(self, errors: Mapping[str, list[str]]) -> None:
        """Show messages beside the fields that are here; others are somebody else's step."""
        for name, messages in errors.items():
            self.add_error(name if name in self.fields else None, messages)
