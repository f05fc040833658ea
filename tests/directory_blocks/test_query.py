"""The engine finds, counts and orders what plain Python finds, counts and orders."""

import random
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from directory_blocks.geometry import BBox, haversine_km
from directory_blocks.models import Entry
from directory_blocks.models.abstract import Point
from directory_blocks.query import EntryPaginator, EntryQuery
from tests.factories.entries import EntryFactory, get_locale
from tests.factories.gazetteer import CommuneFactory, TermFactory

WORDS = ["école", "pain", "pains", "musée", "ecoles", "marché", "vélo"]
SECTORS = ["audit", "press", "ict"]
LANGUAGES = ["fr", "en", "oc"]
CODES = ["32013", "32107", "32132"]


class EngineAgainstPython(TestCase):
    """Sixty entries of every kind, and any combination of filters."""

    @classmethod
    def setUpTestData(cls):
        chance = random.Random(32)  # noqa: S311
        cls.locale = get_locale("fr")
        cls.terms = {
            (vocabulary, slug): TermFactory(vocabulary=vocabulary, slug=slug)
            for vocabulary, slugs in (("sector", SECTORS), ("language", LANGUAGES))
            for slug in slugs
        }
        communes = {code: CommuneFactory(code=code, name=f"Ville {code}") for code in CODES}
        cls.facts = []
        for number in range(60):
            terms = [key for key in cls.terms if chance.random() < 0.4]
            point = Point(chance.uniform(43.3, 44.0), chance.uniform(0, 1)) if chance.random() < 0.8 else None
            start = datetime(2026, 6, 1, 12, tzinfo=UTC) + timedelta(days=chance.randrange(60))
            fact = {
                "source": chance.choice(["solo", "service"]),
                "words": chance.sample(WORDS, 3),
                "terms": terms,
                "commune": chance.choice([*CODES, None]),
                "point": point,
                "starts_at": start if chance.random() < 0.3 else None,
                "hours": chance.choice(["", "Mo-Fr 09:00-12:00", "Sa 10:00-18:00", "24/7"]),
                "locale": "fr" if number % 6 else "en",
            }
            entry = EntryFactory(
                source=fact["source"],
                title=f"Entrée {chance.randrange(30)}",
                search_text=" ".join(fact["words"]),
                locale=get_locale(fact["locale"]),
                commune=communes.get(fact["commune"]),
                latitude=point and point.latitude,
                longitude=point and point.longitude,
                starts_at=fact["starts_at"],
                opening_hours=fact["hours"],
                terms=[cls.terms[key] for key in terms],
            )
            cls.facts.append(fact | {"entry": entry})

    def expected(self, query: EntryQuery, skip: str = "") -> list[dict]:
        return [fact for fact in self.facts if matches(fact, query, skip)]

    @given(st.data())
    @settings(max_examples=60, deadline=None)
    def test_any_combination_of_filters(self, data):
        query = data.draw(queries(self.locale))
        expected = {fact["entry"].pk for fact in self.expected(query)}
        assert {entry.pk for entry in query.queryset()} == expected
        assert query.count() == len(expected)
        assert {entry.pk for entry in query.entries()} == expected
        found = {
            (facet.vocabulary, value.slug): value.count
            for facet in query.facets(["sector", "language"])
            for value in facet.values
            if value.count
        }
        assert found == self.expected_facets(query)
        if query.count():
            assert self.paged(query) == [entry.pk for entry in query.entries()]
        else:
            self.check_suggestions(query)

    def expected_facets(self, query: EntryQuery) -> dict:
        counts = {}
        for vocabulary, slug in self.terms:
            others = self.expected(query, skip=vocabulary)
            if amount := sum((vocabulary, slug) in fact["terms"] for fact in others):
                counts[vocabulary, slug] = amount
        return counts

    def paged(self, query: EntryQuery) -> list[int]:
        paginator = EntryPaginator(query, 7)
        return [entry.pk for number in paginator.page_range for entry in paginator.page(number)]

    def check_suggestions(self, query: EntryQuery) -> None:
        suggested = {suggestion.chip.name: suggestion.count for suggestion in query.suggestions()}
        expected = {name: len(self.expected(query, skip=name)) for name in query.filters}
        assert suggested == {name: amount for name, amount in expected.items() if amount}

    @given(st.floats(43, 44.2), st.floats(-0.2, 1.2), st.floats(1, 60))
    @settings(max_examples=30, deadline=None)
    def test_near_gives_the_nearest_first_with_their_distance(self, latitude, longitude, radius):
        query = EntryQuery(locale=self.locale, near=Point(latitude, longitude), radius=radius)
        found = list(query.entries())
        distances = [haversine_km(latitude, longitude, entry.latitude, entry.longitude) for entry in found]
        assert distances == sorted(distances)
        assert all(abs(entry.distance_km - km) < 1e-6 for entry, km in zip(found, distances, strict=True))


