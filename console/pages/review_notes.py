"""What a reviewer writes beside the words: a comment at a moment, a correction of words that were misheard."""

import re
from collections.abc import Callable
from dataclasses import replace

from console.doorkeeper import Doorkeeper
from console.form_fields import FormFields
from console.links import interaction_url, review_url
from console.pages.interaction import InteractionPage, interaction_page
from console.pages.review_form import Typed
from console.pages.review_steps import review_refusal
from console.review_desk import desk_of
from console.see_other import SeeOther
from console.visit import Visit
from inspection.errors import InputError, InspectionError
from inspection.evaluation import Evaluation
from records import evaluations, interactions, review_comments, transcript_corrections
from records.database import Connection, writing

_SECONDS = re.compile(r"(?:(\d{1,3}):)?(\d{1,5}(?:\.\d{1,3})?)")
Keep = Callable[[Connection], str]
Answer = InteractionPage | SeeOther | None


def comment(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> Answer:
    """Keep a comment on a turn, on a moment of the recording, or on the whole."""
    desk = desk_of(visit)

    def keep(connection: Connection) -> str:
        about = _evaluation_of(connection, visit, fields)
        turn = _turn(fields.one("turn"))
        review_comments.add_comment(
            connection, desk, about.evaluation_id, fields.one("text"), turn=turn, at_s=_seconds(fields.one("at"))
        )
        return "" if turn is None else f"turn-{turn}"

    return _keeping(keeper, visit, fields, keep)


def correct_words(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> Answer:
    """Keep what was really said, beside what was recognised."""
    desk = desk_of(visit)

    def keep(connection: Connection) -> str:
        _evaluation_of(connection, visit, fields)
        stored = interactions.find(connection, fields.one("source"), fields.one("interaction"))
        turn = _turn(fields.one("turn"))
        if stored is None or turn is None:
            raise InputError("there is no such turn", "count from 1", code="bad_correction")
        start = fields.one("start")
        transcript_corrections.correct(
            connection, desk, stored, turn=turn, heard=fields.one("heard"), said=fields.one("said"),
            start_char=int(start) if re.fullmatch(r"[0-9]{1,6}", start) else None,
        )  # fmt: skip
        return f"turn-{turn}"

    return _keeping(keeper, visit, fields, keep)


def _keeping(keeper: Doorkeeper, visit: Visit, fields: FormFields, keep: Keep) -> Answer:
    source, interaction_id, task = fields.one("source"), fields.one("interaction"), fields.one("task")
    try:
        with writing(keeper.workspace.engine) as connection:
            place = keep(connection)
    except InspectionError as error:
        asked = replace(visit, query={"task": task, "queue": fields.one("queue")})
        typed = Typed(problem=review_refusal(visit, error))
        return interaction_page(keeper.workspace, asked, source, interaction_id, typed)
    if task:
        return SeeOther(review_url(source, interaction_id, task, fields.one("queue"), place))
    return SeeOther(interaction_url(source, interaction_id, place))


def _evaluation_of(connection: Connection, visit: Visit, fields: FormFields) -> Evaluation:
    """The evaluation this person sees that the words belong to; the first one where they do not say."""
    sight = desk_of(visit).sight
    seen = evaluations.current(connection, fields.one("source"), fields.one("interaction"), sight=sight)
    wanted = [e for e in seen if str(e.segment) == fields.one("segment")] or list(seen)
    if not wanted:
        raise InputError("there is no evaluation of it", "it was not judged", code="not_judged")
    return wanted[0]


def _turn(text: str) -> int | None:
    """The 0-based turn of a number from 1."""
    return int(text) - 1 if re.fullmatch(r"[0-9]{1,6}", text.strip()) and int(text) > 0 else None


def _seconds(text: str) -> float | None:
    """`1:23.4` or `83.4` as seconds; None for anything else."""
    found = _SECONDS.fullmatch(text.strip())
    return None if found is None else 60.0 * int(found[1] or 0) + float(found[2])
