"""Whether a pin can be where it was put."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..conf import directory_settings
from ..gazetteer.outline import near_box
from ..geometry import haversine_km
from ..models.gazetteer import Commune, Territory
from .parsing import Point

# About 20 km: outlines are drawn coarsely, and a service may stand just over the border.
OUTLINE_MARGIN = 0.2


def check_pin(point: Point, commune: Commune | None) -> None:
    """Raise ValidationError where a pin is far from its commune or, without one, far outside the territory."""
    if commune is not None:
        distance = haversine_km(*point, commune.latitude, commune.longitude)
        if distance > directory_settings.PIN_KM_FROM_COMMUNE:
            raise ValidationError(
                _("The pin is %(km)d km from %(commune)s. Choose the right commune, or move the pin there.")
                % {"km": round(distance), "commune": commune.name},
                code="far",
            )
        return
    territory = Territory.objects.default()
    if territory is None or territory.bbox is None or near_box(territory.bbox, *point, OUTLINE_MARGIN):
        return
    west, south, east, north = territory.bbox
    distance = haversine_km(*point, (south + north) / 2, (west + east) / 2)
    raise ValidationError(
        _("The pin is %(km)d km from the middle of %(territory)s. Choose the commune first, then put the pin in it.")
        % {"km": round(distance), "territory": territory.name},
        code="outside",
    )
