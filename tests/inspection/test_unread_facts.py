"""What rules ask for that stored facts do not hold is named, and nothing else."""

from dataclasses import replace

from inspection.classification import Classified
from inspection.rules.rulebook import Rulebook, load_rulebook
from inspection.unread_facts import meanings_of, unread_by
from tests.inspection.result_cases import chat, facts_of

ITEM = """id: {id}
version: 1
kind: duty
title: {{zh: t, en: t}}
meaning: {{zh: t, en: t}}
dimension: attitude
line: customer
owner: test
updated: 2026-01-01
conditions:
  said: {condition}
met: said
"""
HEAD = ("rulebook.yaml", 'id: b\nversion: "1"\n')


def book(**conditions: str) -> Rulebook:
    return load_rulebook(HEAD, [(f"items/{n}.yaml", ITEM.format(id=n, condition=c)) for n, c in conditions.items()])


RULES = book(a="{meaning: {of: [请稍等, 马上来]}}", b="{classifier: {name: acts, label: greets}}", c="{any: [您好]}")


def test_missing_meanings_and_classifiers_are_named_once_an_item() -> None:
    facts = facts_of(chat(("a", "您好", 0)))
    assert unread_by(RULES, facts) == (("a", "meaning"), ("b", "classifier acts"))


def test_what_was_read_is_not_missing() -> None:
    read = Classified("acts", "m", ("greets",), ({},))
    facts = replace(facts_of(chat(("a", "您好", 0))), meanings_read=("请稍等", "马上来"), classified=(read,))
    assert unread_by(RULES, facts) == ()
    assert unread_by(RULES, replace(facts, meanings_read=("请稍等",))) == (("a", "meaning"),)


def test_the_meanings_of_several_books_are_listed_once() -> None:
    assert meanings_of([RULES, RULES, book(d="{meaning: {of: [再见]}}")]) == ("请稍等", "马上来", "再见")
