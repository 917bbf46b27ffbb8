"""The rulebook a page speaks of (所看方案): a published version or the shipped one, read once and remembered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache

from inspection.errors import RecordsError
from inspection.evaluation import ItemKind
from inspection.rule_files import HEAD, ITEMS, RuleFiles
from inspection.rules.item_spec import Example, ItemSpec, Wording
from inspection.rules.prose import ItemProse, prose_of
from inspection.rules.prose_words import in_both
from inspection.rules.rule_yaml import checked, parse
from inspection.rules.rulebook import RulebookHead, load_rulebook
from inspection.rules.rulebook_parts import LISTS_FOLDER, SHARED_FILE, SPELLINGS_FILE
from records import rulebook_versions
from records.database import reading
from records.rule_texts import rule_files, rule_texts
from records.rulebook_versions import RulebookVersion
from records.workspace import Workspace

SHIPPED = "shipped"
_BOOKS_REMEMBERED = 6
_ITEMS_REMEMBERED = 400


@dataclass(frozen=True, slots=True)
class BookInView:
    """A rulebook with its files; `version` is None for the shipped one, `is_in_force` when it judges now."""

    files: RuleFiles
    version: RulebookVersion | None
    is_in_force: bool

    @property
    def label(self) -> str:
        """`#3 service@2026.2`, or the shipped book's own name."""
        return self.version.label if self.version else f"{self.files.book_id}@{self.files.version}"

    @property
    def name(self) -> str:
        """What addresses call it."""
        return str(self.version.number) if self.version else SHIPPED


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemHead:
    """What a list of items says of one; `gaps` are its examples that it does not meet yet."""

    file: str
    id: str
    version: int
    kind: ItemKind
    title: Wording
    meaning: Wording
    dimension: str
    line: str
    owner: str
    updated: str
    fatal: str | None
    examples: int
    gaps: int

    @property
    def rule_version(self) -> str:
        """As evaluations name it: greeting@4."""
        return f"{self.id}@{self.version}"


@dataclass(frozen=True, slots=True)
class ReadItem:
    """One item read aloud, with its examples in the order of its file."""

    prose: ItemProse
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class BookByContent:
    """Files that are known by what is in them."""

    content_hash: str
    files: RuleFiles = field(compare=False)


def by_content(files: RuleFiles) -> BookByContent:
    """The files as a key of what is remembered of them."""
    return BookByContent(files.content_hash, files)


def book_in_view(workspace: Workspace, name: str, now: datetime) -> BookInView | None:
    """The version of that number or name, `shipped`, or (empty) the one in force now; None for an unknown one."""
    with reading(workspace.engine) as connection:
        in_force = rulebook_versions.in_force(rulebook_versions.history(connection), now)
        try:
            wanted = in_force if name == "" else rulebook_versions.find(connection, name) if name != SHIPPED else None
        except RecordsError:
            return None
        files = rulebook_versions.files_of(connection, wanted.number) if wanted else shipped_files()
    return BookInView(files, wanted, wanted == in_force)


@cache
def shipped_files() -> RuleFiles:
    """The rulebook that came with the program."""
    return RuleFiles(rule_files()[0])


def heads_of(files: RuleFiles) -> tuple[ItemHead, ...]:
    """Every item of a book, in the order of its files. RuleError for a book that makes no sense."""
    return _heads(by_content(files))


def read_item(files: RuleFiles, item_id: str) -> ReadItem | None:
    """One item of a book; None when it has none of that id."""
    return _item(by_content(files), item_id)


@lru_cache(maxsize=_BOOKS_REMEMBERED)
def _heads(book: BookByContent) -> tuple[ItemHead, ...]:
    texts = sorted(rule_texts(book.files.texts).items())
    return tuple(_head(file, text) for file, text in texts if file.startswith(ITEMS) and file.endswith(".yaml"))


def _head(file: str, text: str) -> ItemHead:
    data = parse(text, file).data
    examples, fatal = data.get("examples") or [], data.get("fatal")
    return ItemHead(
        file=file,
        id=str(data["id"]),
        version=int(data["version"]),
        kind=ItemKind(data["kind"]),
        title=Wording.model_validate(data["title"]),
        meaning=Wording.model_validate(data["meaning"]),
        dimension=str(data["dimension"]),
        line=str(data["line"]),
        owner=str(data["owner"]),
        updated=str(data["updated"]),
        fatal=str(fatal["kind"]) if isinstance(fatal, dict) else None,
        examples=len(examples),
        gaps=sum(1 for one in examples if isinstance(one, dict) and one.get("known_gap")),
    )


@lru_cache(maxsize=_ITEMS_REMEMBERED)
def _item(book: BookByContent, item_id: str) -> ReadItem | None:
    """Compiles one item alone: a whole book takes seconds."""
    texts = rule_texts(book.files.texts)
    head = next((one for one in _heads(book) if one.id == item_id), None)
    if head is None:
        return None
    beside = [(f, t) for f, t in texts.items() if f.startswith(LISTS_FOLDER) or f in (SHARED_FILE, SPELLINGS_FILE)]
    compiled = load_rulebook((HEAD, texts[HEAD]), [(head.file, texts[head.file])], beside)
    spec: ItemSpec = compiled.items[item_id].spec
    titles = {one.id: one.title for one in _heads(book)}
    return ReadItem(prose_of(compiled, item_id, _guards(texts), titles), tuple(spec.examples))


def _guards(texts: Mapping[str, str]) -> dict[str, Wording]:
    head = checked(parse(texts[HEAD], HEAD), RulebookHead)
    return {name: in_both(guard.note) for name, guard in head.guards.items()}
