"""One item read aloud: what it asks, each condition in words, its examples, and how people find it."""

from dataclasses import dataclass
from urllib.parse import unquote

from console.figures import moment
from console.frame import PageContext, frame_of
from console.pages.rules.rule_rows import ShownLife, ShownStanding, in_words, life_of, standing_of
from console.pages.rules.standing import standing_url
from console.rules_in_view import ItemHead, ReadItem, book_in_view, heads_of, read_item
from console.rules_live_now import live_now
from console.visit import Visit, with_query
from console.words import Words
from inspection.access.policy import Action
from inspection.rules.item_spec import Example
from inspection.rules.prose import ConditionProse, ProseLine
from records import rule_standings
from records.database import reading
from records.workspace import Workspace

_PATH = "/rules/items/"
_WORDINGS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence; `anchor` leads to the condition it names (empty: plain words)."""

    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Line:
    """What a sentence is about, and the sentence."""

    about: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionCard:
    """A condition under its number; `wordings` is everything it looks for (`more` is how many are not shown)."""

    number: int
    anchor: str
    name: str
    words: str
    scope: tuple[str, ...]
    note: str
    wordings: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleRow:
    """An example beside the rule: what is said, what it must come to; `is_gap`: it does not yet, and that is known."""

    name: str
    channel: str
    turns: tuple[tuple[str, str], ...]
    expect: str
    expect_name: str
    is_gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleItem(PageContext):
    """An item of the book `book`; `examples_note` says what of its examples was checked."""

    title: str
    meaning: str
    rule_version: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    book: str
    book_url: str
    standing: ShownStanding
    life: ShownLife
    standing_url: str
    live_at: str
    lines: tuple[Line, ...]
    conditions: tuple[ConditionCard, ...]
    examples: tuple[ExampleRow, ...]
    examples_note: str


def build(workspace: Workspace, visit: Visit) -> RuleItem | None:
    """Query: `version`. None for an item or version nobody knows."""
    w, item_id = visit.w, unquote(visit.path.removeprefix(_PATH))
    book = book_in_view(workspace, visit.asked("version"), visit.at)
    item = read_item(book.files, item_id) if book else None
    if book is None or item is None:
        return None
    head = next(one for one in heads_of(book.files) if one.id == item_id)
    live = live_now(workspace, visit.at)
    with reading(workspace.engine) as connection:
        standings = rule_standings.everything(connection)
    note = "rules_examples_published" if book.version else "rules_examples_shipped"
    return RuleItem(
        frame=frame_of(visit, in_words(head.title, w), "rules"),
        w=w,
        title=in_words(head.title, w),
        meaning=in_words(head.meaning, w),
        rule_version=head.rule_version,
        kind=w.of("item_kind", head.kind.value),
        facts=_facts(head, w),
        book=book.label,
        book_url=with_query("/rules", {"version": visit.asked("version")}),
        standing=standing_of(standings.get(head.rule_version), w),
        life=life_of(live.rules.get(head.rule_version), w),
        standing_url=_standing_url(head, book.is_in_force or head.rule_version in standings, visit),
        live_at=moment(live.at),
        lines=tuple(_line(line, item, w) for line in item.prose.lines),
        conditions=tuple(_card(one, w) for one in item.prose.conditions),
        examples=tuple(_example(one, head, w) for one in item.examples),
        examples_note=w[note].format(n=len(item.examples), gaps=head.gaps),
    )


def _standing_url(head: ItemHead, is_known: bool, visit: Visit) -> str:
    may = visit.sight(Action.DECIDE_RULES).is_everything
    return standing_url(head.rule_version) if is_known and may else ""


def _facts(head: ItemHead, w: Words) -> tuple[tuple[str, str], ...]:
    return (
        (w["line"], w.of("line", head.line)),
        (w["dimension"], w.of("dimension", head.dimension)),
        (w["rules_owner"], head.owner),
        (w["rules_updated"], head.updated),
    )


def _line(line: ProseLine, item: ReadItem, w: Words) -> Line:
    numbers = {one.name: one.number for one in item.prose.conditions}
    return Line(
        in_words(line.about, w),
        tuple(
            Piece(in_words(part.words, w), f"c{numbers[part.condition]}" if part.condition in numbers else "")
            for part in line.parts
        ),
    )


def _card(one: ConditionProse, w: Words) -> ConditionCard:
    return ConditionCard(
        number=one.number,
        anchor=f"c{one.number}",
        name=one.name,
        words=in_words(one.words, w),
        scope=tuple(in_words(limit, w) for limit in one.scope),
        note=in_words(one.note, w),
        wordings=one.wordings[:_WORDINGS_SHOWN],
        more=max(0, len(one.wordings) - _WORDINGS_SHOWN),
    )


def _example(one: Example, head: ItemHead, w: Words) -> ExampleRow:
    kind = "violation_state" if head.kind.value in ("violation", "measure") else "state"
    return ExampleRow(
        name=one.name,
        channel=w.of("channel", one.channel),
        turns=tuple((said_by, text) for turn in one.turns for said_by, text in turn.items()),
        expect=one.expect.value,
        expect_name=w.of(kind, one.expect.value),
        is_gap=one.known_gap,
    )
