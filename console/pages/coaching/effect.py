"""What coaching has brought (辅导效果): against what the same agents would have come to anyway."""

from dataclasses import dataclass
from datetime import timedelta

from console import coaching_desk
from console.figures import points
from console.frame import PageContext, frame_of
from console.tabs import Tab, tabs_of
from console.visit import Visit
from console.words import Words
from inspection.access.policy import Action
from inspection.coaching.effect import EffectVerdict
from records import coaching_effects, coaching_rules
from records.coaching_effects import EffectRow
from records.database import reading
from records.workspace import Workspace

DAYS = 365
_BY = ("item", "trainer", "material", "agent")
_VERDICTS = {
    EffectVerdict.IMPROVED: "coach_improved",
    EffectVerdict.WORSENED: "coach_worsened",
    EffectVerdict.NO_EVIDENCE: "coach_no_evidence",
    EffectVerdict.NOT_ENOUGH: "not_enough",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectLine:
    """The coachings of one key: figures before and after, what would have come anyway, the effect and its interval."""

    key: str
    coachings: int
    measured: int
    before: str
    after: str
    expected: str
    effect: str
    interval: str
    controls: int
    verdict: str
    stands: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects(PageContext):
    """The effect of a year's coachings of agents who are seen; `whole` is that of all together, to be read first."""

    tabs: tuple[Tab, ...]
    heading: str
    whole: tuple[EffectLine, ...]
    lines: tuple[EffectLine, ...]


def build(workspace: Workspace, visit: Visit) -> Effects | None:
    """Query: `by` (item, trainer, material, agent)."""
    w, today = visit.w, coaching_desk.today(workspace, visit.at)
    by = visit.asked("by") if visit.asked("by") in _BY else _BY[0]
    policy = coaching_rules.coaching_policy_in(workspace.path).effect
    with reading(workspace.engine) as connection:
        found = coaching_effects.measured(
            connection,
            policy,
            since=today - timedelta(days=DAYS),
            until=today,
            sight=visit.sight(Action.HOLD_COACHING),
        )
    heads = {"item": w["item"], "trainer": w["trainer"], "material": w["coach_material"], "agent": w["agent"]}
    return Effects(
        frame=frame_of(visit, w["coach_effect"], "coaching"),
        w=w,
        tabs=tabs_of(visit, "by", [(name, heads[name], None) for name in _BY], by),
        heading=heads[by],
        whole=_lines(coaching_effects.effects(found, coaching_effects.KEYS["all"]), "all", w),
        lines=_lines(coaching_effects.effects(found, coaching_effects.KEYS[by]), by, w),
    )


def _lines(rows: list[EffectRow], by: str, w: Words) -> tuple[EffectLine, ...]:
    return tuple(_line(row, by, w) for row in rows)


def _line(row: EffectRow, by: str, w: Words) -> EffectLine:
    one = row.effect
    has_interval = one.low is not None and one.high is not None
    return EffectLine(
        key=w["coach_everything"] if by == "all" else w.of("item", row.key) if by == "item" else row.key,
        coachings=row.coachings,
        measured=one.coachings,
        before=points(one.before),
        after=points(one.after),
        expected=points(one.expected),
        effect="–" if one.value is None else f"{one.value:+.1f}",
        interval=f"{one.low:+.1f} … {one.high:+.1f}" if has_interval else "–",
        controls=one.controls,
        verdict=w[_VERDICTS[one.verdict]],
        stands=one.verdict.value,
    )
