"""What visitors do: lists, maps, exports."""

from itertools import cycle

from ..conf import directory_settings
from .population import COMMON_WORDS, SKILLS
from .scenarios import Bench, Step, scenario

BOXES = ["0.2,43.4,0.9,43.9", "0.0,43.3,0.6,43.8", "0.3,43.5,1.1,44.0"]
# A département on a phone, its middle, a town.
VIEWS = {8: "-0.3,43.2,1.3,44.1", 10: "0.3,43.5,0.8,43.8", 12: "0.5,43.6,0.65,43.7"}


@scenario("list: text + facets + bbox")
def list_filtered(bench: Bench) -> Step:
    words, boxes = cycle(COMMON_WORDS), cycle(BOXES)
    return lambda _: bench.get(query=f"?q={next(words)}&bbox={next(boxes)}&sector=sector-1&sector=sector-2")


@scenario("list: text")
def list_text(bench: Bench) -> Step:
    words = cycle(COMMON_WORDS)
    return lambda _: bench.get(query=f"?q={next(words)}")


@scenario("list: everything")
def list_everything(bench: Bench) -> Step:
    return lambda _: bench.get()


@scenario("list: two facets")
def list_two_facets(bench: Bench) -> Step:
    return lambda number: bench.get(query=f"?sector=sector-3&skill=skill-{number % SKILLS}")


@scenario("list: last page")
def list_last_page(bench: Bench) -> Step:
    last = -(-bench.size // directory_settings.PAGE_SIZE)
    return lambda _: bench.get(query=f"?page={last}")


@scenario("list: near, 20 km")
def list_near(bench: Bench) -> Step:
    return lambda number: bench.get(query=f"?near=43.{60 + number % 10},0.58&radius=20")


@scenario("list: open now")
def list_open(bench: Bench) -> Step:
    return lambda _: bench.get(query="?open=now")


@scenario("list: repeated", warm=True)
def list_repeated(bench: Bench) -> Step:
    return lambda _: bench.get(query="?q=" + COMMON_WORDS[0])


@scenario("list: repeated, 304", warm=True)
def list_not_modified(bench: Bench) -> Step:
    etag = bench.get(query="?sort=name").headers.get("ETag", "")
    return lambda _: bench.get(query="?sort=name", HTTP_IF_NONE_MATCH=etag)


def map_at(zoom: int) -> None:
    """Register the scenario of the map at a zoom."""

    @scenario(f"map.json: zoom {zoom}")
    def map_json(bench: Bench) -> Step:
        return lambda _: bench.get("map.json", f"?zoom={zoom}&view={VIEWS[zoom]}")


for level in VIEWS:
    map_at(level)


@scenario("map.json: whole, text")
def map_text(bench: Bench) -> Step:
    words = cycle(COMMON_WORDS)
    return lambda _: bench.get("map.json", f"?zoom=8&q={next(words)}")


@scenario("entries.geojson: everything", rounds=3)
def geojson(bench: Bench) -> Step:
    return lambda _: bench.get("entries.geojson")


@scenario("entries.csv: everything", rounds=3)
def csv(bench: Bench) -> Step:
    return lambda _: bench.get("entries.csv")
