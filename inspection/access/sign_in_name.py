"""The name somebody signs in with (登录名): one spelling for one account, and no character that hides or misleads."""

import re
import unicodedata

from inspection.errors import InputError

LONGEST_NAME = 64
_ALLOWED = re.compile(r"[^\W_]([\w.@+'’·\- ]*[\w.])?")


def sign_in_name(text: str) -> str:
    """The one spelling: NFKC, lower case, single spaces. Two spellings of a name are the same account.

    Raises InputError for an empty or too long name and for characters other than letters, digits and . _ - @ + ' ·
    """
    folded = unicodedata.normalize("NFKC", text[: 8 * LONGEST_NAME]).casefold()
    name = " ".join(unicodedata.normalize("NFKC", folded).split())
    if not name:
        raise InputError("the sign-in name is empty", "give a name")
    if len(name) > LONGEST_NAME or _ALLOWED.fullmatch(name) is None:
        raise InputError(
            "the sign-in name cannot be used",
            f"1 to {LONGEST_NAME} letters and digits; inside it also . _ - @ + ' · and single spaces",
        )
    return name


def differs_in_case_only(name: str, login: str) -> bool:
    """True when `name` is the sign-in name itself but for upper and lower case: nothing else was folded away."""
    return unicodedata.is_normalized("NFKC", name) and name.lower() == login
