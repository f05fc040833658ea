"""
The form of a meeting in the admin: dates that differ are checked against the rule that stands beside them, and dates
that were changed elsewhere while it was open are not changed back by it.
"""

from django.forms import BaseFormSet, Form, Media
from django.utils.translation import gettext as _
from wagtail.models import Page

from directory_blocks.location.forms import LocatedPageForm

from ..editing_at_once.merging import Meanwhile, merge
from ..editing_at_once.opened import SCRIPT, is_out_of_date, opened_version
from .checking import check_exceptions
from .date_changes import changes_in_words

# What the dates follow from: while one of these is wrong, nothing is said of single dates.
DATED_BY = frozenset({"starts_on", "starts_time", "ends_on", "ends_time", "time_zone", "recurrence"})


class EventPageForm(LocatedPageForm):
    """
    Says beside each date that differs what is wrong with it. ``meanwhile``: what was changed elsewhere, which is shown
    and left as it is; where what was entered would have undone some of it, nothing is saved before that was seen.
    """

    meanwhile: Meanwhile | None = None

    @property
    def media(self) -> Media:
        return super().media + SCRIPT

    def follow_page(self) -> None:
        """Bring what was entered together with what was saved since the form was opened; for when it is all set up."""
        if self.is_bound and is_out_of_date(self.instance, self.data):
            self.meanwhile = merge(self, opened_version(self.instance, self.data))

    def reopened(self, page: Page) -> "EventPageForm":
        """The form as it was sent, for another version of its page."""
        form = type(self)(instance=page, parent_page=self.parent_page, for_user=self.for_user)
        form.is_bound, form.data, form.files = True, self.data, self.files
        return form

    def full_clean(self) -> None:
        """Refuse what would undo something; a preview, which is of nobody who could be subscribed, undoes nothing."""
        super().full_clean()
        if self.is_bound and self.meanwhile and self.meanwhile.undoes and self.subscription is not None:
            self.add_error(None, self._said_of_it(self.meanwhile))

    def _said_of_it(self, meanwhile: Meanwhile) -> list[str]:
        texts = [
            _("While you had this meeting open, it was changed elsewhere: %(fields)s.")
            % {"fields": ", ".join(meanwhile.theirs.values())}
        ]
        if meanwhile.origin is not None:
            texts += changes_in_words(meanwhile.origin, self.instance.get_latest_revision().as_object())
        if meanwhile.both:
            texts.append(
                _("You changed this as well, and the form has yours, which would replace the other: %(fields)s.")
                % {"fields": ", ".join(meanwhile.both.values())}
            )
        texts.append(
            _(
                "Nothing is saved yet. The form now shows what was changed elsewhere beside what you entered: look"
                " through it, then save again."
            )
        )
        return texts

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
