"""What the parts of a site know of people. A part is registered once, when the app that it belongs to is ready."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, QuerySet

Person = Any  # the host's user model


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """
    Rows that are past their time. ``forget`` is told one of them at a time, in a transaction of its own; ``prepare`` is
    called before, but in a dry run: it may note what ``due`` reads.
    """

    label: str
    due: Callable[[], QuerySet]
    forget: Callable[[Model], Any] = Model.delete
    prepare: Callable[[], Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """
    One part of the site, under its ``key`` in a person's data; every function but the rules takes the person.

    ``export`` gives what JSON can hold, ``files`` names and contents. ``close`` is called when the person closes their
    account, ``erase`` when the time to come back is over: what it leaves behind must lead to nobody.
    """

    key: str
    export: Callable[[Person], Any] | None = None
    files: Callable[[Person], Iterable[tuple[str, bytes]]] | None = None
    addresses: Callable[[Person], Iterable[str]] | None = None
    close: Callable[[Person], Any] | None = None
    erase: Callable[[Person], Any] | None = None
    rules: tuple[RetentionRule, ...] = ()


_parts: dict[str, Part] = {}


def register_part(part: Part) -> None:
    """Add a part. Raises ImproperlyConfigured where another has its key."""
    if _parts.setdefault(part.key, part) is not part:
        raise ImproperlyConfigured(f"There are two parts {part.key!r} of personal data.")


def parts() -> list[Part]:
    """All parts, in the order they were registered."""
    return list(_parts.values())


def addresses_of(user: Person) -> set[str]:
    """Every e-mail address by which the parts know the person, in small letters."""
    known = (part.addresses(user) for part in parts() if part.addresses)
    return {address.lower() for addresses in known for address in addresses if address}


def own_addresses(user: Person) -> set[str]:
    """Those of the addresses that open nobody else's account: one may write any address on one's profile."""
    others = get_user_model().objects.exclude(pk=user.pk)
    field = get_user_model().get_email_field_name()
    return {address for address in addresses_of(user) if not others.filter(**{f"{field}__iexact": address}).exists()}


def retention_rules() -> Iterator[RetentionRule]:
    """The rules of all parts."""
    for part in parts():
        yield from part.rules
