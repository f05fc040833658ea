"""The demo's texts and facts, as they stand in its files."""

import csv
import re
from collections import Counter
from datetime import date, timedelta

import pytest
from PIL import Image

from directory_blocks.opening_hours.validation import validate_opening_hours
from portal.demo.loading.content import DATA, IMAGES, events, in_language, read, services, solos
from portal.demo.loading.events import day_of, end_of_june

NBSP = "\u00a0"
SECTORS = {
    "audit", "consulting", "training", "publishing", "press", "communication", "art-culture", "accounting",
    "translation", "secretarial", "ict", "e-commerce",
}  # fmt: skip
CATEGORIES = {
    "public-services", "health", "schools", "childcare", "workspaces", "internet-phone", "housing", "transport",
    "shops-food", "culture-sport", "banks-post", "business-support", "welcome-committee",
}  # fmt: skip


def texts(value, language):
    """Every text of a value in one language."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part, language)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part, language)


def written(language):
    for item in [*solos(), *services(), *events()]:
        yield from texts(item.get(language, {}), language)
    for item in services():
        if language == "fr":
            yield item["title"]
    for name in ("home", "pages"):
        for group in read(name).values():
            # What is a fact is the same in both languages.
            parts = group.items() if isinstance(group, dict) else enumerate(group)
            said = [part for key, part in parts if key not in {"name", "contact_name", "contact_address"}]
            yield from texts(in_language(said, language), language)


def prose(language):
    """Texts without what is no prose: addresses, keys, HTML tags."""
    for text in written(language):
        bare = re.sub(r"<[^>]+>", " ", text)
        if not re.match(r"https?://|[\w.]+@|[a-z]+=|@", bare):
            yield bare


def test_sixty_solos_and_sixty_service_points_cover_every_sector_and_category() -> None:
    assert len(solos()) >= 60
    assert len(services()) >= 60
    assert {sector for solo in solos() for sector in solo["sectors"]} == SECTORS
    assert {category for service in services() for category in service["categories"]} == CATEGORIES
    assert min(Counter(sector for solo in solos() for sector in solo["sectors"]).values()) >= 4


def test_most_but_not_all_are_translated() -> None:
    for items in (solos(), services()):
        share = sum("en" in item for item in items) / len(items)
        assert 0.7 < share < 0.9


def test_every_commune_and_term_exists() -> None:
    with (DATA / "gers/communes.csv").open() as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    with (DATA / "terms.csv").open() as file:
        terms = {(row["vocabulary"], row["slug"]) for row in csv.DictReader(file)}
    used = {
        (vocabulary, slug)
        for item in [*solos(), *services()]
        for vocabulary, field in (
            ("sector", "sectors"),
            ("skill", "skills"),
            ("language", "languages"),
            ("category", "categories"),
            ("feature", "features"),
        )
        for slug in item.get(field, [])
    }
    assert {item["commune"] for item in [*solos(), *services()]} <= codes
    assert used <= terms


@pytest.mark.parametrize("service", services(), ids=lambda service: service["slug"])
def test_opening_hours_are_valid(service) -> None:
    validate_opening_hours(service["hours"])


def test_names_and_addresses_are_nobodys() -> None:
    items = [*solos(), *services()]
    slugs = [item["slug"] for item in items]
    assert len(slugs) == len(set(slugs))
    phones = [item["phone"] for item in items if "phone" in item]
    assert len(phones) == len(set(phones))
    # A range that the French regulator keeps for fiction.
    assert all(phone.startswith("05 36 49 ") for phone in phones)
    for item in items:
        assert re.fullmatch(r"https://[\w-]+\.example/\S*", item.get("website", "https://x.example/"))
        assert item.get("email", "x.example").endswith(".example")


def test_french_typography() -> None:
    wrong = re.compile(rf"'|[^{NBSP}?!][;!?»]|[^{NBSP}]:(?=\s|$)|«[^{NBSP}]")
    assert [text for text in prose("fr") if wrong.search(text)] == []


def test_english_typography() -> None:
    assert [text for text in prose("en") if "'" in text or NBSP in text or re.search(r"\s[:;!?]", text)] == []


def test_pictures_are_small_and_belong_to_somebody() -> None:
    portraits = {path.stem: path for path in (IMAGES / "portraits").glob("*.webp")}
    assert portraits.keys() < {solo["slug"] for solo in solos()}
    assert {path.stem for path in (IMAGES / "scenes").glob("*.webp")} == CATEGORIES | {"hero"}
    for path in portraits.values():
        assert path.stat().st_size <= 12_000
        with Image.open(path) as image:
            assert image.size == (480, 480)
    assert sum(path.stat().st_size for path in IMAGES.rglob("*.webp")) < 1_000_000


def test_meetings_are_of_every_kind_and_nearly_all_translated() -> None:
    assert len(events()) >= 22
    assert len({event["slug"] for event in events()}) == len(events())
    assert sum("en" in event for event in events()) == len(events()) - 2
    with (DATA / "terms.csv").open() as file:
        terms = {(row["vocabulary"], row["slug"]) for row in csv.DictReader(file)}
    known = {service["slug"] for service in services()}
    for event in events():
        assert {("event_type", slug) for slug in event["types"]} <= terms
        assert {("language", slug) for slug in event["languages"]} <= terms
        assert event.get("venue") in known or "place" in event or event.get("attendance") == "online"
        assert (IMAGES / f"scenes/{event['scene']}.webp").exists()
        assert set(event["fr"]) == set(event.get("en", event["fr"])), event["slug"]


@pytest.mark.parametrize("today", [date(2026, 11, 28), date(2027, 2, 28), date(2028, 2, 29), date(2026, 12, 31)])
def test_days_follow_from_the_day_of_loading(today) -> None:
    assert day_of({"days": -3}, today) == today - timedelta(days=3)
    assert day_of({"weekday": 2, "weeks": 1}, today).isoweekday() == 2
    assert 0 < (day_of({"weekday": 2, "weeks": 1}, today) - today).days <= 13
    first = day_of({"nth": 1, "weekday": 4, "months": 1}, today)
    assert (first.isoweekday(), first.day <= 7, first.month) == (4, True, today.month % 12 + 1)
    last = day_of({"nth": -1, "weekday": 4, "months": 0}, today)
    assert (last.month, (last + timedelta(days=7)).month != today.month) == (today.month, True)
    june = date.fromisoformat(f"{end_of_june(today)[:4]}-06-30")
    assert june - today >= timedelta(days=120)
