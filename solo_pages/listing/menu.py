"""Menu items that say how many things wait."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem, SubMenuItem

# The hook by which a feature puts its item below "Requests".
REQUEST_ITEM_HOOK = "register_solo_request_menu_item"


def counted(label: Any, number: int) -> str:
    """A label with a number behind it, where there is one."""
    return str(_("%(label)s (%(number)d)") % {"label": label, "number": number} if number else label)


class CountedMenuItem(MenuItem):
    """A menu item that says how many wait."""

    def count(self, request: HttpRequest) -> int:
        """How many wait for the user of a request."""
        raise NotImplementedError

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """Put the number behind the label."""
        label = counted(self.label, self.count(request))
        return LinkMenuItem(
            self.name, label, self.url, icon_name=self.icon_name, classname=self.classname, attrs=self.attrs
        )


class RequestsMenuItem(SubmenuMenuItem):
    """What people ask of the editors, with the number of all that wait."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(_("Requests"), Menu(register_hook_name=REQUEST_ITEM_HOOK), **kwargs)

    def render_component(self, request: HttpRequest) -> SubMenuItem:
        """Add up what waits below."""
        component = super().render_component(request)
        items = self.menu.menu_items_for_request(request)
        component.label = counted(
            self.label, sum(item.count(request) for item in items if isinstance(item, CountedMenuItem))
        )
        return component
