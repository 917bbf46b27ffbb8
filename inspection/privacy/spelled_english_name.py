"""English names spelled letter by letter: the letters of a name found in the turn, or of a word said just before."""

import re
from collections.abc import Iterable, Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate
from inspection.privacy.conversation_view import ConversationView, TurnView
from inspection.privacy.english_name_cues import LETTERS
from inspection.privacy.plain_words import PLAIN_WORDS

SHORTEST_SPELLED, SPELLED_REACH = 4, 40
"""Letters of a name that is spelled, and characters from the name to its spelling."""
TURNS_BEHIND = 4
"""Turns behind a name in which its letters may come: after "how do you spell that"."""


def spelled_in_turn(view: TurnView, names: Iterable[str]) -> Iterator[Candidate]:
    """The letters of a name of this turn, or of a word just said that is no word: "Siobhan, S I O B H A N"."""
    wanted = _words_of(names)
    for span, letters in _spelled(view.text):
        if letters in wanted or _is_word_before(letters, view.text[: span[0]]):
            yield _claim(view, span)


def find_spelled_names(view: ConversationView, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The letters of a name that was found some turns before."""
    for claim in found:
        if claim.kind is not EntityKind.NAME or not claim.value.isascii():
            continue
        wanted, turn = _words_of([claim.value]), claim.pieces[0][0]
        for later in view.turns[turn + 1 : turn + 1 + TURNS_BEHIND]:
            for span, letters in _spelled(later.text):
                if letters in wanted and len(letters) >= SHORTEST_SPELLED:
                    yield _claim(later, span)


def _spelled(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    for found in LETTERS.finditer(text):
        yield found.span(), re.sub(r"[\s,.-]", "", found.group()).casefold()


def _words_of(names: Iterable[str]) -> frozenset[str]:
    """Each word of a name, and its words from one of them on."""
    words = [re.sub(r"['-]", "", name).casefold().split() for name in names]
    return frozenset("".join(parts[i:]) for parts in words for i in range(len(parts))) | {w for ws in words for w in ws}


def _is_word_before(letters: str, before: str) -> bool:
    if len(letters) < SHORTEST_SPELLED or letters in PLAIN_WORDS:
        return False
    return letters in re.sub(r"['-]", "", before[-SPELLED_REACH:]).casefold().replace(",", " ").split()


def _claim(view: TurnView, span: tuple[int, int]) -> Candidate:
    value = " ".join(view.text[slice(*span)].split())
    return Candidate(((view.position, *span),), EntityKind.NAME, value, "letters of a name", 0.7)
