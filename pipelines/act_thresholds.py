"""From which probability on the rules in force take an act for found: the threshold a relearned act is tested at."""

from inspection.rules.rulebook import Rulebook
from models.reading.service_acts import NAME


def act_thresholds(book: Rulebook) -> dict[str, float]:
    """Item id -> the lowest `at_least` (0-1) with which a condition of the rulebook asks our classifier for it."""
    asked = [
        condition.classifier
        for item in book.items.values()
        for condition in item.spec.conditions.values()
        if condition.classifier is not None and condition.classifier.name == NAME
    ]
    return {label: min(c.at_least for c in asked if c.label == label) for label in sorted({c.label for c in asked})}
