"""`mingjian calibration`: several people judge the same interactions blind; then it is shown how alike they judge."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.calibration_page import print_progress, print_report, print_sessions
from cli.judge_desk import as_json, judging_desk, tell
from cli.judge_words import judge_words
from cli.language import Lang, language_of
from cli.registered import Who
from cli.review_desk import Json, days_back
from cli.review_sheet import print_sheet, sheet_json
from cli.review_verdicts import typed_verdicts, verdicts_in
from cli.review_words import review_words
from cli.rule_workspace import DAYS, DatabaseUrl, WorkspaceFolder, opened
from inspection.errors import InputError
from inspection.judges.calibration import calibration_report
from inspection.judges.judging_steps import SessionState
from inspection.submission import GivenVerdict
from records import interactions
from records.database import reading, writing
from records.judges import calibrating, calibration_sheets, judge_verdicts, sessions
from records.judges.judge_verdicts import Occasion
from records.refusals import noting_refusals
from records.review_queue import QueuedTask

calibration_app = typer.Typer(
    help="Calibration: judge the same interactions blind, reveal, agree on a reference.", no_args_is_help=True
)
SessionId = Annotated[str, typer.Argument(help="Id of the session, or the beginning of it.")]
CaseName = Annotated[str, typer.Argument(help="The case: its number, from 1.")]
Given = Annotated[
    list[str] | None,
    typer.Option("--verdict", help="ITEM=STATE[,fatal=true][,points=N][,turn=N]; again for each."),
]
GivenFile = Annotated[Path | None, typer.Option("--file", help="Verdicts as a JSON list.")]


@calibration_app.command("open")
def open_(
    workspace: WorkspaceFolder,
    who: Who,
    title: Annotated[str, typer.Option(help="What the session is about.")],
    invite: Annotated[list[str], typer.Option("--invite", help="A registered person; again for each.")],
    interaction: Annotated[
        list[str] | None, typer.Option("--interaction", help="SOURCE/ID (or an evaluation id); again for each.")
    ] = None,
    random: Annotated[int, typer.Option(min=0, max=500, help="So many by lot, with --from and --to.")] = 0,
    from_: Annotated[datetime | None, typer.Option("--from", formats=DAYS, help="First business date.")] = None,
    to: Annotated[datetime | None, typer.Option("--to", formats=DAYS, help="Last business date.")] = None,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Open a session (a supervisor): which interactions, who is invited. They are judged blind until it is closed.

    Example: mingjian calibration open --workspace workspace --who Zhao --title closing --invite Wang --invite Li \
--random 12
    """
    with opened(workspace, database_url) as one:
        desk = judging_desk(one, who)
        with (
            noting_refusals(one.engine, who=who, at=desk.now, subject="calibration"),
            writing(one.engine) as connection,
        ):
            chosen = [sessions.evaluation_named(connection, name) for name in interaction or []]
            if random:
                first, last = (from_ or days_back(7)).date(), (to or days_back(0)).date()
                chosen += sessions.drawn(connection, first, last, random, f"{title}|{desk.now.isoformat()}")
            session = calibrating.open_session(connection, desk, title, chosen, invite)
    words = judge_words(language_of(lang))
    sizes = {"cases": len(session.cases), "people": len(session.people)}
    print(words["opened_as"].format(session=session.session_id, **sizes))


@calibration_app.command("list")
def list_(workspace: WorkspaceFolder, json_: Json = False, lang: Lang = None, database_url: DatabaseUrl = None) -> None:
    """Every session, the latest first.

    Example: mingjian calibration list --workspace workspace
    """
    with opened(workspace, database_url) as one, reading(one.engine) as connection:
        found = sessions.everything(connection)
    if json_:
        for session in found:
            sys.stdout.write(json.dumps(as_json(session), ensure_ascii=False) + "\n")
        return
    print_sessions(found, judge_words(language_of(lang)))


