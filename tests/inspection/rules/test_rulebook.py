"""A rulebook full of mistakes: each one answered with line, column and what to do."""

import pytest

from inspection.errors import RuleError
from inspection.rules.rulebook import Rulebook, load_rulebook
from tests.inspection.rules.book_of import HEAD, item_text

GOOD = "conditions:\n  said: {any: [您好]}\nfound: said"


def load(*bodies: str, head: str = HEAD) -> Rulebook:
    files = [(f"items/{n}.yaml", item_text(body, item_id=f"item{n}")) for n, body in enumerate(bodies)]
    return load_rulebook(("rulebook.yaml", head), files)


def complaint(*bodies: str, head: str = HEAD) -> RuleError:
    with pytest.raises(RuleError) as caught:
        load(*bodies, head=head)
    return caught.value


@pytest.mark.parametrize(
    ("body", "where", "words"),
    [
        (GOOD.replace("any", "anyy"), "items/0.yaml:12:10", "unknown key 'anyy'"),
        (GOOD.replace("found: said", "found: sayd"), "items/0.yaml:13:1", "no condition is named 'sayd'"),
        (GOOD.replace("found: said", "found: said and"), "items/0.yaml:13:1", "character"),
        (GOOD.replace("您好", "'您好('"), "items/0.yaml:12:3", "phrase '您好('"),
        (GOOD.replace("[您好]", "[您好], guards: [nobody]"), "items/0.yaml:12:3", "no guard is named 'nobody'"),
        (GOOD.replace("any: [您好]", "pattern: ['(']"), "items/0.yaml:12:3", "cannot be compiled"),
        (GOOD.replace("any: [您好]", "when: said"), "items/0.yaml:12:3", "depends on itself"),
        (GOOD.replace("any: [您好]", "any: [您好], all: [再见]"), "items/0.yaml:12:3", "exactly one operator"),
        (GOOD.replace("found: said", ""), "items/0.yaml:1:1", "'found' is missing"),
        (GOOD + "\nfound: said", "items/0.yaml:14:1", "duplicate key"),
        (GOOD + "\n: [", "items/0.yaml:", "not valid YAML"),
        (GOOD.replace("[您好]", "[您好], after: {condition: nowhere}"), "items/0.yaml:12:3", "no condition is named"),
        (GOOD.replace("[您好]", "{fr: [bonjour]}"), "items/0.yaml:12:10", "grouped by zh and en"),
        (GOOD + "\nwindow: {turns: 2}", "items/0.yaml:14:1", "trigger"),
    ],
)
def test_a_mistake_is_answered_with_its_place(body: str, where: str, words: str) -> None:
    error = complaint(body)
    assert error.where.startswith(where), str(error)
    assert words in error.reason
    assert error.what_to_do


def test_an_item_defined_twice_is_refused() -> None:
    with pytest.raises(RuleError, match="already defined in a"):
        load_rulebook(("rulebook.yaml", HEAD), [("a.yaml", item_text(GOOD)), ("b.yaml", item_text(GOOD))])


def test_the_hash_follows_the_content_and_not_the_file_order() -> None:
    files = [("a.yaml", item_text(GOOD, item_id="a")), ("b.yaml", item_text(GOOD, item_id="b"))]
    one = load_rulebook(("rulebook.yaml", HEAD), files)
    other = load_rulebook(("rulebook.yaml", HEAD), files[::-1])
    assert one.content_hash == other.content_hash
    assert load(GOOD).content_hash != load(GOOD.replace("您好", "你好")).content_hash


def test_examples_do_not_change_the_hash() -> None:
    with_example = GOOD + "\nexamples:\n  - {turns: [{坐席: 您好}], expect: unmet}"
    assert load(GOOD).content_hash == load(with_example).content_hash


def test_a_pattern_that_would_hang_is_stopped_and_left_to_a_person() -> None:
    from tests.inspection.rules.book_of import judged

    body = "conditions:\n  evil: {pattern: ['(a|aa)+$']}\nfound: evil"
    judgement = judged(body, "A: " + "a" * 5000 + "b")
    assert judgement.state == "needs_human"
    assert judgement.evidence[0].operator == "pattern_timeout"


def test_a_pattern_that_hangs_again_and_again_is_asked_no_more() -> None:
    """Three timeouts of half a second in a process, not one for every interaction of the night."""
    import time

    from inspection.rules.judge import judge
    from inspection.rules.view import SegmentView
    from inspection.segments import segments_of
    from tests.inspection.rules.book_of import book, facts

    rules = book("conditions:\n  evil: {pattern: ['(a|aa)+$']}\nfound: evil")
    seen = facts("A: " + "a" * 5000 + "b")
    began = time.perf_counter()
    for _ in range(20):
        assert judge(SegmentView(seen, segments_of(seen.interaction)[0]), rules, "zh")[0].state == "needs_human"
    assert time.perf_counter() - began < 4
