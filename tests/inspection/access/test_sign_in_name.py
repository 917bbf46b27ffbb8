"""One spelling for one account; nothing that hides, misleads or breaks a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.access.sign_in_name import LONGEST_NAME, differs_in_case_only, sign_in_name
from inspection.errors import InputError


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Zhao", "zhao"), ("  王小明 ", "王小明"), ("ＡＢ１２", "ab12"), ("Li  Lei", "li lei"), ("o'brien", "o'brien"),
     ("a.b_c-d@qa.example", "a.b_c-d@qa.example"), ("8001", "8001"),
     ("阿依古丽·买买提", "阿依古丽·买买提"), ("Ｚhao", "zhao")],
)  # fmt: skip
def test_spellings_of_a_name_are_one(typed: str, name: str) -> None:
    assert sign_in_name(typed) == name


@pytest.mark.parametrize(
    "hostile",
    ["", "   ", "-rf", "../x", "a/b", "a\\b", "<script>", "x' OR '1'='1", "a;b", "zh\u202eao", "zh\u200bao", "a\x00b",
     "\ufeff", "*", "%", "?x", "_x", "a" * (LONGEST_NAME + 1), "x" * 100_000, "a-", "é\u0301\u0301x", "=1+1", "@x"],
)  # fmt: skip
def test_hostile_names_are_refused(hostile: str) -> None:
    with pytest.raises(InputError):
        sign_in_name(hostile)


@given(st.text(max_size=80))
def test_the_one_spelling_is_its_own(text: str) -> None:
    try:
        name = sign_in_name(text)
    except InputError:
        return
    assert sign_in_name(name) == name
    assert sign_in_name(name.upper()) == sign_in_name(name.upper().lower())
    assert name.isprintable()
    assert 1 <= len(name) <= LONGEST_NAME


@pytest.mark.parametrize("name", ["zhao", "ZHAO", "Zhao"])
def test_case_alone_makes_no_other_name(name: str) -> None:
    assert differs_in_case_only(name, "zhao")


@pytest.mark.parametrize(
    ("name", "login"),
    [
        ("weiß", "weiss"),
        ("ｚｈａｏ", "zhao"),
        ("\u212ali", "kli"),
        (" zhao", "zhao"),
        ("zhao li", "zhao"),
        ("", "zhao"),
    ],
)
def test_another_name_that_is_folded_to_the_same_is_another(name: str, login: str) -> None:
    assert not differs_in_case_only(name, login)
