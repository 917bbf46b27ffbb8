"""Does what somebody said mean what a rule requires (`UnderstandsMeaning`): vectors find candidates, pairs decide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspection.interaction import Role
from inspection.meaning import Meant, Verdict
from inspection.meaning_candidates import Candidate, best_apart
from inspection.meaning_comparison import compared
from inspection.meaning_reason import Reason, reason_of
from inspection.meaning_verdict import Fusion, features_of
from inspection.meaning_windows import Part, has_words
from inspection.sentiment import TurnText
from models.meaning.looked_at import Seeker
from models.meaning.pair_model import Pair, PairModel
from models.meaning.readable_text import readable
from models.reading.remembered import Remembered

NAME_AND_VERSION = "mingjian-meaning-1"
_DECIMALS = 6
_ANY_Z = float("-inf")


@dataclass(frozen=True, slots=True)
class Search:
    """How far stage 1 looks: at most `most` windows per phrase and interaction, each with at least this z."""

    most: int
    z_from: float


@dataclass(frozen=True, slots=True)
class Decided:
    """One pair, decided: score 0-1, verdict, and why."""

    score: float
    verdict: Verdict
    reason: Reason


NOTHING_SAID = Decided(0.0, "no", Reason("没有可比较的文字", "there are no words to compare"))


class Understanding:
    """The meaning model, opened once per process. Texts and pairs are read once in a run; that changes no answer."""

    def __init__(self, seeker: Seeker, pairs: PairModel, fusion: Fusion, search: Search, checksum: str) -> None:
        """Everything comes from the shipped files (opening.py); `checksum` stands for all of them."""
        self.seeker, self.fusion = seeker, fusion
        self._pairs, self._search, self._checksum = pairs, search, checksum
        self._logits: Remembered[Pair, float] = Remembered()

    @property
    def model_id(self) -> str:
        """Name, and twelve characters that stand for weights, cohort, weighing and thresholds."""
        return f"{NAME_AND_VERSION}@{self._checksum}"

    def search(self, required: Sequence[str], turns: Sequence[TurnText]) -> list[Meant]:
        """Where each required phrase may have been said, in the order of the phrases and then of the turns."""
        phrases = list(dict.fromkeys(required))
        (looked,) = self.seeker.look([turns])
        found: list[tuple[str, Part]] = []
        asked: list[tuple[str, str, Candidate]] = []
        for phrase, one in zip(phrases, self.seeker.sought(phrases), strict=True):
            near = looked.near_in_its_script(one)
            for candidate in best_apart(near, self._search.most, self._search.z_from):
                found.append((phrase, looked.nearest_part(near, candidate.window)))
                asked.append((phrase, looked.text(candidate.window), candidate))
        places: dict[str, list[Meant]] = {phrase: [] for phrase in phrases}
        for (phrase, part), decided in zip(found, self.decide(asked), strict=True):
            places[phrase].append(_place(phrase, part, decided))
        return [place for some in places.values() for place in _told(some)]

    def compare(self, pairs: Sequence[tuple[str, str]]) -> list[Decided]:
        """Decide pairs of (required, said), in order; of a long text the most telling window counts."""
        looked = self.seeker.look([[TurnText(said, Role.AGENT)] for _, said in pairs])
        sought = self.seeker.sought([required for required, _ in pairs])
        asked: list[tuple[str, str, Candidate]] = []
        owners: list[int] = []
        for at, ((required, _), here, one) in enumerate(zip(pairs, looked, sought, strict=True)):
            near = best_apart(here.near(one), self._search.most, _ANY_Z) if has_words(required) else []
            asked += [(required, here.text(c.window), c) for c in near]
            owners += [at] * len(near)
        best = [NOTHING_SAID] * len(pairs)
        for at, decided in zip(owners, self.decide(asked), strict=True):
            best[at] = decided if best[at] is NOTHING_SAID or decided.score > best[at].score else best[at]
        return best

    def decide(self, asked: Sequence[tuple[str, str, Candidate]]) -> list[Decided]:
        """Score, verdict and reason of each (phrase, text, candidate)."""
        logits = self.logits([(phrase, text) for phrase, text, _ in asked])
        return [self._decided(*one, logit) for one, logit in zip(asked, logits, strict=True)]

    def logits(self, pairs: Sequence[Pair]) -> list[float]:
        """The pair model's logit of each (required, said)."""
        return self._logits.answers([(readable(a), readable(b)) for a, b in pairs], self._pairs.logits)

    def _decided(self, phrase: str, text: str, near: Candidate, logit: float) -> Decided:
        comparison = compared(phrase, text)
        score = round(self.fusion.score(features_of(logit, near.z, near.cosine, comparison)), _DECIMALS)
        verdict = self.fusion.verdict(score)
        return Decided(score, verdict, reason_of(verdict, near.z, comparison))


def _place(phrase: str, part: Part, decided: Decided) -> Meant:
    return Meant(
        required=phrase,
        turn=part.turn,
        start_char=part.start,
        end_char=part.end,
        score=decided.score,
        verdict=decided.verdict,
        reason=decided.reason.zh,
        reason_en=decided.reason.en,
    )


def _told(places: Sequence[Meant]) -> Iterator[Meant]:
    """Every yes and ask in the order of the conversation; without one the nearest no."""
    decided = [place for place in places if place.verdict != "no"]
    nearest = sorted(places, key=lambda place: -place.score)[:1]
    yield from sorted(decided or nearest, key=lambda place: (place.turn, place.start_char))
