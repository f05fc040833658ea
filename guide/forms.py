"""What readers of the guide send."""

from django import forms
from django.utils.translation import gettext_lazy as _

from directory_blocks.query.fields import SearchTextField


class GuideSearchForm(forms.Form):
    """The words to look for in the guide (``q``)."""

    q = SearchTextField(label=_("Search in this guide"), required=False, max_length=200)
