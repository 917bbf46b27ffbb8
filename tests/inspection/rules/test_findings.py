"""How many acts a judgement shows: what a form charges per finding."""

from tests.inspection.rules.book_of import judged

SAID = "conditions:\n  said: {any: [随便你]}\nfound: said"
ASKED = """
conditions:
  asked: {role: customer, any: [退款]}
  answered: {any: [已退]}
trigger: asked
met: answered
window: {where: after, turns: 1%s}
"""


def test_every_turn_of_the_agent_with_a_hit_is_one_act() -> None:
    got = judged(SAID, "A: 随便你", "C: 什么态度", "A: 随便你，随便你", "C: 哼", "A: 好的")
    assert (got.findings, len(got.evidence)) == (2, 3)


def test_the_customers_words_beside_the_agents_are_no_act() -> None:
    body = "conditions:\n  asked: {role: customer, any: [保本吗]}\n  said: {any: [对的]}\nfound: asked and said"
    got = judged(body, "C: 保本吗", "A: 对的", "C: 真保本吗", "A: 您看合同")
    assert got.findings == 1
    assert {e.turn for e in got.evidence} == {0, 1, 2}


def test_no_more_acts_are_counted_than_are_shown() -> None:
    got = judged(SAID, *[line for _ in range(9) for line in ("A: 随便你", "C: 嗯")])
    assert (got.findings, len(got.evidence)) == (5, 5)


def test_a_duty_owed_each_time_is_missed_once_a_trigger() -> None:
    said = ("C: 退款", "A: 稍等", "C: 退款啊", "A: 嗯", "C: 退款", "A: 已退")
    assert judged(ASKED % ", each: true", *said, kind="duty").findings == 2


def test_a_duty_owed_once_is_missed_once() -> None:
    assert judged(ASKED % "", "C: 退款", "A: 稍等", "C: 退款啊", "A: 嗯", kind="duty").findings == 1
