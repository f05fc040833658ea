"""The form of a meeting in the admin: dates that differ are checked against the rule that stands beside them."""

from django.forms import BaseFormSet, Form

from directory_blocks.location.forms import LocatedPageForm

from .checking import check_exceptions

# What the dates follow from: while one of these is wrong, nothing is said of single dates.
DATED_BY = frozenset({"starts_on", "starts_time", "ends_on", "ends_time", "time_zone", "recurrence"})


class EventPageForm(LocatedPageForm):
    """Says beside each date that differs what is wrong with it."""

    def _post_clean(self) -> None:
        super()._post_clean()
        formset = self.formsets.get("exceptions")
        if formset is None or not self.instance.starts_on or DATED_BY & self.errors.keys():
            return
        # Now each of its forms is checked, once; errors are added to those.
        formset.is_valid()
        forms = {id(one.instance): one for one in formset.forms if self._counts(formset, one)}
        for exception, messages in check_exceptions(self.instance, [one.instance for one in forms.values()]):
            for field, texts in messages.items():
                forms[id(exception)].add_error(field, texts)

    @staticmethod
    def _counts(formset: BaseFormSet, form: Form) -> bool:
        is_there = form.has_changed() or bool(form.instance.pk)
        return is_there and not form.errors and not formset._should_delete_form(form)
