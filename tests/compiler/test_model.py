"""What the compiler takes and gives: values that do not change."""

import dataclasses

import pytest

from kapok.compiler.model import Plan, Source


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (9, 1), (10, 2), (19, 2), (20, 3), (99, 3)])
def test_an_offset_stands_on_the_last_page_that_begins_before_it(offset: int, page: int) -> None:
    assert Source("甲" * 100, pages=(0, 10, 20)).page(offset) == page


def test_a_document_without_pages_has_no_page() -> None:
    assert Source("甲").page(0) is None


def test_what_stands_before_the_first_page_is_on_none() -> None:
    assert Source("甲" * 20, pages=(5, 10)).page(2) is None


def test_the_text_of_a_plan_is_that_of_its_source() -> None:
    assert Plan(Source("建成基地60家。")).text == "建成基地60家。"


def test_a_plan_does_not_change() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Plan(Source("")).title = "新"  # type: ignore[misc]
