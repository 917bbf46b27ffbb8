"""Full names of customers: Chinese and English readings, staff and organisations left alone."""

import re
from collections.abc import Iterator

from inspection.interaction import Role
from inspection.privacy.candidate import Candidate
from inspection.privacy.chinese_name import chinese_names, introduces_chinese
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.english_name import english_names, introduces_english

_STAFF_ROLES = (Role.AGENT, Role.BOT, Role.SYSTEM)


def find_names(view: TurnView, staff: frozenset[str]) -> Iterator[Candidate]:
    """Full names in a turn; `staff` holds names (case-folded) that stay readable."""
    found = chinese_names(view) if not view.text.isascii() else english_names(view)
    for candidate in found:
        if candidate.value.casefold() not in staff and not _is_part_of(candidate.value, staff):
            yield candidate


def introduced_staff(view: TurnView) -> Iterator[str]:
    """The names an agent, bot or system introduces itself with: they are staff for the whole conversation."""
    if view.sender in _STAFF_ROLES:
        yield from (introduces_english(view.text) if view.text.isascii() else introduces_chinese(view.text))


def _is_part_of(value: str, staff: frozenset[str]) -> bool:
    """Compare with the staff names, spaces and case apart ("Sarah Jones" and "sarahjones")."""
    wanted = re.sub(r"\s", "", value.casefold())
    return any(len(name) > 1 and wanted == re.sub(r"\s", "", name) for name in staff)
