"""The cities that this installation knows, by their codes. Packs belong to ``kapok.site``, which tells of them here."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from kapok.accounts.models import Office
from kapok.accounts.queries import offices_in_force


class KnownOffice(Protocol):
    """An office as a pack lists it; ``id`` is its key in this installation."""

    @property
    def id(self) -> str: ...
    @property
    def short(self) -> str: ...
    @property
    def aliases(self) -> Sequence[str]: ...
    def in_force(self, as_of: datetime.date | None) -> bool: ...


class City(Protocol):
    """A city as its pack describes it."""

    @property
    def code(self) -> str: ...
    @property
    def names(self) -> Mapping[str, str]: ...
    @property
    def offices(self) -> Sequence[KnownOffice]: ...
    def full_names(self, as_of: datetime.date | None = None) -> dict[str, str]: ...


_tell: list[Callable[[], Sequence[City]]] = []


def learn(tell: Callable[[], Sequence[City]]) -> None:
    """Where cities are to be asked for."""
    _tell[:] = [tell]


def cities() -> list[City]:
    """All cities, in the order of their packs."""
    return [city for tell in _tell for city in tell()]


def city_of(code: str) -> City | None:
    """The city of a code; ``None`` where nobody knows it."""
    return next((city for city in cities() if city.code == code), None)


def full_names(code: str, as_of: datetime.date) -> dict[str, str]:
    """Full names of offices by the short ones, as the compiler wants them: the pack's, and this installation's own."""
    city = city_of(code)
    own = {office.name: office.full_name for office in offices_in_force(as_of) if office.full_name}
    return (city.full_names(as_of) if city else {}) | own


def known_offices(code: str, as_of: datetime.date) -> dict[str, str]:
    """Keys of offices by each name that means just one of them on a day: short, full, or an alias of the pack."""
    named: dict[str, set[str]] = {}
    offices: list[Office] = list(offices_in_force(as_of))
    for office in offices:
        for name in (office.name, office.full_name):
            named.setdefault(name, set()).add(office.key)
    city, keys = city_of(code), {office.key for office in offices}
    for listed in city.offices if city else ():
        if listed.id in keys and listed.in_force(as_of):
            for alias in listed.aliases:
                named.setdefault(alias, set()).add(listed.id)
    return {name: next(iter(found)) for name, found in named.items() if name and len(found) == 1}
