"""What somebody entered into the form of a page, and what was saved of it elsewhere meanwhile, in one form."""

from dataclasses import dataclass, field
from typing import Any

from django.forms import BaseFormSet
from django.utils.text import capfirst
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from .rows import merged

# Wagtail keeps these apart from the versions of a page.
NO_ROWS = frozenset({"comments"})


@dataclass
class Meanwhile:
    """
    What was changed elsewhere: ``origin`` is the page that the form was opened with, where that is known. The names of
    what changed are by field or relation; ``undoes``: saving what was sent would undo something of it.
    """

    origin: Page | None
    theirs: dict[str, str] = field(default_factory=dict)
    both: dict[str, str] = field(default_factory=dict)
    undoes: bool = False


def merge(form: WagtailAdminPageForm, origin: Page | None) -> Meanwhile:
    """
    Have a form, bound to the latest version of its page, show what was changed elsewhere wherever it was not changed
    in the form, since ``origin``; nothing is checked or saved.
    """
    before = form.reopened(origin) if origin is not None else None
    found = Meanwhile(origin)
    _merge_fields(form, before, found)
    for name, formset in form.formsets.items():
        if name not in NO_ROWS:
            _merge_rows(form, formset, origin, found)
    return found


def _merge_fields(form: WagtailAdminPageForm, before: WagtailAdminPageForm | None, found: Meanwhile) -> None:
    for name, one in form.fields.items():
        if name not in form.initial or name not in form.changed_data:
            continue
        if before is not None and (name not in before.initial or before[name].initial == form[name].initial):
            continue
        found.undoes = True
        found.theirs[name] = str(capfirst(one.label or name))
        if before is None or name in before.changed_data:
            found.both[name] = found.theirs[name]
        else:
            # It is shown as it stands now.
            one.bound_data = lambda _data, initial: initial


def _merge_rows(form: WagtailAdminPageForm, formset: BaseFormSet, origin: Page | None, found: Meanwhile) -> None:
    data = form.data.copy()
    # Read without the rows that they are about: these may be there no longer.
    data[f"{formset.prefix}-INITIAL_FORMS"] = "0"
    before = _rows(formset, origin) if origin is not None else None
    rows = merged(_rows(formset, form.instance, data=data), _rows(formset, form.instance), before)
    if rows is None:
        return
    if rows.undoes:
        found.undoes = True
        found.theirs[formset.prefix] = str(capfirst(formset.model._meta.verbose_name_plural))
    data = form.data.copy()
    rows.write(data)
    form.data = formset.data = data


def _rows(formset: BaseFormSet, page: Page, **kwargs: Any) -> BaseFormSet:
    return type(formset)(instance=page, prefix=formset.prefix, form_kwargs=formset.form_kwargs, **kwargs)
