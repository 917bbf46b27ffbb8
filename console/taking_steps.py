"""Taking a step of a procedure (办理) from a page: one transaction, refusals on the audit trail, errors as words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from console.visit import Visit
from console.words import Words
from inspection.errors import InspectionError, RecordsBusy
from inspection.people import Person
from records.database import Connection, writing
from records.refusals import noting_refusals
from records.workspace import Workspace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NotDone:
    """The step was not taken; `said` tells the person why, in their language."""

    said: str


def taken(workspace: Workspace, visit: Visit, subject: str, act: Callable[[Connection, Person], T]) -> T | NotDone:
    """Let the signed-in person act in one transaction; `subject` is what the audit trail calls a refusal by.

    Errors of the procedure come back as words and nothing is written; a busy database stays an error (503).
    """
    assert visit.viewer is not None, "a gate stands before every form"
    person, engine = visit.viewer.person, workspace.engine
    try:
        with noting_refusals(engine, who=person.who, at=visit.at, subject=subject), writing(engine) as connection:
            return act(connection, person)
    except RecordsBusy:
        raise
    except InspectionError as error:
        return NotDone(refusal(error, visit.w))


def refusal(error: InspectionError, w: Words, kind: str = "refusal") -> str:
    """Why a step is refused: the page's own words (of that kind) for a known code, the error's otherwise."""
    known = w.of(kind, error.code)
    return f"{error.reason}; {error.what_to_do}" if known == error.code else known
