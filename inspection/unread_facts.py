"""What a rule asks for that the night had not looked for: stored facts cannot answer it, whatever the rule says."""

from collections.abc import Iterable, Iterator

from inspection.facts import Facts
from inspection.rules.rulebook import CompiledItem, Rulebook


def unread_by(rulebook: Rulebook, facts: Facts) -> tuple[tuple[str, str], ...]:
    """(item, what is missing), each once, where a condition wants a meaning or a classifier these facts do not hold."""
    read = set(facts.meanings_read)
    answered = {one.classifier for one in facts.classified}
    missing = [
        (item_id, what)
        for item_id, item in rulebook.items.items()
        for kind, name in _asked_by(item)
        if name not in (read if kind == "meaning" else answered)
        for what in [kind if kind == "meaning" else f"classifier {name}"]
    ]
    return tuple(dict.fromkeys(missing))


def meanings_of(rulebooks: Iterable[Rulebook]) -> tuple[str, ...]:
    """The phrases whose meaning the rulebooks look for, each once, in the order of the rules."""
    asked = (pair for book in rulebooks for item in book.items.values() for pair in _asked_by(item))
    return tuple(dict.fromkeys(name for kind, name in asked if kind == "meaning"))


def _asked_by(item: CompiledItem) -> Iterator[tuple[str, str]]:
    """("meaning", phrase) and ("classifier", name) of every condition."""
    for condition in item.conditions.values():
        if condition.spec.meaning is not None:
            yield from (("meaning", phrase) for phrase in condition.spec.meaning.of)
        if condition.spec.classifier is not None:
            yield ("classifier", condition.spec.classifier.name)
