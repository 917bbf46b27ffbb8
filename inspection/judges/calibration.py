"""Calibration (校准): several people judge the same interactions blind; how alike they judge, item by item."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inspection.evaluation import Evaluation, ItemState
from inspection.intervals import Figure, Moments, mean_figure
from inspection.item_verdicts import ItemVerdict, of_person
from inspection.judges.agreement import Agreement, agreement_of
from inspection.judges.ratings import ratings_of
from inspection.judges.shares_of_cases import share_of_cases
from inspection.publication import published
from inspection.rescoring import rescored
from inspection.score_basis import ScoreBasis

WORDS = (ItemState.MET, ItemState.UNMET, ItemState.NOT_APPLICABLE)
_CODES = {state: float(code) for code, state in enumerate(WORDS)}
_CLOSE_POINTS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationCase:
    """One interaction of a session: what each person said of each item, and the agreed reference (may be empty)."""

    evaluation: Evaluation
    basis: ScoreBasis | None
    verdicts: tuple[ItemVerdict, ...]
    reference: tuple[ItemVerdict, ...] = ()

    @property
    def judges(self) -> tuple[str, ...]:
        """Who judged it, by name."""
        return tuple(sorted({v.who for v in self.verdicts}))

    def score_of(self, who: str) -> float | None:
        """The score 0-100 the form gives for one person's verdicts; None where too little was judged."""
        mine = list(of_person(self.verdicts, who).values())
        return self._score(mine)

    @property
    def reference_score(self) -> float | None:
        """The score of the agreed verdicts."""
        return self._score(list(self.reference)) if self.reference else None

    def points_of(self, who: str) -> dict[str, float]:
        """Points each item has by one person's verdicts, where it was judged met or unmet."""
        if self.basis is None:
            return {}
        mine = of_person(self.verdicts, who)
        worked = rescored(self.evaluation, self.basis, mine)
        judged = (ItemState.MET, ItemState.UNMET)
        return {i.id: i.points for i in worked.items if i.id in mine and i.state in judged}

    def _score(self, verdicts: Sequence[ItemVerdict]) -> float | None:
        if self.basis is None or not verdicts:
            return None
        return published(self.evaluation, self.basis, verdicts, ()).human_score


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAgreement:
    """One item: agreement on the state (met, unmet, not applicable), and on points where they were more than two."""

    item: str
    states: Agreement
    points: Agreement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeInSession:
    """One person: cases judged, share of verdicts as the reference, mean score less the reference's (points)."""

    who: str
    cases: int
    as_reference: Figure
    score_difference: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationReport:
    """What a closed session tells. `scores`: agreement on the whole score; `close_share`: pairs within 5 points."""

    items: tuple[ItemAgreement, ...]
    scores: Agreement
    close_share: float | None
    judges: tuple[JudgeInSession, ...]


def calibration_report(cases: Sequence[CalibrationCase], *, minimum_cases: int) -> CalibrationReport:
    """Agreement over all cases of a session, or of several sessions together."""
    names = sorted({v.item for case in cases for v in case.verdicts})
    scores = [{who: s for who in case.judges if (s := case.score_of(who)) is not None} for case in cases]
    points = [{who: case.points_of(who) for who in case.judges} for case in cases]
    table, _ = ratings_of(scores, categories=0)
    return CalibrationReport(
        items=tuple(_item(name, cases, points, minimum_cases) for name in names),
        scores=agreement_of(table, minimum_cases=minimum_cases),
        close_share=_close_share(scores),
        judges=_judges(cases, scores, minimum_cases),
    )


def unanimous(verdicts: Iterable[ItemVerdict]) -> dict[str, ItemVerdict]:
    """Items all judges (at least two) said the same of: their reference needs no talk. Others must be agreed."""
    of: dict[str, list[ItemVerdict]] = {}
    said = list(verdicts)
    for who in sorted({v.who for v in said}):
        for item, verdict in of_person(said, who).items():
            of.setdefault(item, []).append(verdict)
    return {
        item: many[0]
        for item, many in sorted(of.items())
        if len(many) >= 2 and all(v.says == many[0].says for v in many) and many[0].state is not ItemState.NEEDS_HUMAN
    }


def _item(
    item: str, cases: Sequence[CalibrationCase], points: Sequence[Mapping[str, Mapping[str, float]]], minimum: int
) -> ItemAgreement:
    states = [
        {v.who: _CODES[v.state] for who in case.judges for v in _said(case, who, item) if v.state in _CODES}
        for case in cases
    ]
    table, _ = ratings_of(states, categories=len(WORDS))
    given = [{who: of[item] for who, of in case.items() if item in of} for case in points]
    steps = {value for case in given for value in case.values()}
    valued = ratings_of(given, categories=0)[0] if len(steps) > 2 else None
    return ItemAgreement(
        item=item,
        states=agreement_of(table, minimum_cases=minimum),
        points=None if valued is None else agreement_of(valued, minimum_cases=minimum),
    )


def _said(case: CalibrationCase, who: str, item: str) -> list[ItemVerdict]:
    found = of_person(case.verdicts, who).get(item)
    return [] if found is None else [found]


def _close_share(scores: Sequence[Mapping[str, float]]) -> float | None:
    pairs = [
        abs(a - b) <= _CLOSE_POINTS
        for case in scores
        for n, a in enumerate(case.values())
        for b in list(case.values())[n + 1 :]
    ]
    return sum(pairs) / len(pairs) if pairs else None


def _judges(
    cases: Sequence[CalibrationCase], scores: Sequence[Mapping[str, float]], minimum: int
) -> tuple[JudgeInSession, ...]:
    return tuple(_judge(who, cases, scores, minimum) for who in sorted({who for case in cases for who in case.judges}))


def _judge(
    who: str, cases: Sequence[CalibrationCase], scores: Sequence[Mapping[str, float]], minimum: int
) -> JudgeInSession:
    from_reference = Moments()
    right, judged = [], []
    for case, score in zip(cases, scores, strict=True):
        reference = {v.item: v for v in case.reference}
        mine = {i: v for i, v in of_person(case.verdicts, who).items() if i in reference}
        right.append(sum(v.says == reference[item].says for item, v in mine.items()))
        judged.append(len(mine))
        agreed = case.reference_score
        if agreed is not None and who in score:
            from_reference = from_reference.plus(score[who] - agreed)
    return JudgeInSession(
        who=who,
        cases=sum(who in case.judges for case in cases),
        as_reference=share_of_cases(right, judged, minimum_cases=minimum),
        score_difference=mean_figure(from_reference, minimum, unit="points", prior_sd=10.0, limits=(-100.0, 100.0)),
    )