@calibration_app.command("sheet")
def sheet(
    session_id: SessionId,
    workspace: WorkspaceFolder,
    who: Who,
    case: Annotated[str | None, typer.Argument(help="The case (default: your next).")] = None,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Show a case to judge: the full form and the words; nothing of the machine or of anybody else.

    Example: mingjian calibration sheet cal_0a1b --workspace workspace --who Wang
    """
    language = language_of(lang)
    with opened(workspace, database_url) as one:
        desk = judging_desk(one, who)
        refused = noting_refusals(one.engine, who=who, at=desk.now, subject=f"calibration:{session_id}")
        with refused, reading(one.engine) as connection:
            session = sessions.find(connection, session_id)
            wanted = session.case(case) if case else calibration_sheets.next_case(connection, desk, session)
            if wanted is None:
                tell(judge_words(language)["all_judged"])
                return
            found = calibration_sheets.sheet_of_case(connection, desk, session, wanted)
            task = found.task
            stored = interactions.find(connection, task.source, task.interaction_id)
    turns = stored.interaction.turns if stored else ()
    queued = QueuedTask(task=task, state=calibration_sheets.NOT_QUEUED)
    if json_:
        row = sheet_json(found, queued, turns) | {"session": session.session_id, "case": session.number(wanted)}
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    print(f"{session.title}: {session.number(wanted)}/{len(session.cases)}")
    print_sheet(found, queued, turns, review_words(language), language)


@calibration_app.command("judge")
def judge(
    session_id: SessionId,
    case: CaseName,
    workspace: WorkspaceFolder,
    who: Who,
    verdict: Given = None,
    file: GivenFile = None,
    seconds: Annotated[float, typer.Option(help="Seconds spent.")] = 0.0,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Submit your verdicts on one case: every item of the form, once and for good.

    Example: mingjian calibration judge cal_0a1b 1 --workspace workspace --who Wang --verdict greeting=met
    """
    given = _given(verdict, file)
    with opened(workspace, database_url) as one:
        desk = judging_desk(one, who)
        refused = noting_refusals(one.engine, who=who, at=desk.now, subject=f"calibration:{session_id}")
        with refused, writing(one.engine) as connection:
            kept = calibrating.judge_case(connection, desk, session_id, case, given, seconds_spent=seconds)
    print(judge_words(language_of(lang))["judged"].format(case=case, n=len(kept)))


@calibration_app.command("close")
def close(
    session_id: SessionId, workspace: WorkspaceFolder, who: Who, lang: Lang = None, database_url: DatabaseUrl = None
) -> None:
    """End the judging and reveal who said what, beside the machine (a supervisor).

    Example: mingjian calibration close cal_0a1b --workspace workspace --who Zhao
    """
    with opened(workspace, database_url) as one:
        desk = judging_desk(one, who)
        refused = noting_refusals(one.engine, who=who, at=desk.now, subject=f"calibration:{session_id}")
        with refused, writing(one.engine) as connection:
            session = calibrating.close_session(connection, desk, session_id)
    print(judge_words(language_of(lang))["now_closed"].format(session=session.session_id))


@calibration_app.command("agree")
def agree(
    session_id: SessionId,
    case: CaseName,
    workspace: WorkspaceFolder,
    who: Who,
    verdict: Given = None,
    file: GivenFile = None,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Keep the verdicts all agreed on for one case; what everybody had said alike need not be named.

    Example: mingjian calibration agree cal_0a1b 1 --workspace workspace --who Zhao --verdict closing=unmet
    """
    given = _given(verdict, file)
    with opened(workspace, database_url) as one:
        desk = judging_desk(one, who)
        refused = noting_refusals(one.engine, who=who, at=desk.now, subject=f"calibration:{session_id}")
        with refused, writing(one.engine) as connection:
            kept = calibrating.agree(connection, desk, session_id, case, given)
            session = sessions.find(connection, session_id)
    words = judge_words(language_of(lang))
    print(words["agreed_on"].format(case=case, n=len(kept), state=words[session.state.value]))


@calibration_app.command("show")
def show(
    session_id: SessionId,
    workspace: WorkspaceFolder,
    who: Who,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Show a session: who has judged what while it is blind; agreement per item once it is closed.

    Example: mingjian calibration show cal_0a1b --workspace workspace --who Zhao --lang en
    """
    words = judge_words(language_of(lang))
    with opened(workspace, database_url) as one:
        desk = judging_desk(one, who)
        with reading(one.engine) as connection:
            session = sessions.find(connection, session_id)
            calibration_sheets.demand_sight(desk, session)
            if session.state is SessionState.OPEN:
                said = judge_verdicts.of(connection, Occasion.CALIBRATION, session.session_id)
                print_progress(session, said, words, as_json=json_)
                return
            cases = calibration_sheets.cases_of(connection, desk, session)
    report = calibration_report(cases, minimum_cases=desk.policy.calibration.minimum_cases)
    if json_:
        row = {"session": as_json(session), "report": as_json(report)}
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    print_sessions([session], words)
    print_report(report, desk.policy.calibration.good_from, words)


def _given(verdict: list[str] | None, file: Path | None) -> list[GivenVerdict]:
    given = [*typed_verdicts(verdict or []), *(verdicts_in(file) if file else [])]
    names = [g.item for g in given]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InputError(f"'{twice}' is judged twice", "give one verdict per item", code="bad_verdict")
    return given
