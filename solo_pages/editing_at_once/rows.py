"""The rows of a form below a page, such as its dates that differ, put together from three versions of them."""

from dataclasses import dataclass, field
from typing import Any

from django.forms import BaseFormSet, Form
from django.http import QueryDict

# What forms of a formset have beside the fields of their model.
INNER = frozenset({"id", "ORDER", "DELETE"})
GONE = {"DELETE": ["1"]}


@dataclass
class MergedRows:
    """
    What the rows are put together: ``kept`` are theirs, ``own`` were added or changed in the form, ``dropped`` taken
    away in it. ``undoes``: sent as they came, the rows would have undone something of theirs.
    """

    prefix: str
    kept: list[Form] = field(default_factory=list)
    own: list[Form] = field(default_factory=list)
    dropped: list[Form] = field(default_factory=list)
    undoes: bool = False

    def write(self, data: QueryDict) -> None:
        """Have ``data`` send these rows."""
        own = [_sent(form, data) for form in self.own]
        for name in [name for name in data if name.startswith(f"{self.prefix}-") and not name.endswith("_FORMS")]:
            del data[name]
        there = {one["id"][0]: one for one in map(_shown, self.dropped) if one["id"][0]}
        changed = [one for one in own if one["id"][0] in there]
        gone = [there[key] | GONE for key in there.keys() - {one["id"][0] for one in changed}]
        first = [*map(_shown, self.kept), *changed, *gone]
        rows = [*first, *(one | {"id": [""]} for one in own if one not in changed)]
        for number, row in enumerate(rows):
            for name, values in row.items():
                data.setlist(f"{self.prefix}-{number}-{name}", values)
        data[f"{self.prefix}-INITIAL_FORMS"], data[f"{self.prefix}-TOTAL_FORMS"] = str(len(first)), str(len(rows))


def merged(sent: BaseFormSet, theirs: BaseFormSet, origin: BaseFormSet | None) -> MergedRows | None:
    """
    Put together what was ``sent`` and what stands there by now (``theirs``), by what the form was opened with; nothing
    where nobody else changed it. Where that ``origin`` is not known nothing counts as taken away.
    """
    posted = [form for form in sent.forms if not form["DELETE"].data]
    now, before = list(theirs.forms), list(origin.forms) if origin is not None else []
    if origin is not None and len(now) == len(before) and all(_in(form, now) for form in before):
        return None
    gone = [form for form in before if not any(_same(one, form) for one in posted)]
    dropped = [form for form in now if _in(form, gone)]
    kept = [form for form in now if form not in dropped]
    own = [one for one in posted if not any(_same(one, form) for form in (*before, *now))]
    stay = [one for one in posted if one in own or any(_same(one, form) for form in kept)]
    undoes = len(stay) != len(posted) or len(stay) != len(kept) + len(own)
    return MergedRows(sent.prefix, kept, own, dropped, undoes)


def _names(form: Form) -> list[str]:
    return [name for name in form.fields if name not in INNER]


def _same(sent: Form, form: Form) -> bool:
    """Whether a form that was sent says what one says that was not."""
    return not any(sent.fields[name].has_changed(form[name].initial, sent[name].data) for name in _names(form))


def _in(form: Form, forms: list[Form]) -> bool:
    values = _values(form)
    return any(_values(one) == values for one in forms)


def _values(form: Form) -> list[Any]:
    return [form[name].initial for name in _names(form)]


def _sent(form: Form, data: QueryDict) -> dict[str, list[str]]:
    prefix = f"{form.prefix}-"
    values = {name.removeprefix(prefix): data.getlist(name) for name in data if name.startswith(prefix)}
    return {"id": [""]} | values


def _shown(form: Form) -> dict[str, list[str]]:
    """What a browser sends of a form that nobody touched."""
    values = {name: form[name].value() for name in form.fields if name != "DELETE"}
    return {name: ["" if value is None else str(value)] for name, value in values.items() if value is not False}
