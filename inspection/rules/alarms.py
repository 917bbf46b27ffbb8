"""Which words stir which conditions: from the words of a turn to the conditions they may make true."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inspection.errors import RuleError
from inspection.rules.phrase_book import PhraseBook, ReadText


@dataclass(slots=True)
class Alarm:
    """The words one speaker can stir conditions with: word -> wordings to ask for, wording -> conditions."""

    by_word: dict[int, tuple[int, ...]]
    always: frozenset[int]
    conditions: dict[int, frozenset[int]]
    words: frozenset[int]

    def stirred(self, book: PhraseBook, read: ReadText, waiting: set[int]) -> Iterable[int]:
        """Conditions still waiting that a turn may make true."""
        asked = self.always.union(*map(self.by_word.__getitem__, read.words & self.words))
        for wording in asked:
            conditions = self.conditions[wording]
            if waiting.isdisjoint(conditions) or book.lacks_words(wording, read):
                continue
            try:
                said = book.spans(wording, read)
            except RuleError:
                yield from conditions  # judging them will say what is wrong
            else:
                if said:
                    yield from conditions


def alarm_of(book: PhraseBook, conditions: Mapping[int, set[int]]) -> Alarm:
    """The alarm of the conditions each wording can stir."""
    by_word: dict[int, list[int]] = {}
    always: list[int] = []
    for wording in conditions:
        words = book.telling_words(wording)
        if words is None:
            always.append(wording)
        for word in words or ():
            by_word.setdefault(word, []).append(wording)
    return Alarm(
        {word: tuple(wordings) for word, wordings in by_word.items()},
        frozenset(always),
        {wording: frozenset(cells) for wording, cells in conditions.items()},
        frozenset(by_word),
    )
