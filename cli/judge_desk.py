"""What the commands about judges share: who sits at the desk, the policies, and figures as people read them."""

import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any

from cli.registered import person_named
from cli.review_desk import policy as review_policy
from cli.review_sheet import json_ready
from inspection.intervals import Figure
from inspection.judges.agreement import Agreement
from records.judges.judging_desk import JudgingDesk, judging_policy_in
from records.workspace import Workspace


def judging_desk(workspace: Workspace, who: str) -> JudgingDesk:
    """The desk of a registered person, now."""
    policy = judging_policy_in(workspace.path)
    return JudgingDesk(
        person=person_named(workspace, who), policy=policy, review=review_policy(), now=datetime.now(UTC)
    )


def as_json(value: Any) -> Any:
    """A value of frozen dataclasses as JSON values."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: as_json(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, list | tuple):
        return [as_json(one) for one in value]
    return json_ready(value)


def shown(figure: Figure | None, words: Mapping[str, str], *, marked: bool = True) -> str:
    """A share in percent or a coefficient, with its interval; what is missing is said (too little only if `marked`)."""
    if figure is None or figure.n == 0:
        return "-"
    if figure.value is None:
        return words["undefined"]
    write = _percent if figure.unit == "share" else _two
    text = write(figure.value)
    if figure.low is not None and figure.high is not None:
        text += f" ({write(figure.low)}~{write(figure.high)})"
    return text if figure.enough or not marked else f"{text} {words['not enough']}"


def difference(figure: Figure, *, scale: float = 1.0) -> str:
    """A signed difference with its interval, or a dash."""
    if figure.value is None or figure.low is None or figure.high is None:
        return "-"
    value, low, high = (scale * one for one in (figure.value, figure.low, figure.high))
    return f"{value:+.1f} ({low:+.1f}~{high:+.1f})"


def alike(found: Agreement, good_from: float, words: Mapping[str, str]) -> str:
    """Whether an item is judged alike, by AC1 (words) or alpha (points): good from a coefficient on."""
    figure = found.ac1 or found.alpha
    if figure.low is None or figure.high is None or figure.n == 0:
        return "-"
    if not figure.enough:
        return words["not enough"]
    if figure.low >= good_from:
        return words["yes"]
    return words["rewrite"] if figure.high < good_from else words["unsure"]


def tell(text: str) -> None:
    """A line beside the result."""
    print(text, file=sys.stderr)


def _percent(value: float) -> str:
    return f"{value:.0%}"


def _two(value: float) -> str:
    return f"{value:.2f}"
