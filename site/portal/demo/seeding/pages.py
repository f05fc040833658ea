"""One seeded page in each language: the same facts, other words."""

import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.text import slugify

from directory_blocks.enums import Precision
from directory_blocks.gazetteer.outline import lies_in
from directory_blocks.models import Commune

from . import words

# Degrees around a commune's point: some three kilometres.
SPREAD = 0.03
RARE_IN = 100


@dataclass(frozen=True)
class Seed:
    """One invented thing: its page in each language, and the terms that classify all of them."""

    slug: str
    translation_key: uuid.UUID
    facts: dict[str, Any]
    texts: tuple[dict[str, str], ...]
    terms: dict[str, Sequence[int]]


class Seeder:
    """Makes seeds out of the communes and terms that are loaded; the same ``start`` gives the same seeds."""

    def __init__(self, terms: dict[str, list[int]], start: int) -> None:
        self._random = random.Random(f"soho-solo {start}")  # noqa: S311 - nothing secret
        self._number = start
        self._terms = terms
        communes = list(Commune.objects.select_related("territory"))
        # Larger communes have more of everything, though not in proportion.
        weights = [(commune.population or 1) ** 0.6 for commune in communes]
        self._communes, self._weights = communes, weights

    def solo(self) -> Seed:
        """Make a professional."""
        rng = self._random
        name = f"{rng.choice(words.FIRST_NAMES)} {rng.choice(words.LAST_NAMES)}"
        commune, latitude, longitude = self._place()
        trade, subject = rng.choice(words.TRADES), self._subject()
        texts = [
            {
                "title": name,
                "headline": f"{trade[i]} {subject[i]}"[:140],
                "presentation": self._prose(i, draws),
                "services": f"{trade[i]} {subject[i]}",
            }
            for i, draws in enumerate([self._draws()] * 2)
        ]
        facts = {
            "commune_id": commune.pk,
            "latitude": latitude,
            "longitude": longitude,
            "location": f"SRID=4326;POINT({longitude} {latitude})",
            "precision": rng.choices([Precision.COMMUNE, Precision.EXACT], [4, 1])[0],
            "works_remotely": True,
            "arrived_in": rng.randint(1998, 2026),
            "verified_on": self._verified(),
        }
        terms = {"sectors": self._some("sector", 2), "skills": self._some("skill", 4)}
        return self._seed(name, facts, texts, {**terms, "languages": self._some("language", 3)})

    def service(self) -> Seed:
        """Make a service point."""
        rng = self._random
        kind, name = rng.choice(words.PLACES), rng.choice(words.PLACE_NAMES)
        commune, latitude, longitude = self._place()
        subject = self._subject()
        draws = self._draws()
        texts = [
            {
                "title": f"{kind[i]} {name[i]}, {commune.name}"[:255],
                "summary": f"{kind[i]}: {subject[i]}" if i else f"{kind[i]} : {subject[i]}",
                "description": self._prose(i, draws),
            }
            for i in range(2)
        ]
        facts = {
            "commune_id": commune.pk,
            "latitude": latitude,
            "longitude": longitude,
            "location": f"SRID=4326;POINT({longitude} {latitude})",
            "precision": Precision.EXACT,
            "opening_hours": rng.choice(words.HOURS),
            "verified_on": self._verified(),
        }
        terms = {"categories": self._some("category", 2), "features": self._some("feature", 3)}
        return self._seed(texts[0]["title"], facts, texts, {**terms, "languages": self._some("language", 2)})

    def _seed(
        self, name: str, facts: dict[str, Any], texts: list[dict[str, str]], terms: dict[str, Sequence[int]]
    ) -> Seed:
        self._number += 1
        # A name version 4 would cost a system call for each of a hundred thousand.
        key = uuid.UUID(int=self._random.getrandbits(128), version=4)
        return Seed(f"{slugify(name)[:60]}-{self._number}", key, facts, tuple(texts), terms)

    def _place(self) -> tuple[Commune, float, float]:
        """A commune and a point near it, inside the territory."""
        commune = self._random.choices(self._communes, self._weights)[0]
        for _attempt in range(8):
            latitude = round(commune.latitude + self._random.gauss(0, SPREAD / 2), 5)
            longitude = round(commune.longitude + self._random.gauss(0, SPREAD / 2), 5)
            if commune.territory.outline is None or lies_in(latitude, longitude, commune.territory.outline):
                return commune, latitude, longitude
        return commune, commune.latitude, commune.longitude

    def _subject(self) -> tuple[str, str]:
        return self._random.choice(words.RARE if self._random.randrange(RARE_IN) == 0 else words.SUBJECTS)

    def _draws(self) -> list[int]:
        return self._random.sample(range(len(words.SENTENCES)), 3)

    def _prose(self, language: int, draws: list[int]) -> str:
        return " ".join(words.SENTENCES[number][language] for number in draws)

    def _verified(self) -> date | None:
        return date(2026, 11, 1) - timedelta(days=self._random.randrange(900)) if self._random.random() < 0.8 else None

    def _some(self, vocabulary: str, most: int) -> Sequence[int]:
        known = self._terms.get(vocabulary, [])
        return self._random.sample(known, min(len(known), self._random.randint(1, most)))
