from hypothesis import given
from hypothesis import strategies as st

from kapok.compiler import matching
from kapok.compiler.matching import Matcher, likeness, pairs

PHRASES = st.lists(st.text("科技合作基地企业人才", max_size=6), max_size=8)


def matched(old: list[str], new: list[str]) -> Matcher[str]:
    matcher = Matcher(old, new)
    matcher.by_key(lambda phrase: phrase or None)
    matcher.by_likeness(str, lambda a, b: 0.1 * (len(a) == len(b)), 0.5)
    return matcher


def test_the_same_phrase_is_wholly_alike() -> None:
    assert likeness(pairs("科技合作基地"), pairs("科技合作基地")) == 1


def test_phrases_without_a_common_pair_are_not_alike() -> None:
    assert likeness(pairs("科技"), pairs("人才")) == 0


def test_one_character_is_compared_as_it_is() -> None:
    assert likeness(pairs("家"), pairs("家")) == 1


def test_nothing_is_like_nothing() -> None:
    assert likeness(pairs(""), pairs("")) == 0


def test_a_repeated_pair_counts_as_often_as_both_have_it() -> None:
    assert likeness(pairs("哈哈哈"), pairs("哈哈")) == 2 / 3


def test_equal_keys_are_paired_in_order_of_reading() -> None:
    matcher = Matcher(["基地甲", "基地乙"], ["基地丙", "基地丁", "基地戊"])
    matcher.by_key(lambda phrase: phrase[:2])
    assert matcher.matched() == [("基地甲", "基地丙"), ("基地乙", "基地丁")]
    assert matcher.added() == ["基地戊"]


def test_an_item_without_a_key_is_left_for_later_rounds() -> None:
    matcher = Matcher(["a", "b"], ["a", "b"])
    matcher.by_key(lambda phrase: phrase if phrase == "a" else None)
    assert (matcher.matched(), matcher.dropped(), matcher.added()) == ([("a", "a")], ["b"], ["b"])


def test_the_most_alike_are_paired_first() -> None:
    matcher = Matcher(["国际合作基地"], ["国内合作基地", "国际合作基地数"])
    matcher.by_likeness(str, lambda a, b: 0, 0.5)
    assert matcher.matched() == [("国际合作基地", "国际合作基地数")]


def test_a_bonus_below_zero_forbids_a_pair() -> None:
    matcher = Matcher(["合作基地"], ["合作基地"])
    matcher.by_likeness(str, lambda a, b: -1, 0.5)
    assert matcher.matched() == []


@given(PHRASES, PHRASES)
def test_swapping_old_and_new_gives_the_same_pairs(old: list[str], new: list[str]) -> None:
    there, back = matched(old, new).partner, matched(new, old).partner
    assert there == {i: j for j, i in back.items()}


@given(PHRASES)
def test_a_list_is_paired_with_itself_in_place(phrases: list[str]) -> None:
    phrases = [phrase for phrase in phrases if phrase]
    matcher = matched(phrases, phrases)
    assert matcher.partner == {at: at for at in range(len(phrases))}


def test_comparisons_grow_with_the_items_and_not_with_their_square() -> None:
    counts = [comparisons(n) for n in (300, 3000)]
    assert counts[1] <= counts[0] * 12


def comparisons(count: int) -> int:
    """How many pairs are scored for so many phrases that all share 合作基地 and no two of which are the same."""
    phrases = [f"{chr(0x4E00 + at % 97)}{chr(0x5E00 + at // 97)}合作基地" for at in range(count)]
    old = {at: pairs(phrase) for at, phrase in enumerate(phrases)}
    new = {at: pairs(f"{phrase}数") for at, phrase in enumerate(phrases)}
    return len(list(matching._candidates(old, new)))