def matches(fact: dict, query: EntryQuery, skip: str) -> bool:
    point = fact["point"]
    near = query.near and point and haversine_km(*query.near, *point) <= query.radius
    tests = {
        "q": not query.text
        or {"pain": {"pain", "pains"}, "ecol": {"école", "ecoles"}}[query.text] & set(fact["words"]),
        "commune": not query.communes or fact["commune"] in query.communes,
        "bbox": not query.bbox or (point and contains(query.bbox, point)),
        "near": not query.near or near,
        "open": not query.open or fact["hours"] in {"2026-06-06T10:30": {"Sa 10:00-18:00", "24/7"}}[query.open],
        "dates": not (query.since or query.until) or happens(fact["starts_at"], query),
    }
    for vocabulary, slugs in query.terms.items():
        tests[vocabulary] = any((vocabulary, slug) in fact["terms"] for slug in slugs)
    return (
        fact["locale"] == "fr"
        and (not query.sources or fact["source"] in query.sources)
        and all(passed for name, passed in tests.items() if name != skip)
    )


def contains(box: BBox, point: Point) -> bool:
    return box.south <= point.latitude <= box.north and box.west <= point.longitude <= box.east


def happens(start: datetime | None, query: EntryQuery) -> bool:
    return bool(start) and (query.since or date.min) <= start.date() <= (query.until or date.max)


@st.composite
def queries(draw, locale):
    def maybe(strategy, nothing=None):
        return draw(st.one_of(st.just(nothing), st.just(nothing), strategy))

    def some(values):
        return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)

    near = maybe(st.tuples(st.floats(43.3, 44), st.floats(0, 1)).map(lambda pair: Point(*pair)))
    corners = st.tuples(st.floats(0, 0.5), st.floats(43.3, 43.6), st.floats(0.5, 1), st.floats(43.7, 44))
    return EntryQuery(
        locale=locale,
        sources=maybe(some(["solo", "service"]), ()),
        text=maybe(st.sampled_from(["pain", "ecol"]), ""),
        terms={"sector": maybe(some(SECTORS), ()), "language": maybe(some(LANGUAGES), ())},
        communes=maybe(some(CODES), ()),
        bbox=maybe(corners.map(lambda sides: BBox(*sides))),
        near=near,
        radius=near and draw(st.floats(5, 50)),
        open=maybe(st.just("2026-06-06T10:30"), ""),
        since=maybe(st.just(date(2026, 6, 20))),
        until=maybe(st.just(date(2026, 7, 5))),
        sort=draw(st.sampled_from(["", "name", "updated", "date", "relevance", "distance"])),
    )


def test_queries_are_counted_the_same_for_ten_and_for_two_hundred_entries(db, django_assert_max_num_queries):
    term = TermFactory(slug="audit")
    commune = CommuneFactory()
    for limit in (10, 200):
        for _number in range(limit - Entry.objects.count()):
            EntryFactory(
                terms=[term], commune=commune, latitude=43.6, longitude=0.6, opening_hours="24/7", title="Pain"
            )
        query = EntryQuery(
            locale=get_locale(), text="pain", terms={"sector": ["audit"]}, bbox=BBox(0, 43, 1, 44), open="now"
        )
        with django_assert_max_num_queries(9):
            page = EntryPaginator(query).page(1)
            assert [entry.commune.name + str(list(entry.terms.all())) for entry in page]
            assert query.facets()[0].values[0].count == query.count() == limit
            assert query.chips()
        with django_assert_max_num_queries(3):
            query.map(8)
