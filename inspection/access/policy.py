"""The one table of rights (权限表): role x action -> how far it reaches. What stands in no cell is not allowed."""

from collections.abc import Mapping
from enum import StrEnum

from inspection.people import Person, PersonRole


class Action(StrEnum):
    """What somebody can do in the console. A new page or call names one of these, or adds its own with a row below."""

    KEEP_OWN_ACCOUNT = "keep_own_account"
    READ_HOME = "read_home"
    READ_NIGHT = "read_night"
    READ_FLAGS = "read_flags"
    READ_INTERACTIONS = "read_interactions"
    READ_DRAFTS = "read_drafts"
    READ_REVIEWS = "read_reviews"
    ASSIGN_REVIEWS = "assign_reviews"
    EXPORT_REVIEWS = "export_reviews"
    SEARCH_INTERACTIONS = "search_interactions"
    HEAR_RECORDINGS = "hear_recordings"
    REVIEW = "review"
    READ_SCORECARDS = "read_scorecards"
    READ_COACHING = "read_coaching"
    READ_RULES = "read_rules"
    SETTLE_EXAMPLES = "settle_examples"
    DECIDE_RULES = "decide_rules"
    KEEP_PEOPLE = "keep_people"
    READ_AUDIT = "read_audit"
    READ_DASHBOARDS = "read_dashboards"
    WORK_ON_COACHING = "work_on_coaching"
    ARRANGE_COACHING = "arrange_coaching"
    HOLD_COACHING = "hold_coaching"
    READ_BRIEFING = "read_briefing"
    READ_APPEALS = "read_appeals"
    FILE_APPEALS = "file_appeals"
    WORK_ON_APPEALS = "work_on_appeals"
    READ_CALIBRATIONS = "read_calibrations"
    WORK_ON_CALIBRATIONS = "work_on_calibrations"
    OPEN_CALIBRATIONS = "open_calibrations"
    READ_JUDGES = "read_judges"
    READ_FAIRNESS = "read_fairness"
    PUBLISH_SCORES = "publish_scores"


class Scope(StrEnum):
    """How far a right reaches, the narrowest first.

    OWN: what is about themselves as an agent. TEAM, SITE, VENDOR: what belongs to the team, site or vendor they
    belong to. ALL: the whole centre. Whoever belongs to a site or a vendor never sees past it, whatever the scope
    (but themselves: a person stays who they are when they move).
    """

    OWN = "own"
    TEAM = "team"
    SITE = "site"
    VENDOR = "vendor"
    ALL = "all"


_EVERYBODY = {Action.KEEP_OWN_ACCOUNT: Scope.OWN, Action.READ_HOME: Scope.ALL}

