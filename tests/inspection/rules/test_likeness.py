"""Scripts as their writers write them, and similar texts: hits, near hits, homophones."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.errors import RuleError
from inspection.rules.alignment import align, tokens_of
from inspection.rules.condition_search import ConditionSearch
from inspection.rules.likeness import closest_line
from inspection.rules.scripts import read_script
from inspection.rules.view import SegmentView
from inspection.segments import segments_of
from tests.inspection.rules.asking import NO, YES, ask, book_with, texts
from tests.inspection.rules.book_of import facts, judged

SCRIPT = "c: {script: ['您好，这里是____，(微笑)很高兴为您服务/有什么可以帮您']}"


def ways(script: str) -> list[str]:
    return ["".join(line.tokens) for line in read_script(script)]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("您好", ["您好"]),
        ("(微笑)您好", ["您好"]),
        ("您好/你好，请讲", ["您好请讲", "你好请讲"]),
        ("(先生/女士)您好", ["先生您好", "女士您好"]),
        ("[再次]感谢", ["感谢", "再次感谢"]),
        ("您好____请讲", ["您好请讲"]),
        ("（微笑）您好XX，请讲", ["您好请讲"]),
        ("((A/B)/C)好", ["a好", "b好", "c好"]),
        ("Thank you for calling ____", ["thankyouforcalling"]),
    ],
)
def test_a_script_is_read_into_every_way_to_say_it(script: str, said: list[str]) -> None:
    assert ways(script) == said


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("您好(", "has no partner"),
        ("您好)", "has no partner"),
        ("(微笑)", "no words"),
        ("____", "no words"),
        ("(一/二)(三/四)(五/六)(七/八)(九/十)(甲/乙)(丙/丁)", "128 ways"),
    ],
)
def test_a_script_that_cannot_be_read_is_refused(script: str, words: str) -> None:
    with pytest.raises(RuleError, match=words) as caught:
        book_with(f"c: {{script: ['{script}']}}")
    assert caught.value.where == "items/thing.yaml:12:3"


@pytest.mark.parametrize(
    "said",
    [
        "您好，这里是明鉴客服中心，很高兴为您服务",
        "您好这里是一号坐席小王有什么可以帮您",
        "嗯，您好，这里是明鉴，很高兴为您服务呢",
        "您好，这是明鉴，很高兴为您服务",
    ],
)
def test_a_script_is_found_with_anything_in_its_blank(said: str) -> None:
    assert ask(SCRIPT, f"A: {said}").truth is YES


@pytest.mark.parametrize("said", ["您好，请问什么事", "这里是明鉴", "很高兴为您服务", "服务为您高兴很，是里这，好您"])
def test_part_of_a_script_or_its_words_in_disorder_is_not_found(said: str) -> None:
    assert ask(SCRIPT, f"A: {said}").truth is NO


def test_a_script_is_found_over_turns_said_in_one_breath_and_not_over_a_pause() -> None:
    from inspection.interaction import Channel

    said = ("A: 您好这里是明鉴", "A: 很高兴为您服务")
    assert ask(SCRIPT, *said, channel=Channel.PHONE, at_s=[0, 2.5]).truth is YES
    assert ask(SCRIPT, *said, channel=Channel.PHONE, at_s=[0, 30]).truth is NO


def test_the_customer_does_not_say_the_agents_script() -> None:
    assert ask(SCRIPT, "C: 您好，这里是明鉴，很高兴为您服务").truth is NO


def test_a_homophone_fulfils_a_script_by_sound_and_costs_nothing() -> None:
    wanted = "c: {script: [本次通话会被录音], at_least_share: 1}".replace(", at_least_share: 1", "")
    exact = ask("c: {script: {lines: [通话录音], at_least_share: 1}}", "A: 通话路音", recognised=True)
    assert [h.by_sound for h in exact.hits] == [True]
    assert ask("c: {script: {lines: [通话录音], at_least_share: 1}}", "A: 通话路音").truth is NO
    assert ask(wanted, "A: 本次通话会被路音", recognised=True).hits[0].by_sound is False  # enough is said as written
    body = "conditions:\n  c: {similar: {to: [绝对稳赚不赔], at_least_share: 1}}\nfound: c"
    assert judged(body, "A: 绝对吻赚不陪", recognised=True).state == "needs_human"


def test_what_comes_closest_is_shown_below_the_share() -> None:
    seen = facts("A: 您好", "A: 很高兴为你", "C: 好")
    book = book_with("c: {script: [很高兴为您服务]}")
    view = SegmentView(seen, segments_of(seen.interaction)[0])
    search = ConditionSearch(book.items["thing"].conditions, book.searcher, view)
    assert search("c").truth is NO
    near = closest_line(search.asked("c"))
    assert near is not None
    assert (near.turn, near.value, near.threshold) == (1, "57%", "80%")


def test_similar_text_slides_over_the_turn_and_is_shown_where_it_stands() -> None:
    said = "A: 那个我跟您讲，这个产品保本保收益的，您放心"
    outcome = ask("c: {similar: {to: [这款产品保本保收益]}}", said)
    assert texts(outcome, said) == ["这个产品保本保收益"]
    assert outcome.hits[0].value == "89%"
    assert ask("c: {similar: {to: [这款产品保本保收益]}}", "A: 这款产品不保本，也没有收益").truth is NO


def test_similar_english_counts_words() -> None:
    wanted = "c: {similar: {to: [your call may be recorded for quality], at_least_share: 0.8}}"
    assert ask(wanted, "A: Hello, your call will be recorded for quality.").truth is YES
    assert ask(wanted, "A: your call is important").truth is NO


def test_punctuation_and_width_do_not_count() -> None:
    assert ask("c: {similar: {to: [ＡＢＣ保本，收益], at_least_share: 1}}", "A: abc，保本！收益").truth is YES


def test_samples_longer_than_the_limit_are_refused() -> None:
    with pytest.raises(RuleError, match="split what is longer"):
        book_with(f"c: {{similar: {{to: [{'好' * 500}]}}}}")


def test_alignment_finds_the_cheapest_stretch() -> None:
    said = [t.text for t in tokens_of("我说这款产品很保本")]
    found = align([t.text for t in tokens_of("这款产品保本")], frozenset(), said)
    assert (found.start, found.end) == (2, 9)
    assert found.share == pytest.approx(5 / 6)
    assert align(["好"], frozenset(), []).share == 0


@given(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=6),
    st.frozensets(st.integers(1, 5), max_size=3),
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=10),
)
def test_alignment_agrees_with_the_plain_definition(wanted: list[str], gaps: frozenset[int], said: list[str]) -> None:
    found = align(wanted, gaps, said)
    stretches = [said[i:j] for i in range(len(said) + 1) for j in range(i, len(said) + 1)]
    best = min(plain_cost(wanted, gaps, s) for s in stretches)
    assert found.share == pytest.approx(max(0.0, 1 - best / len(wanted)))
    assert plain_cost(wanted, gaps, said[found.start : found.end]) == best


def plain_cost(wanted: list[str], gaps: frozenset[int], said: list[str]) -> int:
    """Edits that make one of the other, by the textbook recursion."""

    @cache
    def cost(i: int, j: int) -> int:
        extra = 0 if i in gaps else 1
        if i == 0 and j == 0:
            return 0
        ways = []
        if i:
            ways.append(cost(i - 1, j) + 1)
        if j:
            ways.append(cost(i, j - 1) + (extra if i else 1))
        if i and j:
            ways.append(cost(i - 1, j - 1) + (wanted[i - 1] != said[j - 1]))
        return min(ways)

    return cost(len(wanted), len(said))


def test_a_very_long_turn_is_compared_in_a_moment() -> None:
    import time

    began = time.perf_counter()
    ask("c: {similar: {to: [这款产品保本保收益您放心购买]}}", "A: " + "这款产品有风险您要放心保本收益" * 3000)
    assert time.perf_counter() - began < 2
