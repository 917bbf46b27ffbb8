"""What a token of the JSON API (接口令牌) lets a program do: some of what its owner may do, for some time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from inspection.errors import InputError

SHORTEST_DAYS, LONGEST_DAYS, USUAL_DAYS = 1, 366, 90
LONGEST_NAME = 80
NOTE_USE_EVERY = timedelta(minutes=1)


class ApiScope(StrEnum):
    """What a token was made for. It never lets anybody do what their roles do not."""

    INTERACTIONS_READ = "interactions:read"
    EVALUATIONS_READ = "evaluations:read"
    FLAGS_READ = "flags:read"
    REVIEWS_READ = "reviews:read"
    REVIEWS_WRITE = "reviews:write"
    APPEALS_READ = "appeals:read"
    APPEALS_WRITE = "appeals:write"
    COACHING_READ = "coaching:read"
    COACHING_WRITE = "coaching:write"
    SCORECARDS_READ = "scorecards:read"
    NIGHT_READ = "night:read"
    RULES_READ = "rules:read"

    @property
    def writes(self) -> bool:
        """True when it changes something."""
        return self.value.endswith(":write")


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedToken:
    """A token somebody asks for: `name` says what it is for, it ends `days` days from now."""

    name: str
    scopes: frozenset[ApiScope]
    days: int = USUAL_DAYS


def wanted_token(name: str, scopes: list[str], days: int) -> WantedToken:
    """What is asked for, checked; InputError (`bad_token`) for an empty name, no or unknown scope, too many days."""
    plain = " ".join(name.split())
    known = {scope.value: scope for scope in ApiScope}
    unknown = sorted(set(scopes) - set(known))
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable():
        raise _bad("the token has no name that can be used", f"say what it is for, in 1 to {LONGEST_NAME} characters")
    if unknown or not scopes:
        what = f"there is no scope '{unknown[0][:40]}'" if unknown else "the token has no scope: it could do nothing"
        raise _bad(what, f"choose from {', '.join(known)}")
    if not SHORTEST_DAYS <= days <= LONGEST_DAYS:
        raise _bad(f"a token cannot live {days} days", f"give {SHORTEST_DAYS} to {LONGEST_DAYS}")
    return WantedToken(name=plain, scopes=frozenset(known[scope] for scope in scopes), days=days)


def is_use_noted(used_at: datetime | None, at: datetime) -> bool:
    """True when the last noted use is so recent that this one need not be written down."""
    return used_at is not None and timedelta(0) <= at - used_at < NOTE_USE_EVERY


def _bad(reason: str, what_to_do: str) -> InputError:
    return InputError(reason, what_to_do, code="bad_token")
