"""Flags: what a supervisor must see, by whom it was said, and nothing else."""

import pytest

from inspection.evaluation import Evaluation, ItemState
from inspection.facts import Facts
from inspection.flag_policy import Severity
from inspection.flags import CUSTOMER_RISKS, Flag, FlagStatus, Selection, flags_of
from tests.inspection.result_cases import DAY, chat, evaluation, facts_of, flag_policy, item, turn, words

POLICY = flag_policy().model_copy(update={"random_share": 0.0})


def _flags(facts: Facts, *evaluations: Evaluation, known: frozenset[str] | None = None) -> tuple[Flag, ...]:
    return flags_of(facts, evaluations, POLICY, run_date=DAY, known_agents=known)


def _codes_of(text: str, sender: str = "c", language: str | None = None) -> list[str]:
    interaction = chat(("a", "您好", 0), (sender, text, 5), language=language)
    return [f.code for f in _flags(facts_of(interaction))]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("再不退款我就打12378", "regulator"),
        ("我要去金融监管总局投诉", "regulator"),
        ("銀保監會見", "regulator"),
        ("我已经在黑猫投诉了", "regulator"),
        ("I will report you to the ombudsman.", "regulator"),
        ("我会让律师联系你们", "lawyer"),
        ("I'm going to sue you", "lawyer"),
        ("不解决我就发抖音曝光", "media"),
        ("I'll post this online", "media"),
        ("我要报警了", "police"),
        ("I am calling the police", "police"),
        ("我真的不想活了", "self_harm"),
        ("I just want to die", "self_harm"),
        ("插座冒烟了着火了", "safety"),
        ("我好像被骗了两万块", "fraud_victim"),
        ("there is an unauthorized charge on my card", "fraud_victim"),
        ("我爸八十多岁了眼睛看不见", "vulnerable_customer"),
        ("my husband passed away last month", "vulnerable_customer"),
        ("你们上一个客服骗我说三天到", "accuses_colleague"),
        ("the last agent lied to me", "accuses_colleague"),
        ("算了我要携号转网", "customer_leaving"),
        ("算了,以后不在你家买了", "customer_leaving"),
        ("Please cancel my subscription", "customer_leaving"),
    ],
)
def test_what_the_customer_says_is_flagged(text: str, code: str) -> None:
    assert code in _codes_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "我的单号是98123456",  # 12345 inside a number
        "我不会去打12345的,放心",
        "这个是跳楼价吗",
        "相机曝光度怎么调",
        "烟雾报警器一直报警声很大",
        "你们广告你们自己看",
        "上一个客服很热情",  # a colleague without an accusation
        "卸载重装还是打不开",
        "怎么换银行卡",
        "气死我了",
        "What is the issue with my policy?",
        "I don't want to sue anybody",
        "订单没到",
    ],
)
def test_ordinary_words_are_not_flagged(text: str) -> None:
    assert _codes_of(text) == []


def test_the_agents_words_raise_no_customer_flag() -> None:
    assert _codes_of("建议您报警,也可以打12345", sender="a") == []


def test_a_flag_names_words_place_agent_and_certainty() -> None:
    interaction = chat(
        turn(0, "a", "您好", agent_id="A1"),
        turn(1, "c", "我找律师"),
        turn(2, "a", "转接", agent_id="A2"),
        agent_id="A2",
    )
    (flag,) = _flags(facts_of(interaction))
    assert (flag.code, flag.severity, flag.agent_id, flag.reason) == (
        "lawyer",
        Severity.HIGH,
        "A1",
        "客户提到律师或诉讼:「律师」",
    )
    assert (flag.selection, flag.probability, flag.status) == (Selection.EVENT, 1.0, FlagStatus.OPEN)
    (evidence,) = flag.evidence
    assert (evidence.turn, evidence.start_char, evidence.end_char, evidence.text) == (1, 2, 4, "律师")


def test_an_english_interaction_is_explained_in_english() -> None:
    (flag,) = _flags(facts_of(chat(("c", "my lawyer will call", 0), language="en-US")))
    assert flag.reason == 'the customer speaks of a lawyer or a lawsuit: "lawyer"'


def test_each_suspected_fatal_comes_first_once_per_evaluation_and_item() -> None:
    judged = item("rude", ItemState.UNMET, evidence=(words(),))
    first = evaluation(1, items=(judged,), fatal=("rude", "praise_bribery"))
    second = evaluation(2, agent_id="A2", segment=1, fatal=("rude",))
    flags = _flags(facts_of(chat(("c", "我不想活了", 0))), first, second)
    assert [(f.code, f.item, f.segment) for f in flags] == [
        ("suspected_fatal", "praise_bribery", 0),
        ("suspected_fatal", "rude", 0),
        ("suspected_fatal", "rude", 1),
        ("self_harm", None, None),
    ]
    assert flags[1].evidence == (words(),)
    assert flags[2].agent_id == "A2"


def test_the_same_night_again_gives_the_same_flags_with_unique_ids() -> None:
    facts, judged = facts_of(chat(("c", "我找律师,再找媒体", 0))), evaluation(1, fatal=("rude",), score=None)
    flags = _flags(facts, judged)
    assert flags == _flags(facts, judged)
    assert len({f.flag_id for f in flags}) == len(flags) == 3


def test_customers_at_risk_have_their_own_list() -> None:
    flags = _flags(facts_of(chat(("c", "我找律师,我要销户", 0))), evaluation(1, fatal=("rude",)))
    assert {f.code: f.is_customer_risk for f in flags} == {
        "suspected_fatal": False,
        "lawyer": True,
        "customer_leaving": False,
    }


def test_every_customer_risk_is_a_phrase_flag_of_the_shipped_file() -> None:
    assert {f.code for f in POLICY.phrase_flags} >= CUSTOMER_RISKS
