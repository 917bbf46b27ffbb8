"""Whole values as JSON and back, where no single column is ever asked for: facts and transcripts."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from inspection.facts import Facts
from inspection.hearing import Utterance
from records.column_types import to_json

Heard = tuple[tuple[Utterance, ...], ...]

_FACTS = TypeAdapter(Facts)
_HEARD = TypeAdapter(Heard)


def pack_facts(facts: Facts) -> bytes:
    """JSON of the facts, UTF-8; times keep their offset. Lone surrogates become U+FFFD, one for one."""
    interaction = replace(facts.interaction, metadata=dict(facts.interaction.metadata))
    return _dump(_FACTS, replace(facts, interaction=interaction))


def unpack_facts(packed: bytes) -> Facts:
    """The facts as they were packed; metadata cannot be changed."""
    facts = _FACTS.validate_json(packed)
    metadata = MappingProxyType(dict(facts.interaction.metadata))
    return replace(facts, interaction=replace(facts.interaction, metadata=metadata))


def pack_heard(channels: Heard) -> bytes:
    """JSON of the utterances of every channel."""
    return _dump(_HEARD, channels)


def unpack_heard(packed: bytes) -> Heard:
    """The utterances of every channel as they were packed."""
    return _HEARD.validate_json(packed)


def _dump(kind: TypeAdapter[Any], value: object) -> bytes:
    try:
        return kind.dump_json(value)
    except PydanticSerializationError:  # a lone surrogate, which UTF-8 does not know: the slow way replaces it
        return to_json(kind.dump_python(value, mode="json")).encode()
