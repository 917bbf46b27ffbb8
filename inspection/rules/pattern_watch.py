"""No pattern may hang the night: a time limit for one search, a budget for one interaction, an end to hopeless ones.

A search that runs out of time is a RuleError (`pattern_timeout`): the item that asked becomes *needs a human*, nothing
else suffers. A pattern that ran out of time TIMEOUTS_UNTIL_SET_ASIDE times is not tried again while this rulebook is
loaded (`pattern_set_aside`). When the slow searches of one interaction have used its budget, the rest of it gets
little time each.
"""

import logging
from collections import Counter
from time import perf_counter

import regex

from inspection.errors import RuleError

PATTERN_TIMEOUT_S = 0.5
HURRIED_TIMEOUT_S = 0.02
INTERACTION_BUDGET_S = 3.0
SLOW_SEARCH_S = 0.005
"""Only searches slower than this count against the budget: a long interaction is no reason to hurry."""
TIMEOUTS_UNTIL_SET_ASIDE = 3
SHOWN_CHARACTERS = 60
ADVICE = "remove nested repetition such as (a+)+ from it"

Span = tuple[int, int]
logger = logging.getLogger("mingjian.rules")


class PatternWatch:
    """Runs searches within their limits and remembers which patterns are hopeless."""

    def __init__(self) -> None:
        self._timeouts: Counter[str] = Counter()
        self._spent_s = 0.0
        self._interaction: object = None

    def begin(self, interaction: object) -> None:
        """A fresh budget, unless this very object is already being judged (a second segment of it)."""
        if interaction is not self._interaction:
            self._interaction, self._spent_s = interaction, 0.0

    @property
    def is_hurried(self) -> bool:
        """The budget of this interaction is used up."""
        return self._spent_s >= INTERACTION_BUDGET_S

    def is_set_aside(self, pattern: str) -> bool:
        """Tried often enough."""
        return self._timeouts[pattern] >= TIMEOUTS_UNTIL_SET_ASIDE

    def spans(self, expression: "regex.Pattern[str]", text: str) -> tuple[Span, ...]:
        """Spans of all matches that are not empty; RuleError when it takes too long."""
        if self._timeouts and self.is_set_aside(expression.pattern):
            raise _set_aside(expression.pattern)
        hurried = self.is_hurried
        timeout_s = HURRIED_TIMEOUT_S if hurried else PATTERN_TIMEOUT_S
        began = perf_counter()
        try:
            found = tuple([h.span() for h in expression.finditer(text, timeout=timeout_s) if h.end() > h.start()])
        except TimeoutError:
            raise self._too_slow(expression.pattern, timeout_s, hurried=hurried) from None
        finally:
            took_s = perf_counter() - began
            if took_s > SLOW_SEARCH_S:
                self._spent_s += took_s
        return found

    def _too_slow(self, pattern: str, timeout_s: float, *, hurried: bool) -> RuleError:
        if not hurried:  # a hurried search says little about the pattern
            self._timeouts[pattern] += 1
            if self.is_set_aside(pattern):
                logger.warning("pattern %r is set aside for this run: it ran out of time too often", _shown(pattern))
        after = ", as the time for this interaction is used up" if hurried else ""
        reason = f"the pattern {_shown(pattern)!r} took longer than {timeout_s} s on one turn{after}"
        return RuleError(reason, ADVICE, code="pattern_timeout")


def _set_aside(pattern: str) -> RuleError:
    reason = f"the pattern {_shown(pattern)!r} ran out of time {TIMEOUTS_UNTIL_SET_ASIDE} times and is set aside"
    return RuleError(reason, ADVICE, code="pattern_set_aside")


def _shown(pattern: str) -> str:
    return pattern if len(pattern) <= SHOWN_CHARACTERS else pattern[: SHOWN_CHARACTERS - 1] + "…"
