"""How a rule stands and lives, as the rule pages show it."""

from dataclasses import dataclass
from urllib.parse import quote

from console.figures import ShownFigure, moment, shown
from console.visit import with_query
from console.words import Words
from inspection.judges.live_rules import LiveRule
from inspection.rule_standing import Standing
from inspection.rules.item_spec import Wording
from records.rule_standings import StoredStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStanding:
    """How far a rule version is trusted: its state, since when, who set it and why (empty: nobody did)."""

    standing: str
    name: str
    since: str
    who: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLife:
    """A rule version as people find it: reviewed hits, precision and recall; None where nobody reviewed any."""

    reviewed: str
    precision: ShownFigure | None
    recall: ShownFigure | None


def in_words(words: Wording, w: Words) -> str:
    """The wording of the page's language."""
    return words.in_language(w.language)


def standing_of(stored: StoredStanding | None, w: Words) -> ShownStanding:
    """A version nobody set a standing for is on trial."""
    if stored is None:
        name = w.of("standing", Standing.TRIAL.value)
        return ShownStanding(standing=Standing.TRIAL.value, name=name, since="", who="", reason="")
    return ShownStanding(
        standing=stored.standing.value,
        name=w.of("standing", stored.standing.value),
        since=moment(stored.at),
        who=stored.who,
        reason=stored.reason,
    )


def life_of(rule: LiveRule | None, w: Words) -> ShownLife:
    """What people found of its hits."""
    if rule is None:
        return ShownLife(reviewed="0", precision=None, recall=None)
    return ShownLife(
        reviewed=f"{rule.reviewed.right} / {rule.reviewed.n}",
        precision=shown(rule.precision, w) if rule.precision.n else None,
        recall=shown(rule.recall, w) if rule.recall.n else None,
    )


def item_url(item_id: str, version: str) -> str:
    """The page of an item in a version of the rulebook (empty: the one in force)."""
    return with_query(f"/rules/items/{quote(item_id, safe='')}", {"version": version})
