"""Finding a commune by what people type: a name, part of one, a former name, a postcode, or both."""

import re

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Replace

from .names import normalize_name

MAX_QUERY = 100
LABEL = re.compile(r"(?P<name>.+?)\s*\((?P<code>[0-9A-Za-z-]+)\)\s*")


def _words_begin(words: list[str]) -> Q:
    """Every word begins a word of the name."""
    match = Q()
    for word in words:
        match &= Q(search_name__startswith=word) | Q(search_name__contains=f" {word}")
    return match


def _name_matches(name: str, words: list[str]) -> Q:
    """Words begin so, or, from three letters, the name run together contains the query run together."""
    joined = name.replace(" ", "")
    return _words_begin(words) | Q(run_together__contains=joined) if len(joined) > 2 else _words_begin(words)


def _run_together() -> Replace:
    return Replace(F("search_name"), Value(" "), Value(""))


def _postcode_begins(digits: str) -> Q:
    return Q(postcodes__startswith=digits) | Q(postcodes__contains=f" {digits}")


class CommuneQuerySet(models.QuerySet):
    """Communes, found as people name them."""

    def search(self, text: str) -> "CommuneQuerySet":
        """
        Find communes whose name, other name or postcode begins like ``text``; best first.

        Blind to accents, case, hyphens, apostrophes and St/Saint. Words match beginnings of words; numbers match
        beginnings of postcodes. Order: the very name, a former name, names that begin so, that have such words, that
        contain it; more inhabitants first. ``matched_alias`` is the other name that matched where the name did not.
        """
        normalized = normalize_name(text[:MAX_QUERY])
        words = [word for word in normalized.split() if not word.isdigit()]
        numbers = [word for word in normalized.split() if word.isdigit()]
        if not words and not numbers:
            return self.none()
        found = self
        for number in numbers:
            found = found.filter(_postcode_begins(number))
        if not words:
            return found.annotate(matched_alias=Value("", models.CharField())).order_by(
                F("population").desc(nulls_last=True), "search_name"
            )
        return found._by_name(" ".join(words), words)

    def _by_name(self, name: str, words: list[str]) -> "CommuneQuerySet":
        aliases = self.model._meta.get_field("aliases").related_model.objects.filter(commune=OuterRef("pk"))
        alias_matches = aliases.annotate(run_together=_run_together()).filter(_name_matches(name, words))
        return (
            self.annotate(run_together=_run_together())
            .filter(_name_matches(name, words) | Exists(alias_matches))
            .annotate(
                rank=Case(
                    When(search_name=name, then=0),
                    When(Exists(aliases.filter(search_name=name)), then=1),
                    When(search_name__startswith=name, then=2),
                    When(Exists(aliases.filter(search_name__startswith=name)), then=3),
                    When(_words_begin(words), then=4),
                    default=5,
                    output_field=models.IntegerField(),
                ),
                matched_alias=Case(
                    When(_name_matches(name, words), then=Value("")),
                    default=Subquery(alias_matches.values("name")[:1]),
                    output_field=models.CharField(),
                ),
            )
            .order_by("rank", F("population").desc(nulls_last=True), "search_name")
        )

    def resolve(self, text: str, *, typed: bool = False) -> list["models.Model"]:
        """
        Say which communes ``text`` can only mean: one where it is clear, several where it is not, none for nothing.

        ``text`` is a code, a name, a postcode, or a label "Name (postcode)". French codes and postcodes look alike
        (32380 is a code and the postcode of another commune): a number that a person typed (``typed``) is a postcode
        first, one from an address is a code first.
        """
        text = text.strip()
        if not text or len(text) > MAX_QUERY or "\x00" in text:
            return []
        if (label := LABEL.fullmatch(text)) and (
            found := list(
                self.filter(search_name=normalize_name(label["name"])).filter(
                    Q(code__iexact=label["code"]) | _postcode_is(label["code"])
                )
            )
        ):
            return found
        # A code has a digit in it: what has none is a name, without asking.
        if not label and any(map(str.isdigit, text)):
            found = list(self.filter(Q(code__iexact=text) | _postcode_is(text)))
            by_code = [commune for commune in found if commune.code.casefold() == text.casefold()]
            by_postcode = [commune for commune in found if text in commune.postcodes.split()]
            if by_code or by_postcode:
                return (by_postcode or by_code) if typed else (by_code or by_postcode)
        found = list(self.search(text)[:50])
        exact = [commune for commune in found if getattr(commune, "rank", 5) <= 1]
        names = [commune for commune in exact if commune.rank == 0]
        return names or exact or found


def _postcode_is(code: str) -> Q:
    return (
        Q(postcodes=code)
        | Q(postcodes__startswith=f"{code} ")
        | Q(postcodes__endswith=f" {code}")
        | Q(postcodes__contains=f" {code} ")
    )
