"""The rules of coaching in force here (辅导规则): the workspace's own file, else the shipped one."""

from importlib import resources
from pathlib import Path

from inspection.coaching.policy import CoachingLifePolicy, coaching_policy_of
from inspection.errors import RuleError

COACHING_FILE = "coaching.yaml"


def coaching_policy_in(folder: Path) -> CoachingLifePolicy:
    """The policy of the workspace `folder`; RuleError with file:line:column for a file that makes no sense."""
    own = folder / COACHING_FILE
    if not own.is_file():
        text = (resources.files("scoring_rules") / COACHING_FILE).read_text(encoding="utf-8")
        return coaching_policy_of(text)
    try:
        return coaching_policy_of(own.read_text(encoding="utf-8-sig"), where=str(own))
    except UnicodeDecodeError:
        raise RuleError("is not UTF-8", "save it as UTF-8", where=str(own)) from None
    except OSError as error:
        raise RuleError(f"cannot be read ({error.strerror})", "check the rights", where=str(own)) from error
