"""Where somebody sits down to judge the judges: the person, the policies of the centre, the moment."""

from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path

from inspection.errors import RuleError
from inspection.judges.judging_policy import JudgingPolicy, judging_policy_of
from inspection.people import Person
from inspection.review_policy import ReviewPolicy

JUDGES_FILE = "judges.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgingDesk:
    """A person with the policies in force; `review` gives the reasons and limits of a verdict."""

    person: Person
    policy: JudgingPolicy
    review: ReviewPolicy
    now: datetime


def judging_policy_in(folder: Path) -> JudgingPolicy:
    """The policy of the workspace `folder`: its own file, else the shipped; RuleError for one without sense."""
    own = folder / JUDGES_FILE
    if not own.is_file():
        return judging_policy_of((resources.files("scoring_rules") / JUDGES_FILE).read_text(encoding="utf-8"))
    try:
        text = own.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise RuleError("is not UTF-8", "save it as UTF-8", where=str(own)) from None
    except OSError as error:
        raise RuleError(f"cannot be read ({error.strerror})", "check the rights", where=str(own)) from error
    return judging_policy_of(text, where=str(own))
