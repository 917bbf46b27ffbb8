"""A calibration session on the terminal: progress while it is blind, agreement and people once it is closed."""

import json
import sys
from collections.abc import Mapping, Sequence

from cli.judge_desk import alike, difference, shown
from cli.review_desk import cells, show, table_of
from cli.rule_workspace import shown as moment
from inspection.intervals import Figure
from inspection.item_verdicts import ItemVerdict
from inspection.judges.calibration import CalibrationReport, ItemAgreement
from records.judges.sessions import Session


def print_sessions(found: Sequence[Session], words: Mapping[str, str]) -> None:
    """One row per session."""
    if not found:
        print(words["none"])
        return
    table = table_of(words["sessions"], ("session", "title", "state", "opened", "people", "cases"), words)
    for one in found:
        state, people = words[one.state.value], ", ".join(one.people)
        table.add_row(*cells(one.session_id, one.title, state, moment(one.opened_at), people, len(one.cases)))
    show(table)


def print_progress(
    session: Session, said: Mapping[str, Sequence[ItemVerdict]], words: Mapping[str, str], *, as_json: bool
) -> None:
    """Who has submitted which case: that and no more is told while people judge."""
    done = {who: [session.number(one) for one in session.cases if _judged(said, one, who)] for who in session.people}
    if as_json:
        row = {"session": session.session_id, "state": session.state.value, "judged": done}
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    print(words["still_blind"])
    table = table_of(session.title, ("who", "progress"), words)
    for who, cases in done.items():
        table.add_row(*cells(who, f"{len(cases)}/{len(session.cases)}"))
    show(table)


def print_report(report: CalibrationReport, good_from: float, words: Mapping[str, str]) -> None:
    """Agreement per item and on the whole score; then people beside the reference."""
    columns = ("item", "n", "observed", "ac1", "kappa", "alpha", "points_kappa", "alike")
    table = table_of(words["agreement_title"], columns, words)
    for one in sorted(report.items, key=_worst_first):
        table.add_row(*cells(*_item_row(one, good_from, words)))
    scores = report.scores
    judged_alike = alike(scores, good_from, words)
    whole = (
        words["total"],
        scores.cases,
        None,
        None,
        None,
        shown(scores.alpha, words, marked=False),
        shown(scores.kappa, words, marked=False),
    )
    table.add_row(*cells(*whole, judged_alike))
    show(table)
    if report.close_share is not None:
        print(words["close_share"].format(share=f"{report.close_share:.0%}"))
    people = table_of(words["judges_title"], ("who", "cases", "as_reference", "difference"), words)
    for judge in report.judges:
        people.add_row(
            *cells(judge.who, judge.cases, shown(judge.as_reference, words), difference(judge.score_difference))
        )
    show(people)


def _item_row(one: ItemAgreement, good_from: float, words: Mapping[str, str]) -> tuple[object, ...]:
    states = one.states
    figures: tuple[Figure | None, ...] = (states.observed, states.ac1, states.kappa, states.alpha)
    points = shown(one.points.kappa, words, marked=False) if one.points else None
    return (
        one.item,
        states.cases,
        *(shown(f, words, marked=False) for f in figures),
        points,
        alike(states, good_from, words),
    )


def _worst_first(one: ItemAgreement) -> tuple[float, str]:
    observed = one.states.observed.value
    return (1.0 if observed is None else observed, one.item)


def _judged(said: Mapping[str, Sequence[ItemVerdict]], evaluation_id: str, who: str) -> bool:
    return any(v.who == who for v in said.get(evaluation_id, ()))
