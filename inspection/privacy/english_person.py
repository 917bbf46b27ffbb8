"""Whether words can be a person's full name: capitals, common first names, and the words that speak against."""

import re
from functools import lru_cache

from inspection.privacy.english_name_cues import WORD, Need
from inspection.privacy.first_names import FIRST_NAMES
from inspection.privacy.not_people import ALSO_COMMON, MOSTLY_NAMES, ORGANISATION, PUBLIC_NAMES, STOP, THINGS
from inspection.privacy.plain_words import PLAIN_WORDS

PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "la",
        "le",
        "du",
        "di",
        "da",
        "dos",
        "del",
        "el",
        "al",
        "bin",
        "bint",
        "ibn",
        "ben",
        "ter",
        "ten",
        "ap",
    ]
)
"""Small words inside a surname: Beatrix van der Merwe."""

_TITLE_CASE = re.compile(
    r"(?<=[a-z,] )(?:Is|Are|It|My|The|To|For|Of|And|At|You|Your|Not|Was|In|On|This|That|Have|Has|Am|Be|Do|Did)\b"
)
_CONTRACTED = ("'s", "'d", "'ll", "'ve", "'re", "'m", "n't")
_NOUN_ENDING = ("tion", "sion", "ment", "ness", "ity", "able", "ible")


@lru_cache(maxsize=64)
def is_cased(text: str) -> bool:
    """Capitals tell something only in a text that has both; "I", shouting and Titles Of This Kind do not count."""
    plain = re.sub(r"\bI\b|\bI'", "", text)
    both = any(char.isupper() for char in plain) and any(char.islower() for char in plain)
    return both and not _TITLE_CASE.search(text)


def is_person(words: list[str], phrase: str, need: Need, *, cased: bool) -> bool:
    """A common first name speaks for a person; product, place and company words speak against one."""
    first, *later = (word.strip(".,'").casefold() for word in words)
    plain_word = first in ALSO_COMMON and (not THINGS.isdisjoint(later) or not (cased or first in MOSTLY_NAMES))
    initial = cased and len(first) == 1 and THINGS.isdisjoint(later) and PLAIN_WORDS.isdisjoint(later)
    known = (first in FIRST_NAMES and not plain_word) or initial
    behind = phrase.split()[len(words) :][:1]
    if " ".join((first, later[0])) in PUBLIC_NAMES or later[-1] in ORGANISATION or later[-1].endswith(_NOUN_ENDING):
        return False
    if behind and behind[0][:1].isupper() and behind[0].strip(".,").casefold() in ORGANISATION:
        return False
    if not known and need is not Need.NOTHING:
        if PLAIN_WORDS.isdisjoint((first, *later)) and (cased or need is Need.CAPITALS):
            return not first.endswith(("ly", "ing", "ed")) and min(len(first), len(later[-1])) > 1
        return cased and need is Need.CAPITALS and not first.endswith("ly") and THINGS.isdisjoint((first, *later))
    return known or not first.endswith("ly") or need is Need.NOTHING


def name_words(phrase: str, *, capitals: bool) -> list[str]:
    """The leading words that can be a name (T. J. Bell): at most three, capitalised when asked, none a common word."""
    words: list[str] = []
    parts = phrase.split()
    for place, word in enumerate(parts):
        plain = word.strip(".,'").casefold()
        stop = plain in STOP and not (place == 0 and _is_also_a_name(parts))
        if words and plain in PARTICLES and any(part[:1].isupper() or not capitals for part in parts[place + 1 :]):
            words.append(word)
            continue
        unfit = stop or plain in ORGANISATION or plain.endswith(_CONTRACTED) or (capitals and not word[:1].isupper())
        if unfit or len(words) == (3 if capitals or len(parts) == 3 else 2) + len(PARTICLES.intersection(words)):
            break
        words.append(word.rstrip("."))
        if word.endswith(".") and len(plain) > 2:
            break
    initial = len(words) > 1 and capitals and words[0][:1].isupper() and len(words[-1]) > 2
    return words if words and (len(words[0]) > 1 or initial) and len(words[-1]) > 1 else []


def _is_also_a_name(parts: list[str]) -> bool:
    """April, May, Will: a first name where a capitalised word that is no common word follows."""
    first, *rest = parts
    return (
        first.casefold() in FIRST_NAMES
        and first[:1].isupper()
        and bool(rest)
        and (rest[0][:1].isupper() and rest[0].strip(".,'").casefold() not in STOP | THINGS)
    )


def length_of(phrase: str, words: int) -> int:
    """Characters of the first `words` words of a phrase, without a full stop at the end."""
    found = re.match(rf"(?:{WORD}\s+){{{words - 1}}}{WORD}", phrase)
    return len(found.group().rstrip(".")) if found else len(phrase)
