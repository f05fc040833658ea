"""What the plugin adds to the Wagtail admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .gazetteer.admin import CommuneChooserViewSet, GazetteerViewSetGroup
from .taxonomy.admin import TermViewSet

register_snippet(TermViewSet)


@hooks.register("register_admin_viewset")
def register_gazetteer() -> list[object]:
    """The gazetteer's menu and the commune chooser."""
    return [CommuneChooserViewSet("directory_communes_chooser"), GazetteerViewSetGroup()]
