"""The JSON Schema of the rule files: current, described to the last key, and true of every shipped file."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from inspection.rules.rule_schema import KINDS, schema_of
from tests.docs.pages import HOUSE, reference_generator

FILES = {
    "rulebook": "rulebook.yaml",
    "item": "items/*.yaml",
    "form": "forms/*.yaml",
    "clean-corpus": "clean_corpus/*.yaml",
}


def plain(text: str) -> Any:
    """YAML as JSON would hold it (dates as text)."""
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_schema_is_what_the_models_say_now(kind: str) -> None:
    generator = reference_generator()
    committed = (HOUSE / "docs" / "reference" / "rule-schema" / f"{kind}.json").read_text(encoding="utf-8")
    assert committed == generator.SCHEMAS[f"rule-schema/{kind}.json"](), (
        "run .venv/bin/python docs/generate_reference.py"
    )


@pytest.mark.parametrize("kind", FILES)
def test_every_shipped_file_fits_its_schema(kind: str) -> None:
    validator = jsonschema.Draft202012Validator(schema_of(kind))
    files = sorted((HOUSE / "scoring_rules").glob(FILES[kind]))
    assert files
    misfits = {f.name: [e.message for e in validator.iter_errors(plain(f.read_text("utf-8")))] for f in files}
    assert {name: found for name, found in misfits.items() if found} == {}


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        ({"kind": "dutty"}, "dutty"),
        ({"versionn": 1}, "versionn"),
        ({"conditions": {"a": {"anyy": ["x"]}}}, "anyy"),
        ({"version": "one"}, "one"),
    ],
)
def test_a_mistake_is_seen_while_typing(mistake: dict[str, Any], words: str) -> None:
    good = plain((HOUSE / "scoring_rules" / "items" / "greeting.yaml").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema_of("item"))
    assert list(validator.iter_errors(good)) == []
    assert any(words in e.message for e in validator.iter_errors({**good, **mistake}))


def keys_without_words(name: str, definition: dict[str, Any]) -> Iterator[str]:
    for key, value in definition.get("properties", {}).items():
        if "description" not in value:
            yield f"{name}.{key}"
    for option in definition.get("anyOf", []):
        yield from keys_without_words(name, option)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_says_what_it_means(kind: str) -> None:
    schema = schema_of(kind)
    definitions = [(kind, schema), *schema.get("$defs", {}).items()]
    assert [key for name, definition in definitions for key in keys_without_words(name, definition)] == []
