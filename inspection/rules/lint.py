"""Lint (规则体检): every mistake of a rulebook folder at once, each with its place and what to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from pydantic import BaseModel

from inspection.forms import FormSpec
from inspection.rules.clean_corpus import CleanFile
from inspection.rules.item_spec import ItemSpec
from inspection.rules.lint_book import LintBook, book_of
from inspection.rules.lint_examples import TOLD_OF_TURNS, example_problems
from inspection.rules.lint_expressions import expression_problems
from inspection.rules.lint_file import LintFile, misfits, read_file
from inspection.rules.lint_forms import ADD_UP, form_problems
from inspection.rules.lint_item import LintItem, item_of, mapping
from inspection.rules.lint_kinds import kind_problems
from inspection.rules.lint_lists import list_problems
from inspection.rules.lint_names import name_problems
from inspection.rules.lint_patterns import named_pattern_problems, pattern_problems
from inspection.rules.lint_phrases import guard_problems, phrase_problems
from inspection.rules.lint_problem import Problem, in_order, problem
from inspection.rules.lint_scopes import scope_problems
from inspection.rules.lint_unused import unused_problems
from inspection.rules.lint_versions import version_problems
from inspection.rules.lint_words import NOT_OF_THE_LOADER, Words
from inspection.rules.rulebook import RulebookHead
from inspection.rules.rulebook_parts import SHARED_FILE, SharedFile, SpellingsFile
from inspection.rules.yaml_places import START

HEAD = "rulebook.yaml"
_SCHEMAS: dict[str, type[BaseModel]] = {HEAD: RulebookHead, "shared.yaml": SharedFile, "spellings.yaml": SpellingsFile}
_YML = Words("改名为 .yaml", "rename it to .yaml")


def lint(
    files: Mapping[str, str],
    former: Mapping[str, str] | None = None,
    *,
    classifiers: Sequence[str] | None = None,
    measured: bool = True,
) -> tuple[Problem, ...]:
    """Every problem of a rulebook, in order of file and place.

    `files` maps names inside the folder (rulebook.yaml, items/x.yaml, forms/y.yaml, lists/z.txt ...) to their texts;
    `former` is the same of an earlier rulebook, whose versions are compared; `classifiers` are the registered names,
    None where nobody can know them. `measured` false leaves out what takes seconds: whether patterns can hang.
    """
    found: list[Problem] = [] if HEAD in files else [problem(HEAD, START, "missing_file")]
    read: dict[str, LintFile] = {}
    for name, text in files.items():
        if name.endswith(".yaml") and _is_ours(name):
            file, problems = read_file(name, text, may_be_empty=not name.startswith(("items/", "forms/")))
            found += problems
            if file is not None:
                read[name] = file
        elif name.startswith(("items/", "forms/")) and name.endswith(".yml"):
            found.append(problem(name, START, "not_read", hint=_YML))
    items = {name: item_of(file) for name, file in read.items() if name.startswith("items/")}
    forms = [file for name, file in read.items() if name.startswith("forms/")]
    book = _book(files, read, items, forms, classifiers)
    found += _schemas(read)
    found += [*guard_problems(book), *named_pattern_problems(book, measured=measured)]
    for item in items.values():
        found += _item_problems(item, book, measured=measured)
    if SHARED_FILE in read:
        found += _condition_problems(item_of(read[SHARED_FILE]), book, measured=measured)
    found += list_problems(files, book)
    found += _identities(items)
    by_id: dict[str, LintItem | None] = dict.fromkeys(_unread(files, read))
    by_id |= {item.id: item for item in items.values()}
    for form in forms:
        found += form_problems(form, by_id)
    found += unused_problems(book, list(read.values()))
    found += version_problems(read, former or {})
    return in_order(found)


def _is_ours(name: str) -> bool:
    return name in _SCHEMAS or name.startswith(("items/", "forms/", "clean_corpus/"))


def _book(
    files: Mapping[str, str],
    read: Mapping[str, LintFile],
    items: Mapping[str, LintItem],
    forms: Sequence[LintFile],
    classifiers: Sequence[str] | None,
) -> LintBook:
    shared = [*_keys(read.get(HEAD), "shared"), *_keys(read.get("shared.yaml"), "conditions")]
    lines = [line for form in forms for line in form.data.get("business_lines") or () if isinstance(line, str)]
    return replace(
        book_of(read.get(HEAD)),
        shared=tuple(shared),
        items=(*(item.id for item in items.values()), *_unread(files, read)),
        business_lines=tuple(dict.fromkeys(lines)),
        lists=tuple(PurePosixPath(name).stem for name in files if name.startswith("lists/")),
        classifiers=None if classifiers is None else tuple(classifiers),
    )


def _unread(files: Mapping[str, str], read: Mapping[str, LintFile]) -> list[str]:
    """Ids of items whose files cannot be read: known all the same, by the names of their files."""
    return [
        PurePosixPath(name).stem
        for name in files
        if name.startswith("items/") and name.endswith(".yaml") and name not in read
    ]


def _keys(file: LintFile | None, key: str) -> list[str]:
    return list(map(str, mapping(file.data.get(key)))) if file else []


def _schemas(read: Mapping[str, LintFile]) -> Iterator[Problem]:
    for name, file in read.items():
        if name in _SCHEMAS:
            yield from misfits(file, _SCHEMAS[name])
        elif name.startswith("items/"):
            yield from misfits(file, ItemSpec, skip=TOLD_OF_TURNS)
        elif name.startswith("forms/"):
            yield from misfits(file, FormSpec, skip=ADD_UP)
        else:
            yield from misfits(file, CleanFile)


def _item_problems(item: LintItem, book: LintBook, *, measured: bool) -> Iterator[Problem]:
    yield from kind_problems(item)
    yield from example_problems(item)
    yield from _condition_problems(item, book, measured=measured)


def _condition_problems(item: LintItem, book: LintBook, *, measured: bool) -> Iterator[Problem]:
    yield from expression_problems(item)
    yield from name_problems(item, book)
    yield from phrase_problems(item, book)
    yield from pattern_problems(item, book, measured=measured)
    yield from scope_problems(item)


def _identities(items: Mapping[str, LintItem]) -> Iterator[Problem]:
    """Ids that two files give, or that are not the file's name."""
    first: dict[str, str] = {}
    for name, item in items.items():
        if not item.id:
            continue
        if item.id in first:
            yield item.file.at_value(("id",), "duplicate_id", id=item.id, first=first[item.id])
        elif item.id != PurePosixPath(name).stem:
            yield item.file.at_value(("id",), "id_not_file", id=item.id, name=PurePosixPath(name).name)
        first.setdefault(item.id, name)


def stops_loading(found: Problem) -> bool:
    """Errors the loader refuses; too few examples and the like only stop `rules lint`."""
    return found.is_error and found.code not in NOT_OF_THE_LOADER
