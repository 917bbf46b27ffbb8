"""Hot words (热词): names a centre says every day, put right where the recogniser wrote something that sounds the same.

They never enter the recogniser, which is known to say such words into silence: only what was heard can be put right,
only where its doubt allows it, and the doubt stays: a word that was put right is no surer than before.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from inspection.errors import SettingsError
from inspection.hearing import Utterance
from inspection.interaction import Word
from inspection.rules.normal_text import is_chinese
from inspection.rules.sound_alike import fold_sound

LEAST_CHARACTERS = 3
"""Two characters sound like too many other words."""
SURE, DOUBTED = 0.9, 0.6
"""Words heard with more confidence are left alone; a syllable may differ only where the confidence is under DOUBTED."""
CHARACTERS_PER_DIFFERENCE = 4


@dataclass(frozen=True, slots=True)
class HotWords:
    """Names said everywhere, and those of some queues."""

    everywhere: tuple[str, ...] = ()
    queues: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Refuse what would do harm: names that are too short, or not Chinese."""
        for word in (*self.everywhere, *(w for some in self.queues.values() for w in some)):
            if len(word) < LEAST_CHARACTERS or not all(map(is_chinese, word)):
                raise SettingsError(
                    f"'{word}' cannot be a hot word",
                    f"give {LEAST_CHARACTERS} or more Chinese characters",
                    where="hot words",
                )

    def of(self, queue: str | None) -> tuple[str, ...]:
        """What may be said in a queue, the longest first."""
        own = self.queues.get(queue, ()) if queue is not None else ()
        return tuple(sorted({*self.everywhere, *own}, key=lambda word: (-len(word), word)))


def hot_words_id(words: Sequence[str]) -> str:
    """A name for the list, for the model ids of an evaluation."""
    return f"hot-words@{hashlib.sha256('|'.join(words).encode()).hexdigest()[:12]}"


def put_right(utterance: Utterance, hot_words: Sequence[str]) -> Utterance:
    """The utterance with hot words in the place of what sounds like them; times and confidences stay.

    Where an utterance has no words, its own confidence stands for theirs.
    """
    letters = list(utterance.text)
    confidences = _confidences(utterance)
    taken = [False] * len(letters)
    for word in hot_words:
        for at in _places(word, utterance.text, confidences):
            if not any(taken[at : at + len(word)]):
                letters[at : at + len(word)] = word
                taken[at : at + len(word)] = [True] * len(word)
    text = "".join(letters)
    return utterance if text == utterance.text else replace(utterance, text=text, words=_rewritten(utterance, text))


def _places(word: str, text: str, confidences: Sequence[float]) -> list[int]:
    """Where the text sounds like the word, is not it, and was heard with doubt."""
    wanted, said = fold_sound(word), fold_sound(text)
    found = []
    for at in range(len(text) - len(word) + 1):
        here = range(at, at + len(word))
        other = [i for i in here if text[i] != word[i - at]]
        differing = [i for i in here if said[i] != wanted[i - at]]
        if (
            other
            and all(is_chinese(text[i]) for i in here)
            and len(differing) <= len(word) // CHARACTERS_PER_DIFFERENCE
            and all(confidences[i] < SURE for i in other)
            and all(confidences[i] < DOUBTED for i in differing)
        ):
            found.append(at)
    return found


def _confidences(utterance: Utterance) -> list[float]:
    """The confidence under every character of the text."""
    of_characters = iter([word.confidence for word in utterance.words for _ in word.text])
    return [
        utterance.confidence if char.isspace() else next(of_characters, utterance.confidence) for char in utterance.text
    ]


def _rewritten(utterance: Utterance, text: str) -> tuple[Word, ...]:
    letters = iter([char for char in text if not char.isspace()])
    return tuple(replace(word, text="".join(next(letters, "") for _ in word.text)) for word in utterance.words)
