"""Which commune a row means, and whether its position can be there."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from directory_blocks.gazetteer.names import normalize_name
from directory_blocks.models import Commune, CommuneAlias

from .errors import RejectedRow

# A place stands at most so many degrees (some 10 km) outside the points of the communes.
MARGIN = 0.1


@dataclass(frozen=True, slots=True)
class Bounds:
    """A box in WGS 84 degrees."""

    south: float
    west: float
    north: float
    east: float

    def hold(self, latitude: float, longitude: float) -> bool:
        """Whether a point lies inside."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


class CommuneFinder:
    """Communes by code, by name and postcode; read once for a whole file."""

    @cached_property
    def by_code(self) -> dict[str, Commune]:
        """Communes by INSEE code, former communes' codes included."""
        found = {commune.code: commune for commune in Commune.objects.select_related("territory")}
        for alias in CommuneAlias.objects.exclude(code="").select_related("commune__territory"):
            found.setdefault(alias.code, alias.commune)
        return found

    @cached_property
    def by_name(self) -> dict[str, list[Commune]]:
        """Communes by the comparable form of their names, former names included."""
        found = defaultdict(list)
        for commune in self.by_code.values():
            if commune not in found[commune.search_name]:
                found[commune.search_name].append(commune)
        for alias in CommuneAlias.objects.select_related("commune__territory"):
            if alias.commune not in found[alias.search_name]:
                found[alias.search_name].append(alias.commune)
        return found

    @cached_property
    def bounds(self) -> Bounds | None:
        """The box around all communes known, with a margin; None where none are."""
        communes = list(self.by_code.values())
        if not communes:
            return None
        latitudes, longitudes = [c.latitude for c in communes], [c.longitude for c in communes]
        return Bounds(
            min(latitudes) - MARGIN, min(longitudes) - MARGIN, max(latitudes) + MARGIN, max(longitudes) + MARGIN
        )

    def find(self, code: str, name: str, postcode: str) -> tuple[Commune | None, list[str]]:
        """
        The commune, by code where that is known, else by name, the postcode deciding among several; and warnings.

        None where the row names none. Raises RejectedRow where what it names is unknown or ambiguous.
        """
        if commune := self.by_code.get(code):
            agrees = not name or commune in self.by_name.get(normalize_name(name), ())
            note = f"commune {code} is {commune.name}, the file says “{name}”: the code was followed"
            return commune, [] if agrees else [note]
        if not name:
            if code:
                raise RejectedRow(f"no commune has the code “{code}”{self._known()}")
            return None, []
        commune = self._by_name(name, postcode)
        return commune, [f"no commune has the code “{code}”: {commune.name} was found by its name"] if code else []

    def _by_name(self, name: str, postcode: str) -> Commune:
        candidates = self.by_name.get(normalize_name(name), [])
        if len(candidates) > 1:
            candidates = [c for c in candidates if postcode in c.postcodes.split()] or candidates
        if len(candidates) > 1:
            codes = ", ".join(commune.code for commune in candidates)
            raise RejectedRow(f"several communes are called “{name}”: say which with commune_code ({codes})")
        if not candidates:
            raise RejectedRow(f"no commune is called “{name}”{self._suggestion(name)}{self._known()}")
        return candidates[0]

    def _suggestion(self, name: str) -> str:
        words = re.findall(r"\w{4,}", normalize_name(name))
        near = sorted({c.name for key, found in self.by_name.items() for c in found if any(w in key for w in words)})
        return f"; did you mean {', '.join(near[:3])}?" if near else ""

    def _known(self) -> str:
        return "" if self.by_code else "; the gazetteer is empty: run load_gazetteer first"
