"""Boolean expressions over named conditions: `a and not (b or c)`, `at least 2 of (a, b, c)`, `a before b`.

`a then b`: b in a later turn than a, both are shown; `b later than a`: the same, only b is shown.
Chinese words do as well: 且 或 非, 至少 2 个 (a, b, c), a 先于 b, a 然后 b, b 晚于 a.

Hits of a part that is false (which step is missing) or unknown (what a person should look at) are kept as reasons.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from lark import Lark, Token, Transformer, UnexpectedInput, v_args

from inspection.errors import RuleError
from inspection.rules.outcome import NOTHING, Hit, Outcome, Truth, all_of, any_of

_GRAMMAR = r"""
?start: either
?either: both (_OR both)*
?both: unary (_AND unary)*
?unary: _NOT unary -> negation
      | ordered
?ordered: atom
        | atom _BEFORE atom -> before
       | atom _THEN atom -> then
       | atom _LATER atom -> later
?atom: NAME -> name
     | "(" either ")"
     | _AT_LEAST INT _OF "(" either ("," either)* ")" -> at_least
_OR.2: /or\b/ | "或"
_AND.2: /and\b/ | "且"
_NOT.2: /not\b/ | "非"
_BEFORE.2: /before\b/ | "先于"
_THEN.2: /then\b/ | "然后"
_LATER.2: /later\s+than\b/ | "晚于"
_AT_LEAST.2: /at\s+least\b/ | "至少"
_OF.2: /of\b/ | "个"
NAME: /(?!(?:or|and|not|before|then|later|at|of)\b)[a-z_][a-z0-9_]*/
%import common.INT
%ignore /\s+/
"""

Lookup = Callable[[str], Outcome]
Evaluator = Callable[[Lookup], Outcome]


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression: its source, the condition names it uses, and how to evaluate it."""

    source: str
    names: frozenset[str]
    evaluate: Evaluator


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", maybe_placeholders=False)


@lru_cache(maxsize=4096)
def compile_expression(source: str) -> Expression:
    """Compile; RuleError names the column of the first thing that cannot be read."""
    try:
        tree = _parser().parse(source)
    except UnexpectedInput as problem:
        column = max(int(getattr(problem, "column", 1) or 1), 1)
        raise RuleError(
            f"the expression '{source}' cannot be read at character {column}",
            "write condition names joined by and, or, not, before, 'at least 2 of (a, b)', with balanced brackets",
        ) from None
    names = frozenset(str(t) for t in tree.scan_values(lambda v: isinstance(v, Token) and v.type == "NAME"))
    return Expression(source, names, _Compiler().transform(tree))


@v_args(inline=True)
class _Compiler(Transformer[Token, Evaluator]):
    def name(self, token: Token) -> Evaluator:
        key = str(token)
        return lambda look: look(key)

    def negation(self, inner: Evaluator) -> Evaluator:
        def evaluate(look: Lookup) -> Outcome:
            outcome = inner(look)
            return Outcome(~outcome.truth, () if outcome.truth is Truth.TRUE else outcome.hits)

        return evaluate

    def either(self, *parts: Evaluator) -> Evaluator:
        def evaluate(look: Lookup) -> Outcome:
            return _joined(any_of, [p(look) for p in parts])

        return evaluate

    def both(self, *parts: Evaluator) -> Evaluator:
        def evaluate(look: Lookup) -> Outcome:
            # A look-up may know that no part can be false and still show something: then one that is false decides.
            decides = getattr(look, "one_false_decides", False)
            outcomes: list[Outcome] = []
            for part in parts:
                outcomes.append(part(look))
                if decides and outcomes[-1].truth is Truth.FALSE:
                    return NOTHING
            return _joined(all_of, outcomes)

        return evaluate

    def before(self, first: Evaluator, second: Evaluator) -> Evaluator:
        def evaluate(look: Lookup) -> Outcome:
            earlier, later = first(look), second(look)
            truth = all_of([earlier.truth, later.truth])
            if truth is Truth.TRUE and earlier.hits and later.hits:
                hits = tuple(h for h in earlier.hits if h.place < later.hits[0].place)
                return Outcome.found(hits)
            return Outcome(truth, earlier.hits if truth is Truth.TRUE else ())

        return evaluate

    def then(self, first: Evaluator, second: Evaluator) -> Evaluator:
        return lambda look: _in_later_turn(first(look), second(look), both=True)

    def later(self, second: Evaluator, first: Evaluator) -> Evaluator:
        return lambda look: _in_later_turn(first(look), second(look), both=False)

    def at_least(self, count: Token, *parts: Evaluator) -> Evaluator:
        wanted = int(count)

        def evaluate(look: Lookup) -> Outcome:
            outcomes = [p(look) for p in parts]
            sure = sum(o.truth is Truth.TRUE for o in outcomes)
            possible = sure + sum(o.truth is Truth.UNKNOWN for o in outcomes)
            if sure >= wanted:
                return _joined(lambda _: Truth.TRUE, outcomes)
            return Outcome(Truth.UNKNOWN if possible >= wanted else Truth.FALSE)

        return evaluate


def _in_later_turn(first: Outcome, second: Outcome, *, both: bool) -> Outcome:
    """True when a hit of `second` stands in a later turn than one of `first`."""
    truth = all_of([first.truth, second.truth])
    if truth is not Truth.TRUE or not first.hits:
        return Outcome(Truth.FALSE if truth is Truth.TRUE else truth)
    begun = min(h.turn for h in first.hits)
    later = tuple(h for h in second.hits if h.turn > begun)
    if not later:
        return Outcome(Truth.FALSE)
    return Outcome(Truth.TRUE, _ordered({first.hits[0], *later}) if both else later)


def _joined(combine: Callable[[list[Truth]], Truth], outcomes: list[Outcome]) -> Outcome:
    truth = combine([o.truth for o in outcomes])
    return Outcome(truth, _ordered({h for o in outcomes if o.truth is truth for h in o.hits}))


def _ordered(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    return tuple(sorted(hits, key=lambda h: (h.turn, h.start_char, h.end_char, h.operator)))
