"""What a rulebook must pass before it counts: lint without errors, green examples, a corpus that stays clean."""

from inspection.errors import RuleError
from inspection.rule_files import RuleFiles
from inspection.rules.lint import lint
from inspection.rules.rule_tests import alarm_line, failure_lines
from pipelines.readers import classifier_names
from pipelines.rule_tests import run_rule_tests
from pipelines.shipped_rules import compiled
from records.rule_texts import rule_texts

MOST_LINES = 20


def rule_problems(files: RuleFiles) -> list[str]:
    """What is wrong, one line each (at most MOST_LINES of a kind); examples are run only when lint finds no error."""
    texts = rule_texts(files.texts)
    try:
        mistakes = lint(texts, classifiers=classifier_names())
        errors = [problem.line("en") for problem in mistakes if problem.is_error]
        if errors:
            return _at_most(errors)
        tests = run_rule_tests(compiled(texts).rulebook, texts)
    except RuleError as error:
        return [str(error)]
    failed = [next(failure_lines(tests, result)) for result in tests.failed]
    return [*_at_most(failed), *_at_most([alarm_line(alarm) for alarm in tests.charged])]


def _at_most(lines: list[str]) -> list[str]:
    rest = len(lines) - MOST_LINES
    return lines if rest <= 0 else [*lines[:MOST_LINES], f"... and {rest} more; see mingjian rules test"]
