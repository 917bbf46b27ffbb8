"""Scoring forms from the points of SCA rules and schemes: original numbers kept as notes, brought to our 100."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from inspection.formats.rule_text import as_flow, as_yaml, one_line
from inspection.formats.sca_items import ImportedItem
from inspection.formats.sca_json import Fields, ScaScheme, entries, fields, number_of, word_of, yes_of
from inspection.formats.sca_remarks import Remark, remark

_ADD, _DEDUCT = 1, 3
_VETO_KEYS = ("onevoteveto", "isveto", "veto")
_MOST_BONUS = 5.0
_CHANNELS = {0: ["chat", "email", "social", "app"], 1: ["phone"]}


@dataclass(frozen=True, slots=True)
class _Points:
    """What a rule is worth in SCA: `kind` 1 adds, 3 deducts; `dimension` is the name of its dimension."""

    item: ImportedItem
    points: float
    kind: int
    dimension: str


@dataclass(slots=True)
class ImportedForm:
    """A form: its file, its text, and remarks by item id."""

    file: str = ""
    text: str = ""
    remarks: dict[str, list[Remark]] = field(default_factory=dict)

    def say(self, item: ImportedItem, what: Remark) -> None:
        """Keeps a remark about an item."""
        self.remarks.setdefault(item.item_id, []).append(what)


def form_of(scheme: ScaScheme | None, items: Sequence[ImportedItem], form_id: str, today: date) -> ImportedForm:
    """The form of a scheme (or of the rules in no scheme)."""
    form = ImportedForm()
    rows = [row for item in items for row in _points(item, scheme, form)]
    vetoes = [item for item in items if _veto(item, form)]
    deducting = [r for r in rows if r.kind == _DEDUCT]
    adding = [r for r in rows if r.kind == _ADD]
    base = _base(scheme, adding if not deducting else [])
    head = _head(scheme, form_id, today, is_deducting=bool(deducting or not adding))
    if deducting or not adding:
        lines, more = _deductions(deducting, 100 / base, form), _bonus(adding, 100 / base, form)
    else:
        lines, more = _additions(adding, base), []
    lines = [*(["items:", *lines] if lines else ["items: []"]), *more]
    if vetoes:
        lines += ["fatal:", *(f"  - {{item: {v.item_id}, kind: business, always: true}}" for v in vetoes)]
    form.file = f"forms/{form_id}.yaml"
    form.text = head + "\n".join(lines) + "\n"
    return form


def form_ids(schemes: Sequence[ScaScheme | None]) -> list[str]:
    """A form id for every scheme, safe as a file name, each once; `sca-rules` for rules in no scheme."""
    found: list[str] = []
    for number, scheme in enumerate(schemes, start=1):
        plain = re.sub(r"[^a-z0-9]+", "-", scheme.scheme_id.lower()).strip("-")[:40] if scheme else "rules"
        form_id, again = f"sca-{plain or number}", 2
        while form_id in found:
            form_id, again = f"sca-{plain or number}-{again}", again + 1
        found.append(form_id)
    return found


def _points(item: ImportedItem, scheme: ScaScheme | None, form: ImportedForm) -> Iterator[_Points]:
    """What the scheme says of the rule, else what the rule itself says; nothing for a rule that is not scored."""
    given, dimension = item.carried.rule, _score_info(item.carried.rule, scheme)[1]
    points, kind = number_of(given.get("scorenum")), number_of(given.get("scoretype"))
    if not points or number_of(given.get("rulescoretype")) == 1:
        form.say(item, remark("no_score"))
        return
    if yes_of(dimension.get("enable")) is False:
        form.say(item, remark("dimension_off", name=word_of(dimension.get("checkname"))))
        return
    if kind not in (None, _ADD, _DEDUCT) or points < 0:
        form.say(item, remark("score_type", given=given.get("scoretype") if points > 0 else points))
        return
    if number_of(given.get("scorenumtype")) == 1:
        form.say(item, remark("score_at_once"))
    if scheme is None:
        form.say(item, remark("no_scheme"))
    yield _Points(item, points, int(kind or _ADD), word_of(dimension.get("checkname")))


def scored_rule(rule: Fields, scheme: ScaScheme | None) -> Fields:
    """The rule with what its scheme says of its points, where the scheme says it."""
    info = _score_info(rule, scheme)[0]
    return {**rule, **{name: value for name, value in info.items() if value is not None}}


def _score_info(rule: Fields, scheme: ScaScheme | None) -> tuple[Fields, Fields]:
    """(what a dimension of the scheme says of the rule's points, the dimension); both empty when none does."""
    rid = word_of(rule.get("rid"))
    for dimension in scheme.dimensions if scheme else ():
        for info in map(fields, entries(dimension.get("schemescoreinfolist"))):
            if rid and word_of(info.get("rid")) == rid:
                return info, dimension
    return {}, {}


def _veto(item: ImportedItem, form: ImportedForm) -> bool:
    name = next((key for key in _VETO_KEYS if yes_of(item.carried.rule.get(key))), None)
    if name is not None:
        form.say(item, remark("veto", field=name))
    return name is not None


def _base(scheme: ScaScheme | None, adding: Sequence[_Points]) -> float:
    """The full score in SCA's own numbers: of the dimensions that are on, else all that can be earned, else 100."""
    dimensions = [d for d in (scheme.dimensions if scheme else ()) if yes_of(d.get("enable")) is not False]
    total = sum(number_of(d.get("score")) or 0 for d in dimensions)
    return (sum(row.points for row in adding) if adding else total) or 100.0


def _head(scheme: ScaScheme | None, form_id: str, today: date, *, is_deducting: bool) -> str:
    name = (scheme.name if scheme else "") or "SCA"
    head: dict[str, object] = {
        "id": form_id, "version": "1.0", "title": {"zh": f"{name}（由 SCA 导入）", "en": form_id},
        "effective_from": today, "start": 100 if is_deducting else 0,
    }  # fmt: skip
    channels = _CHANNELS.get(scheme.data_type) if scheme and scheme.data_type is not None else None
    if channels:
        head["channels"] = channels
    comments = [
        f"SCA {scheme.scheme_id if scheme else ''} {one_line(name)}: 行末是 SCA 的原分 / SCA's own points at the ends"
    ]
    return as_yaml(head, comments)


def _deductions(rows: Sequence[_Points], scale: float, form: ImportedForm) -> list[str]:
    lines = []
    for row in rows:
        points = round(row.points * scale, 4)
        if points > 100:
            form.say(row.item, remark("points_over", points=f"{points:g}"))
        lines.append(_row(row, min(points, 100.0), {"style": "deduct"}))
    return lines


def _additions(rows: Sequence[_Points], base: float) -> list[str]:
    """Rows that come to 100 exactly: the last takes what rounding left."""
    points = [round(row.points * 100 / base, 2) for row in rows]
    points[-1] = round(100 - sum(points[:-1]), 2)
    return [_row(row, worth, {}) for row, worth in zip(rows, points, strict=True)]


def _bonus(rows: Sequence[_Points], scale: float, form: ImportedForm) -> list[str]:
    total = sum(row.points * scale for row in rows if row.item.kind == "duty")
    lines = []
    for row in rows:
        worth = round(row.points * scale, 4)
        if row.item.kind != "duty":
            form.say(row.item, remark("bonus_human", points=f"{row.points:g}"))
            continue
        if total > _MOST_BONUS:
            form.say(row.item, remark("bonus_cap", points=f"{worth:g}"))
        written = as_flow({"item": row.item.item_id, "points": min(worth, _MOST_BONUS)})
        lines.append(f"  - {written}  # {row.points:g}")
    return ["bonus:", *lines] if lines else []


def _row(row: _Points, points: float, more: Mapping[str, object]) -> str:
    human = {"judged_by": "human"} if row.item.kind == "human" else {}
    written = as_flow({"item": row.item.item_id, "points": points, **more, **human})
    return f"  - {written}  # {one_line(f'{row.points:g} {row.dimension}')}"
