"""The reason of an item in words (判定理由): the machine's sentence as it is, the code a person gave as its name."""

from console.review_desk import review_policy
from console.words import Words


def reason_in_words(reason: str, w: Words) -> str:
    """What stands beside an item; a code nobody knows stays as it is."""
    zh = w.language.startswith("zh")
    given = next((code for code in review_policy().reason_codes if code.code == reason), None)
    return w.of("verdict_reason", reason) if given is None else given.zh if zh else given.en
