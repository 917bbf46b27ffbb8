"""One interaction as stage 1 sees it: its parts, its windows, and where each window points."""

from collections.abc import Sequence

import numpy as np

from inspection.meaning_candidates import Candidate, Cohort, Sought, nearness, script_of, sought, window_vector
from inspection.meaning_windows import Part, Window, parts_of, text_of, windows_of
from inspection.sentiment import TurnText
from models.meaning.readable_text import readable
from models.meaning.turn_vectors import TurnVectors


class Seeker:
    """What stage 1 needs: vectors, the frozen cohort, and every required phrase made ready once."""

    def __init__(self, vectors: TurnVectors, cohort: Cohort) -> None:
        """Phrases stay for the life of the process: a rulebook has some hundred at most."""
        self.vectors, self._cohort = vectors, cohort
        self._sought: dict[str, Sought] = {}

    def sought(self, phrases: Sequence[str]) -> list[Sought]:
        """Phrases made ready, in order."""
        new = [phrase for phrase in dict.fromkeys(phrases) if phrase not in self._sought]
        for phrase, (vector, _) in zip(new, self.vectors.of([readable(p) for p in new]), strict=True):
            self._sought[phrase] = sought(phrase, vector, self._cohort)
        return [self._sought[phrase] for phrase in phrases]

    def look(self, conversations: Sequence[Sequence[TurnText]]) -> list["LookedAt"]:
        """Every conversation made ready; all their parts are encoded together."""
        parts = [parts_of(turns) for turns in conversations]
        texts = [readable(part.text) for some in parts for part in some]
        read = iter(self.vectors.of(texts))
        encoded = [[next(read) for _ in some] for some in parts]
        return [
            LookedAt(some, windows_of(some, turns), vectors, self._cohort)
            for some, turns, vectors in zip(parts, conversations, encoded, strict=True)
        ]


class LookedAt:
    """Windows of one conversation, each with its direction, shape (windows, width)."""

    def __init__(
        self, parts: Sequence[Part], windows: Sequence[Window], read: Sequence[tuple[np.ndarray, int]], cohort: Cohort
    ) -> None:
        """`read` holds (vector, pieces) of every part."""
        vectors, pieces = [vector for vector, _ in read], [count for _, count in read]
        self._parts, self._windows = parts, windows
        self._scripts = [script_of(text_of(window, parts)) for window in windows]
        self._directions = np.array(
            [
                cohort.direction(window_vector(window, vectors, pieces), script)
                for window, script in zip(windows, self._scripts, strict=True)
            ],
            np.float32,
        )

    def text(self, window: Window) -> str:
        """What was said in a window."""
        return text_of(window, self._parts)

    def near(self, one: Sought) -> list[Candidate]:
        """Every window with its nearness, in order; nothing where nobody said a word."""
        if not self._windows:
            return []
        near = nearness(one, self._directions, self._scripts)
        return [Candidate(window, *pair) for window, pair in zip(self._windows, near, strict=True)]

    def near_in_its_script(self, one: Sought) -> list[Candidate]:
        """The same of the windows in the script of the phrase: across scripts the pair model is not to be trusted."""
        script = script_of(one.phrase)
        return [c for c, own in zip(self.near(one), self._scripts, strict=False) if own == script]

    def nearest_part(self, near: Sequence[Candidate], window: Window) -> Part:
        """The part of a window that comes nearest by itself: where a person should look."""
        inside = [c for c in near if c.window.first == c.window.last and c.window.overlaps(window)]
        best = max(inside, key=lambda c: (c.cosine, -c.window.first), default=None)
        return self._parts[(best.window if best else window).first]
