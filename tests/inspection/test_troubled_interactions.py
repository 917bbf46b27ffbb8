"""Trouble beside the words: unhappy endings, dead air, too little heard or judged, nobody responsible."""

from inspection.evaluation import Evaluation
from inspection.facts import Facts, Trust
from inspection.flag_policy import Severity
from inspection.interaction import Interaction
from inspection.sound import Silence, SoundFacts
from inspection.timeline import Interval
from inspection.troubled_interactions import Trouble, troubles_of
from tests.inspection.result_cases import NEGATIVE, chat, evaluation, facts_of, flag_policy

THRESHOLDS = flag_policy().thresholds


def _troubles(facts: Facts, *evaluations: Evaluation, known: frozenset[str] | None = None) -> tuple[Trouble, ...]:
    return troubles_of(facts, evaluations, THRESHOLDS, known_agents=known)


def _ending(**more: object) -> Interaction:
    return chat(("a", "您好", 0), ("c", "你们根本不解决", 5), ("a", "抱歉", 9), ("c", "谢谢", 12), **more)


def test_a_dissatisfied_ending_is_flagged_with_the_turn_it_rests_on() -> None:
    (trouble,) = _troubles(facts_of(_ending(), readings={1: NEGATIVE}))
    assert (trouble.code, trouble.severity, [e.turn for e in trouble.evidence]) == (
        "unresolved_dissatisfied",
        Severity.MEDIUM,
        [1],
    )


def test_unresolved_by_its_own_mark_weighs_more_and_resolved_is_no_flag() -> None:
    (trouble,) = _troubles(facts_of(_ending(resolved=False), readings={1: NEGATIVE}))
    assert trouble.severity is Severity.HIGH
    assert _troubles(facts_of(_ending(resolved=True), readings={1: NEGATIVE})) == ()


def test_anger_at_the_beginning_alone_is_no_unhappy_ending() -> None:
    calm = chat(
        ("c", "太差了", 0), ("a", "已退", 5), ("c", "那什么时候到账", 9), ("a", "今天", 12), ("c", "行那我等着看", 15)
    )
    assert _troubles(facts_of(calm, readings={0: NEGATIVE})) == ()


def test_a_low_rating_is_an_unhappy_ending_without_words() -> None:
    (trouble,) = _troubles(facts_of(_ending(csat=1)))
    assert trouble.zh == "客户评价 1 分且未解决"


def test_dead_air_counts_without_recorded_holds() -> None:
    silence = Silence(Interval(10, 90), 0, 1)
    sound = SoundFacts(duration_s=100, silences=(silence,))
    (trouble,) = _troubles(facts_of(chat(("a", "您好", 0)), sound=sound))
    assert (trouble.code, trouble.zh) == ("long_dead_air", "静默 80 秒(保持除外)")
    held = chat(("a", "您好", 0), holds=(Interval(12, 80),))
    assert _troubles(facts_of(held, sound=sound)) == ()


def test_what_could_not_be_judged_or_heard_is_said() -> None:
    facts = facts_of(chat(("a", "您好", 0)), trust=Trust(roles=0.55, recognition=0.4))
    codes = [f.code for f in _troubles(facts, evaluation(1, score=None, points_judged=40.0))]
    assert codes == ["too_little_judged", "roles_uncertain", "recognition_weak"]


def test_an_agent_nobody_knows_is_listed() -> None:
    facts = facts_of(chat(("a", "您好", 0)))
    assert [f.code for f in _troubles(facts, evaluation(1), known=frozenset({"A2"}))] == ["agent_unassigned"]
    assert _troubles(facts, evaluation(1), known=frozenset({"A1"})) == ()
    assert [f.code for f in _troubles(facts_of(chat(("a", "您好", 0), agent_id=None)))] == ["agent_unassigned"]
