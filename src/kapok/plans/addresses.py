"""Addresses that last: of each clause, target, duty and whatever else a plan's text holds."""

from django.urls import reverse


def plan_address(slug: str) -> str:
    """The page of a plan."""
    return reverse("plans:plan", args=[slug])


def item_address(slug: str, key: str) -> str:
    """Where an item stands for good. ``at`` tells the server which part of a long plan to show, script or none;
    the fragment tells the browser where in it."""
    return on_page(plan_address(slug), key)


def on_page(address: str, key: str) -> str:
    """The same, for many items of one plan whose page's address is known."""
    return f"{address}?at={key}#{key}"


def year_address(slug: str, year: int) -> str:
    """The board of a plan, with what is due in a year."""
    return f"{reverse('plans:board', args=[slug])}?year={year}"


def row_address(slug: str, key: str) -> str:
    """The row of a plan's ladder in which a target stands."""
    return f"{plan_address(slug)}?at={key}#row-{key}"
