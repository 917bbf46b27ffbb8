"""What points rest on (计分依据): the form and the terms of the items an evaluation was scored by."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inspection.evaluating import Yardstick
from inspection.evaluation import Line
from inspection.forms import FormSpec
from inspection.rules.item_spec import ItemSpec


@dataclass(frozen=True)
class ScoreBasis:
    """One form and the items of the book it was used with (without their conditions, which only the night needs)."""

    rulebook_hash: str
    form: FormSpec
    items: Mapping[str, ItemSpec]

    def fatal_kind(self, item_id: str, channel: str) -> Line | None:
        """Of which kind a breach of the item is when it is fatal; None when no breach of it ever is."""
        rule = self.form.fatal_on(channel).get(item_id)
        if rule is not None:
            return None if rule.kind == "none" else Line(rule.kind)
        spec = self.items.get(item_id)
        return Line(spec.fatal.kind) if spec is not None and spec.fatal is not None else None

    def is_always_fatal(self, item_id: str, channel: str) -> bool:
        """True when every breach is fatal, by its definition or by the form: nobody can call it a minor one."""
        if self.fatal_kind(item_id, channel) is None:
            return False
        rule, spec = self.form.fatal_on(channel).get(item_id), self.items.get(item_id)
        by_definition = spec.fatal if spec is not None else None
        return bool(rule and rule.always) or by_definition is None or by_definition.when is None

    def judged_on(self, channel: str) -> tuple[str, ...]:
        """Items a full form asks for on a channel: those with points or a bonus, and those that may be fatal."""
        rows = [row.item for row in self.form.items if row.counts_on(channel)]
        bonus = [row.item for row in self.form.bonus if row.counts_on(channel)]
        fatal = [item_id for item_id in self.items if self.fatal_kind(item_id, channel) is not None]
        return tuple(dict.fromkeys([*rows, *bonus, *fatal]))

    def title(self, item_id: str, language: str) -> str:
        """What people call an item; its id when the book does not know it."""
        spec = self.items.get(item_id)
        return item_id if spec is None else spec.title.in_language(language)


def bases_of(yardstick: Yardstick) -> tuple[ScoreBasis, ...]:
    """One basis per form of a yardstick."""
    items = {item_id: _terms(item.spec) for item_id, item in yardstick.rulebook.items.items()}
    return tuple(ScoreBasis(yardstick.rulebook.content_hash, form, items) for form in yardstick.forms)


def _terms(spec: ItemSpec) -> ItemSpec:
    return spec.model_copy(update={"conditions": {}, "examples": [], "reasons": {}})


def to_json(basis: ScoreBasis) -> dict[str, Any]:
    """The basis as JSON values."""
    items = [spec.model_dump(mode="json", exclude_defaults=True) for spec in basis.items.values()]
    form = basis.form.model_dump(mode="json", exclude_defaults=True)
    return {"rulebook_hash": basis.rulebook_hash, "form": form, "items": items}


def from_json(given: Mapping[str, Any]) -> ScoreBasis:
    """The basis of JSON values as `to_json` gave them; pydantic's ValidationError for anything else."""
    specs = [ItemSpec.model_validate(item) for item in given["items"]]
    form = FormSpec.model_validate(given["form"])
    return ScoreBasis(str(given["rulebook_hash"]), form, {spec.id: spec for spec in specs})