POLICY: Mapping[PersonRole, Mapping[Action, Scope]] = {
    # Agents read what is published: a machine's suspicion is not told them before a person has looked at it.
    PersonRole.AGENT: _EVERYBODY | {
        Action.READ_INTERACTIONS: Scope.OWN,
        Action.HEAR_RECORDINGS: Scope.OWN,
        Action.READ_SCORECARDS: Scope.OWN,
        Action.READ_COACHING: Scope.OWN,
        Action.WORK_ON_COACHING: Scope.OWN,
        Action.READ_APPEALS: Scope.OWN,
        Action.FILE_APPEALS: Scope.OWN,
        Action.WORK_ON_APPEALS: Scope.OWN,
    },
    PersonRole.TEAM_LEAD: _EVERYBODY | {
        Action.READ_FLAGS: Scope.TEAM,
        Action.READ_INTERACTIONS: Scope.TEAM,
        Action.HEAR_RECORDINGS: Scope.TEAM,
        Action.READ_DRAFTS: Scope.TEAM,
        Action.READ_SCORECARDS: Scope.TEAM,
        Action.READ_COACHING: Scope.TEAM,
        Action.SEARCH_INTERACTIONS: Scope.TEAM,
        Action.READ_RULES: Scope.ALL,
        Action.READ_DASHBOARDS: Scope.TEAM,
        Action.WORK_ON_COACHING: Scope.TEAM,
        Action.READ_APPEALS: Scope.TEAM,
        Action.WORK_ON_APPEALS: Scope.TEAM,
        Action.ARRANGE_COACHING: Scope.TEAM,
        Action.READ_BRIEFING: Scope.TEAM,
    },
    PersonRole.REVIEWER: _EVERYBODY | {
        Action.READ_FLAGS: Scope.ALL,
        Action.READ_INTERACTIONS: Scope.ALL,
        Action.HEAR_RECORDINGS: Scope.ALL,
        Action.REVIEW: Scope.ALL,
        Action.READ_DRAFTS: Scope.ALL,
        Action.READ_REVIEWS: Scope.ALL,
        Action.SEARCH_INTERACTIONS: Scope.ALL,
        Action.READ_RULES: Scope.ALL,
        Action.READ_CALIBRATIONS: Scope.OWN,
        Action.WORK_ON_CALIBRATIONS: Scope.OWN,
    },
    PersonRole.SUPERVISOR: _EVERYBODY | {
        Action.READ_NIGHT: Scope.ALL,
        Action.READ_FLAGS: Scope.ALL,
        Action.READ_INTERACTIONS: Scope.ALL,
        Action.HEAR_RECORDINGS: Scope.ALL,
        Action.REVIEW: Scope.ALL,
        Action.READ_DRAFTS: Scope.ALL,
        Action.READ_SCORECARDS: Scope.ALL,
        Action.READ_COACHING: Scope.ALL,
        Action.READ_REVIEWS: Scope.ALL,
        Action.ASSIGN_REVIEWS: Scope.ALL,
        Action.EXPORT_REVIEWS: Scope.ALL,
        Action.SEARCH_INTERACTIONS: Scope.ALL,
        Action.READ_RULES: Scope.ALL,
        Action.READ_DASHBOARDS: Scope.ALL,
        Action.WORK_ON_COACHING: Scope.ALL,
        Action.READ_APPEALS: Scope.ALL,
        Action.WORK_ON_APPEALS: Scope.ALL,
        Action.READ_CALIBRATIONS: Scope.ALL,
        Action.WORK_ON_CALIBRATIONS: Scope.ALL,
        Action.READ_JUDGES: Scope.ALL,
        Action.READ_FAIRNESS: Scope.ALL,
        Action.DECIDE_RULES: Scope.ALL,
        Action.ARRANGE_COACHING: Scope.ALL,
        Action.HOLD_COACHING: Scope.ALL,
        Action.OPEN_CALIBRATIONS: Scope.ALL,
        Action.READ_BRIEFING: Scope.ALL,
        Action.PUBLISH_SCORES: Scope.ALL,
    },
    PersonRole.TRAINER: _EVERYBODY | {
        Action.READ_INTERACTIONS: Scope.ALL,
        Action.HEAR_RECORDINGS: Scope.ALL,
        Action.READ_DRAFTS: Scope.ALL,
        Action.READ_SCORECARDS: Scope.ALL,
        Action.READ_COACHING: Scope.ALL,
        Action.SEARCH_INTERACTIONS: Scope.ALL,
        Action.READ_RULES: Scope.ALL,
        Action.READ_DASHBOARDS: Scope.ALL,
        Action.WORK_ON_COACHING: Scope.ALL,
        Action.ARRANGE_COACHING: Scope.ALL,
        Action.HOLD_COACHING: Scope.ALL,
        Action.READ_BRIEFING: Scope.ALL,
    },
    # A rule author works on words, not on people: no scorecards, no coaching.
    PersonRole.RULE_AUTHOR: _EVERYBODY | {
        Action.READ_FLAGS: Scope.ALL,
        Action.READ_INTERACTIONS: Scope.ALL,
        Action.READ_DRAFTS: Scope.ALL,
        Action.SEARCH_INTERACTIONS: Scope.ALL,
        Action.READ_RULES: Scope.ALL,
        Action.SETTLE_EXAMPLES: Scope.ALL,
        Action.DECIDE_RULES: Scope.ALL,
    },
    # These two keep the machine running and the doors locked; conversations are none of their work.
    PersonRole.OPERATOR: _EVERYBODY | {Action.READ_NIGHT: Scope.ALL},
    PersonRole.ADMINISTRATOR: _EVERYBODY | {
        Action.KEEP_PEOPLE: Scope.ALL,
        Action.READ_AUDIT: Scope.ALL,
        # Gaps between groups, no person's figures: who answers for the system sees whom it treats worse.
        Action.READ_FAIRNESS: Scope.ALL,
        # They are one of the final instances of an appeal (appeals.yaml): they read appeals, not conversations.
        Action.READ_APPEALS: Scope.ALL,
        Action.WORK_ON_APPEALS: Scope.ALL,
    },
}  # fmt: skip


def may(person: Person, action: Action) -> bool:
    """True when one of an active person's roles has the action, however far it reaches."""
    return bool(scopes_of(person, action))


def scopes_of(person: Person, action: Action) -> frozenset[Scope]:
    """How far the action reaches in each role of an active person that has it; empty: it is not allowed."""
    if not person.active:
        return frozenset()
    return frozenset(POLICY[role][action] for role in person.roles if action in POLICY[role])
