"""What the plugin adds to the Wagtail admin."""

from importlib import import_module

from django.apps import apps
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .gazetteer.admin import CommuneChooserViewSet, GazetteerViewSetGroup
from .taxonomy.admin import TermViewSet
from .unpublishing import give_warnings_room

register_snippet(TermViewSet)
give_warnings_room()
if apps.is_installed("wagtail_localize"):
    import_module("directory_blocks.translations.publishing")


@hooks.register("register_admin_viewset")
def register_gazetteer() -> list[object]:
    """The gazetteer's menu and the commune chooser."""
    return [CommuneChooserViewSet("directory_communes_chooser"), GazetteerViewSetGroup()]
