"""A compiled condition: how it was written and what its operator needs, worked out once per rulebook."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import regex

from inspection.errors import RuleError
from inspection.interaction import Role
from inspection.rules.condition_spec import ConditionSpec, Except
from inspection.rules.expression import Expression, compile_expression
from inspection.rules.phrases import Phrase
from inspection.rules.scripts import Line, read_sample, read_script
from inspection.rules.spellings import Spellings
from inspection.rules.word_search import Guard, WordSearch

Number = Callable[[Iterable[str]], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Excepts:
    """Compiled `except`: expressions a hit must not overlap, and that must not stand in its sentence."""

    overlapping: tuple["regex.Pattern[str]", ...] = ()
    in_sentence: tuple["regex.Pattern[str]", ...] = ()


@dataclass(frozen=True)
class Condition:
    """A condition ready to be evaluated.

    `words` is its word search; `typed_words` the same with evasive spellings, for typed text; `near` looks for the
    phrases of `near`; `reaching` for those of `unless` when it has a reach; `lines` are its scripts or samples.
    """

    name: str
    spec: ConditionSpec
    words: WordSearch | None = None
    expression: Expression | None = None
    typed_words: WordSearch | None = None
    near: WordSearch | None = None
    reaching: WordSearch | None = None
    excepts: Excepts | None = None
    lines: tuple[Line, ...] = ()

    @cached_property
    def is_placed(self) -> bool:
        """Whether hits are sorted out by where they stand, how many there are, or their absence."""
        spec = self.spec
        return bool(spec.neighbours) or (spec.near, spec.at_least, spec.nth, spec.none) != (None, 1, None, None)

    @cached_property
    def single_words(self) -> tuple[WordSearch, ...]:
        """A search for each of its phrases by itself, made once: searches are remembered by what they are."""
        return _singles(self.words)

    @cached_property
    def single_typed_words(self) -> tuple[WordSearch, ...]:
        """The same with evasive spellings."""
        return _singles(self.typed_words)

    @cached_property
    def role(self) -> Role | None:
        """The role it looks at; None for anyone."""
        return None if self.spec.role == "anyone" else Role(self.spec.role)


def _singles(words: WordSearch | None) -> tuple[WordSearch, ...]:
    if words is None:
        return ()
    by_sound = frozenset(words.by_sound)
    return tuple(
        replace(words, phrases=(n,), by_sound=(n,) if n in by_sound else (), wants_all=False, expressions=())
        for n in words.phrases
    )


@dataclass(frozen=True, slots=True)
class ConditionCompiler:
    """Compiles conditions of one rulebook.

    `number` compiles phrases and gives their numbers in `phrases`; `guards` and `named` patterns are the book's.
    """

    number: Number
    phrases: list[Phrase]
    guards: Mapping[str, Guard]
    named: Mapping[str, str]
    spellings: Spellings
    raw_numbers: dict[str, int] = field(default_factory=dict)

    def condition(self, name: str, spec: ConditionSpec) -> Condition:
        """One condition; RuleError for a phrase, pattern, script, guard or expression that cannot be read."""
        if spec.when is not None:
            return Condition(name, spec, expression=compile_expression(spec.when))
        wanted = spec.any or spec.all or spec.none
        has_words = wanted is not None or spec.pattern is not None
        return Condition(
            name,
            spec,
            words=self._words(spec, wanted or []) if has_words else None,
            typed_words=self._typed_words(spec, wanted or []) if has_words else None,
            near=self._plain(spec.near.phrases) if spec.near and spec.near.phrases else None,
            reaching=self._plain(spec.unless) if spec.unless_reach else None,
            excepts=self._excepts(spec.except_) if spec.except_ else None,
            lines=_lines(spec),
        )

    def _words(self, spec: ConditionSpec, wanted: Sequence[str]) -> WordSearch:
        unknown = [g for g in spec.guards if g not in self.guards]
        if unknown:
            known = ", ".join(sorted(self.guards)) or "none"
            raise RuleError(f"no guard is named '{unknown[0]}' (known: {known})", "use a known name")
        numbers = self.number(wanted)
        safe = [n for n in numbers if self.phrases[n].spoken_length >= spec.shortest_sound]
        return WordSearch(
            phrases=numbers,
            expressions=tuple(map(self._raw_number, spec.pattern or ())),
            wants_all=spec.all is not None,
            unless=() if spec.unless_reach else self.number(spec.unless),
            guards=tuple(self.guards[g] for g in spec.guards),
            by_sound=tuple(safe) if spec.sounds_like else (),
            questions=spec.questions,
        )

    def _typed_words(self, spec: ConditionSpec, wanted: Sequence[str]) -> WordSearch | None:
        respelled = [self.spellings.widened(phrase) for phrase in wanted]
        return None if respelled == list(wanted) else self._words(spec, respelled)

    def _plain(self, phrases: Sequence[str]) -> WordSearch:
        return WordSearch(self.number(phrases), (), False, (), (), (), "count")

    def _excepts(self, spec: Except) -> Excepts:
        return Excepts(
            tuple(map(self._expression, spec.overlapping)),
            tuple(map(self._expression, spec.in_sentence)),
        )

    def _raw_number(self, source: str) -> int:
        """The number of a raw expression, which stands among the phrases of the book."""
        pattern = self._expression(source).pattern
        if pattern not in self.raw_numbers:
            self.raw_numbers[pattern] = len(self.phrases)
            self.phrases.append(Phrase(source, pattern, frozenset(), 0))
        return self.raw_numbers[pattern]

    def _expression(self, source: str) -> "regex.Pattern[str]":
        for name, pattern in self.named.items():
            source = source.replace("{" + name + "}", f"(?:{pattern})")
        try:
            return regex.compile(source)
        except regex.error as problem:
            raise RuleError(f"the pattern {source!r} cannot be compiled: {problem}", "correct the expression") from None


def _lines(spec: ConditionSpec) -> tuple[Line, ...]:
    if spec.script is not None:
        return tuple(line for text in spec.script.lines for line in read_script(text))
    if spec.similar is not None:
        return tuple(read_sample(text) for text in spec.similar.to)
    return ()
