"""What a rulebook must pass before it counts: lint without errors, green examples, a corpus that stays clean."""

from collections.abc import Iterator

from inspection.errors import RuleError
from inspection.rule_files import RuleFiles
from inspection.rules.clean_corpus import CleanFile, false_alarms
from inspection.rules.examples import run_examples
from inspection.rules.lint import lint
from inspection.rules.rule_yaml import checked, parse
from inspection.rules.rulebook import Rulebook
from pipelines.readers import classifier_names, open_readers
from pipelines.rule_files import BESIDE, ENDINGS, FOLDERS
from pipelines.rule_folders import yardstick_of

MOST_LINES = 20


def rule_problems(files: RuleFiles) -> list[str]:
    """What is wrong, one line each (at most MOST_LINES of a kind); examples are run only when lint finds no error."""
    try:
        mistakes = lint(_rule_texts(files), classifiers=classifier_names())
        errors = [problem.line("en") for problem in mistakes if problem.is_error]
        if errors:
            return _at_most(errors)
        book = yardstick_of(files).rulebook
        return [*_at_most(list(_examples(book))), *_at_most(list(_clean(book, files)))]
    except RuleError as error:
        return [str(error)]


def _rule_texts(files: RuleFiles) -> dict[str, str]:
    """The files lint knows; a folder may hold others."""
    return {
        name: text.removeprefix("\ufeff")
        for name, text in files.texts.items()
        if name in BESIDE or (name.split("/", 1)[0] in FOLDERS and name.endswith(ENDINGS))
    }


def _examples(book: Rulebook) -> Iterator[str]:
    for result in run_examples(book, open_readers()):
        if not result.passed:
            problem = result.problem or "this known gap works now: remove known_gap"
            yield f"items/{result.item_id}.yaml: example {result.name}: {problem}"


def _clean(book: Rulebook, files: RuleFiles) -> Iterator[str]:
    for name, text in _rule_texts(files).items():
        if name.startswith("clean_corpus/") and name.endswith(".yaml"):
            corpus = checked(parse(text, name), CleanFile)
            for alarm in (a for a in false_alarms(book, open_readers(), corpus.conversations) if a.fails):
                yield f"{name}: {alarm.item_id} finds '{alarm.words}' in {alarm.conversation}, turn {alarm.turn}"


def _at_most(lines: list[str]) -> list[str]:
    rest = len(lines) - MOST_LINES
    return lines if rest <= 0 else [*lines[:MOST_LINES], f"... and {rest} more; see mingjian rules test"]
