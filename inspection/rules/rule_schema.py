"""JSON Schema of rule files for editors, made from the models, with a description of every key."""

from typing import Any

from pydantic import BaseModel

from inspection.forms import FormSpec
from inspection.rules.clean_corpus import CleanFile
from inspection.rules.item_spec import Example, ItemSpec
from inspection.rules.key_words import KEY_WORDS
from inspection.rules.rulebook import RulebookHead

KINDS: dict[str, tuple[type[BaseModel], str]] = {
    "rulebook": (RulebookHead, "rulebook.yaml"),
    "item": (ItemSpec, "items/*.yaml"),
    "form": (FormSpec, "forms/*.yaml"),
    "example": (Example, "one entry of examples: in an item"),
    "clean-corpus": (CleanFile, "clean_corpus/*.yaml"),
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_STATE_WORDS = ["达标", "未达标", "不适用", "待人工", "clean", "found", "hit"]
_LIST_ALONE = ("Except", "ScriptSpec")
_PLACES = {"type": "array", "items": {"type": "string"}}


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of one kind of file: a key of KINDS. Values may be written in the Chinese words the loader knows."""
    model, where = KINDS[kind]
    schema = model.model_json_schema(by_alias=True)
    for name, definition in [(model.__name__, schema), *schema.get("$defs", {}).items()]:
        _describe(name, definition)
    _loosen(schema)
    return {"$schema": DIALECT, **schema, "title": f"Mingjian {kind}", "$comment": where}


def _describe(model: str, definition: dict[str, Any]) -> None:
    for key, value in definition.get("properties", {}).items():
        value.pop("title", None)
        words = KEY_WORDS.get(f"{model}.{key}") or KEY_WORDS.get(key)
        if words and "description" not in value:
            value["description"] = words


def _loosen(schema: dict[str, Any]) -> None:
    """What the loader accepts beyond the models' own types."""
    definitions = schema.get("$defs", {})
    for name in _LIST_ALONE:
        if name in definitions:
            whole = definitions[name]
            described = {k: whole.pop(k) for k in ("description", "title") if k in whole}
            definitions[name] = {**described, "anyOf": [{"type": "string"}, _PLACES, whole]}
    if "ItemState" in definitions:
        definitions["ItemState"]["enum"] = [*definitions["ItemState"]["enum"], *_STATE_WORDS]
    for example in (definitions.get("Example"), schema):
        properties = (example or {}).get("properties", {})
        if "expect" in properties and "turns" in properties:
            _loosen_example(properties)


def _loosen_example(properties: dict[str, Any]) -> None:
    """Turns carry details beside the words, and what is known of the conversation stands beside the turns."""
    properties.pop("known", None)
    properties["turns"]["items"] = {"type": "object", "minProperties": 1}
    for key in ("holds", "classifiers", "meanings_read", "trust"):
        properties[key] = {"description": KEY_WORDS[f"Known.{key}"]}
