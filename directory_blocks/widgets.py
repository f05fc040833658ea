"""What the plugin's form widgets share."""

from typing import Any

from django.template import loader
from django.utils.safestring import SafeString


class TemplateWidgetMixin:
    """
    Renders with the project's templates instead of the form renderer's, which sees neither the project's folders nor,
    by default, an override by the host.
    """

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        return loader.render_to_string(template_name, context)
