"""What counts as a fallen score."""

import pytest

from tools.scores import Figures, fallen

ACCEPTED: dict[str, Figures] = {"together": {"clauses": 0.98, "targets": 0.93, "lines_whole": None}}


@pytest.mark.parametrize(
    ("targets", "lines"),
    [
        (0.93, []),
        (0.99, []),
        (0.9296, []),
        (0.929, ["together: targets 0.9290 < 0.9300"]),
        (None, ["together: targets None < 0.9300"]),
    ],
)
def test_a_total_falls_when_it_is_lower_by_more_than_rounding(targets: float | None, lines: list[str]) -> None:
    assert fallen({"together": {"clauses": 0.98, "targets": targets, "lines_whole": 0.5}}, ACCEPTED) == lines


def test_a_total_that_is_no_longer_measured_has_fallen() -> None:
    assert fallen({}, ACCEPTED) == ["together: clauses None < 0.9800", "together: targets None < 0.9300"]


def test_nothing_falls_below_what_was_never_accepted() -> None:
    assert fallen({"together": {"clauses": 0.1}}, {}) == []
