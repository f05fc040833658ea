"""How to reach me."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from ...phones import display_phone, normalize_phone
from .base import StepForm
from .fields import TextField, website_field

MAX_NETWORKS = 6
# Rows that stand ready for another one.
SPARE = 2
# What a network is called, where only its address was given.
NAMES = {
    "linkedin.com": "LinkedIn",
    "instagram.com": "Instagram",
    "facebook.com": "Facebook",
    "youtube.com": "YouTube",
    "github.com": "GitHub",
    "gitlab.com": "GitLab",
    "bsky.app": "Bluesky",
    "x.com": "X",
    "pinterest.com": "Pinterest",
    "behance.net": "Behance",
    "malt.fr": "Malt",
    "viadeo.com": "Viadeo",
    "tiktok.com": "TikTok",
    "vimeo.com": "Vimeo",
    "soundcloud.com": "SoundCloud",
}


class ContactForm(StepForm):
    """Where messages go, what of it is shown, website and networks."""

    writes = ("email", "show_email", "phone", "show_phone", "website", "networks")

    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        max_length=200,
        help_text=_("Messages of the contact form reach you here. The address itself is not shown."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    show_email = forms.BooleanField(
        label=_("Also show my e-mail address to visitors who ask for it"),
        required=False,
        help_text=_("They press a button first: so robots do not collect it."),
    )
    phone = TextField(
        label=_("Your phone number"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    show_phone = forms.BooleanField(label=_("Show my phone number on my page"), required=False)
    website = website_field(label=_("Your website"), help_text=_("It may be left empty: this page is one already."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.draft.values["networks"]
        for number in range(MAX_NETWORKS):
            label, url = known[number] if number < len(known) else ("", "")
            self.fields[f"network_{number}_url"] = website_field(label=_("Address"))
            self.fields[f"network_{number}_label"] = TextField(label=_("Name"), max_length=40, required=False)
            self.initial |= {f"network_{number}_url": url, f"network_{number}_label": label}

    def initial_values(self, values: Mapping[str, Any]) -> dict[str, Any]:
        shown = {name: values[name] for name in self.writes if name != "networks"}
        return shown | {"phone": display_phone(values["phone"]) if values["phone"] else ""}

    def clean_phone(self) -> str:
        """Numbers are kept as E.164."""
        return normalize_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        """Nothing can be shown that is not there."""
        cleaned = super().clean()
        if cleaned.get("show_email") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("There is no address to show."))
        if cleaned.get("show_phone") and not cleaned.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("There is no number to show."))
        for number in range(MAX_NETWORKS):
            label, url = (cleaned.get(f"network_{number}_{part}") for part in ("label", "url"))
            if label and not url and f"network_{number}_url" not in self.errors:
                self.add_error(f"network_{number}_url", _("Write the address of your page there."))
        return cleaned

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.writes if name != "networks"} | {
            "networks": list(dict.fromkeys(self._networks()))
        }

    def _networks(self) -> Iterator[tuple[str, str]]:
        for number in range(MAX_NETWORKS):
            if url := self.cleaned_data[f"network_{number}_url"]:
                yield self.cleaned_data[f"network_{number}_label"] or network_name(url), url

    @property
    def rows(self) -> list[tuple[forms.BoundField, str]]:
        return [row for row in super().rows if not row[0].name.startswith("network_")]

    @property
    def network_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Address and name of each network, with a few empty rows."""
        rows = [(self[f"network_{n}_url"], self[f"network_{n}_label"]) for n in range(MAX_NETWORKS)]
        used = max((n + 1 for n, row in enumerate(rows) if any(field.value() for field in row)), default=0)
        return rows[: max(3, used + SPARE)]


def network_name(url: str) -> str:
    """What a network is called, by its address."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return next((name for domain, name in NAMES.items() if host == domain or host.endswith(f".{domain}")), host)[:40]
