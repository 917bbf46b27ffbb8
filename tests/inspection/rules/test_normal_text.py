"""Folding keeps every character's place in the original."""

from hypothesis import given
from hypothesis import strategies as st

from inspection.rules.normal_text import fold, normalise
from inspection.rules.sound_alike import fold_sound

TEXT = st.text(alphabet=st.sampled_from("您好，錄音 保證Ａｂ　1２。!？'’\n㈱ﬁ"), max_size=40)


@given(TEXT)
def test_every_folded_character_has_a_place_in_order(text: str) -> None:
    folded = normalise(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= a < b <= len(text) for a, b in zip(folded.starts, folded.ends, strict=True))


@given(TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXT)
def test_folding_by_sound_keeps_the_length(text: str) -> None:
    assert len(fold_sound(fold(text))) == len(fold(text))


def test_a_span_maps_back_to_the_original_words() -> None:
    original = "您 好，這裡 是ＡＢＣ"
    folded = normalise(original)
    start = folded.text.index("这里")
    first, last = folded.original_span(start, start + 2)
    assert original[first:last] == "這裡"


def test_spaces_between_words_of_latin_script_stay() -> None:
    assert fold("Hello   World  您 好") == "hello world您好"
