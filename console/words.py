"""Every word of the pages in both languages (page_words/ joined), and how a page looks words up."""

from collections.abc import Mapping
from dataclasses import dataclass

from console.page_words import (
    administration,
    appeals,
    bench,
    briefing,
    calibration,
    coaching,
    dashboards,
    fairness,
    frame,
    home,
    interaction,
    ledger,
    morning,
    operations,
    problems,
    publication,
    reviews,
    rule_decisions,
    rules,
    scorecards,
    signing_in,
    tokens,
    trust,
)
from console.value_words import VALUE_WORDS

LANGUAGES = ("zh-CN", "en")

AREAS = (
    frame,
    morning,
    ledger,
    interaction,
    bench,
    scorecards,
    coaching,
    appeals,
    briefing,
    calibration,
    home,
    signing_in,
    problems,
    reviews,
    operations,
    rules,
    rule_decisions,
    administration,
    dashboards,
    fairness,
    tokens,
    trust,
    publication,
)
PAGE_WORDS: Mapping[str, tuple[str, str]] = {key: pair for area in AREAS for key, pair in area.WORDS.items()}


@dataclass(frozen=True, slots=True)
class Words:
    """Every word in one language: `w.ledger` in a template, `w.of("ending", "scored")` for a stored value."""

    language: str
    page_words: Mapping[str, str]
    value_words: Mapping[tuple[str, str], str]

    def __getitem__(self, key: str) -> str:
        """A word of the pages; KeyError when the table lacks it."""
        return self.page_words[key]

    def of(self, kind: str, value: str | None) -> str:
        """The name of a stored value; the value itself when it has none (a centre's own item), a dash for None."""
        return "–" if value is None else self.value_words.get((kind, value), value)


def words_in_every_language(given: Mapping[tuple[str, str], tuple[str, str]]) -> dict[str, Words]:
    """Language -> words; `given` are the names that the rules bring, (kind, value) -> (Chinese, English)."""
    values = {**VALUE_WORDS, **given}
    return {
        language: Words(
            language,
            {key: pair[at] for key, pair in PAGE_WORDS.items()},
            {key: pair[at] for key, pair in values.items()},
        )
        for at, language in enumerate(LANGUAGES)
    }
