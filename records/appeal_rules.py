"""The table of steps and the calendar in force here (申诉规则): the workspace's own files, else the shipped ones."""

from importlib import resources
from pathlib import Path

from inspection.appeal_policy import appeal_policy_of
from inspection.appeal_procedure import Procedure
from inspection.errors import RuleError
from inspection.working_calendar import WorkingCalendar, working_calendar_of

APPEALS_FILE = "appeals.yaml"
CALENDAR_FILE = "calendar.yaml"


def procedure_in(folder: Path) -> Procedure:
    """The procedure of the workspace `folder`; RuleError with file:line:column for a file that makes no sense."""
    text, where = _text_of(folder, APPEALS_FILE)
    return Procedure(appeal_policy_of(text, where=where), calendar_in(folder))


def calendar_in(folder: Path) -> WorkingCalendar:
    """The working days of the workspace `folder`; RuleError as above."""
    text, where = _text_of(folder, CALENDAR_FILE)
    return working_calendar_of(text, where=where)


def _text_of(folder: Path, name: str) -> tuple[str, str]:
    """The text of the file and what to call it."""
    own = folder / name
    if not own.is_file():
        return (resources.files("scoring_rules") / name).read_text(encoding="utf-8"), name
    try:
        return own.read_text(encoding="utf-8-sig"), str(own)
    except UnicodeDecodeError:
        raise RuleError("is not UTF-8", "save it as UTF-8", where=str(own)) from None
    except OSError as error:
        raise RuleError(f"cannot be read ({error.strerror})", "check the rights", where=str(own)) from error
