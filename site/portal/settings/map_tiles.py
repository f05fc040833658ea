"""Tile servers of the maps, by name. Without one no request leaves the site: the territory is drawn."""

from urllib.parse import urlsplit

PRESETS = {
    "ign": {
        "url": (
            "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
            "&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&TILEMATRIXSET=PM&FORMAT=image/png"
            "&TILEMATRIX={z}&TILECOL={x}&TILEROW={y}"
        ),
        "attribution": "© IGN – Géoplateforme",
    },
    "osm": {
        "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        "attribution": "© OpenStreetMap contributors",
    },
}


def map_tiles(value: str, attribution: str = "") -> dict[str, str]:
    """The tile server that MAP_TILES names: a preset, or a URL with {z}, {x} and {y}. Empty: none. Else ValueError."""
    if not value:
        return {}
    if value in PRESETS:
        return PRESETS[value]
    if value.startswith("https://") and all(part in value for part in ("{z}", "{x}", "{y}")):
        return {"url": value, "attribution": attribution}
    raise ValueError(
        f"MAP_TILES is {', '.join(PRESETS)} or an https:// URL with {{z}}, {{x}} and {{y}}: not {value!r}."
    )


def tile_origins(tiles: dict[str, str]) -> list[str]:
    """What the Content-Security-Policy has to allow for these tiles: ``https://{s}.host`` becomes ``https://*.host``."""
    if not tiles:
        return []
    parts = urlsplit(tiles["url"])
    return [f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"]
