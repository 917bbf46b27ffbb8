"""Full names of customers: Chinese and English readings, staff and organisations left alone."""

import re
from collections.abc import Iterator
from dataclasses import replace

from inspection.interaction import Role
from inspection.privacy.candidate import Candidate
from inspection.privacy.chinese_name import chinese_names, introduces_chinese
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.english_name import english_names, introduces_english

_HAN = re.compile("[\u3400-\u9fff]")
_LATIN_PHRASE = re.compile(r"[^\W\d_\u3400-\u9fff]{2}|[A-Za-z] [A-Za-z]")
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc"), "'")
_STAFF_ROLES = (Role.AGENT, Role.BOT, Role.SYSTEM)


def find_names(view: TurnView, staff: frozenset[str]) -> Iterator[Candidate]:
    """Full names in a turn; `staff` holds names (case-folded) that stay readable."""
    for candidate in _read(view):
        if candidate.value.casefold() not in staff and not _is_part_of(candidate.value, staff):
            yield candidate


def introduced_staff(view: TurnView) -> Iterator[str]:
    """The names an agent, bot or system introduces itself with: they are staff for the whole conversation."""
    if view.sender in _STAFF_ROLES:
        if _HAN.search(view.text):
            yield from introduces_chinese(view.text)
        if _LATIN_PHRASE.search(view.text):
            yield from introduces_english(_plain(view.text))


def _read(view: TurnView) -> Iterator[Candidate]:
    """Each script by its own reading; a turn in both languages by both."""
    if _HAN.search(view.text):
        yield from chinese_names(view)
    if _LATIN_PHRASE.search(view.text):
        yield from english_names(replace(view, text=_plain(view.text), previous=_plain(view.previous)))


def _plain(text: str) -> str:
    """Typographic apostrophes as typed ones, character for character."""
    return text.translate(_APOSTROPHES)


def _is_part_of(value: str, staff: frozenset[str]) -> bool:
    """Compare with the staff names, spaces and case apart ("Sarah Jones" and "sarahjones")."""
    wanted = re.sub(r"\s", "", value.casefold())
    return any(len(name) > 1 and wanted == re.sub(r"\s", "", name) for name in staff)
