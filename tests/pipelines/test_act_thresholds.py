"""The threshold an act is tested at is the one the rules ask for it with."""

from pathlib import Path

from pipelines.act_thresholds import act_thresholds
from pipelines.shipped_rules import load_yardstick
from tests.pipelines.small_night import FORM, HEAD, ITEM

BODY = """conditions:
  said: {any: [笨]}
  read: {classifier: {name: service_acts, label: rude, at_least: 0.8, missing: absent}}
  surely: {classifier: {name: service_acts, label: rude, at_least: 0.95, missing: absent}}
  other: {classifier: {name: intent, label: rude, at_least: 0.1, missing: absent}}
found: said or read or surely or other"""


def test_the_lowest_with_which_our_own_classifier_is_asked(tmp_path: Path) -> None:
    (tmp_path / "items").mkdir()
    (tmp_path / "forms").mkdir()
    (tmp_path / "rulebook.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "items" / "rude.yaml").write_text(ITEM.format(id="rude", kind="violation", body=BODY), encoding="utf-8")
    items = "- {item: greeting, points: 60}\n  - {item: closing, points: 40}"
    (tmp_path / "forms" / "small.yaml").write_text(FORM.replace(items, "- {item: rude, points: 100}"), encoding="utf-8")
    assert act_thresholds(load_yardstick(tmp_path).rulebook) == {"rude": 0.8}
