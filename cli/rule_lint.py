"""`mingjian rules lint`: every mistake of a rulebook folder, with line, column and what to do."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.language import Lang, language_of
from cli.rule_folder import RulesFolder
from inspection.rules.lint import lint
from inspection.rules.lint_problem import Problem, in_order, problem
from inspection.rules.yaml_places import START
from pipelines.readers import classifier_names
from records.rule_texts import rule_files


def lint_(
    rules: RulesFolder = None,
    since: Annotated[
        Path | None,
        typer.Option(help="A former rulebook folder: warn where the judgement changed and no version rose."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings make exit code 1 as well.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object with all problems on stdout.")] = False,
    lang: Lang = None,
) -> None:
    """Find every mistake of a rulebook: `file:line:column: what; what to do`. Exit code 1 when there are errors.

    Warnings do not stop a rulebook; they are listed after the errors.

    Example: mingjian rules lint --rules my-rules --lang en
    """
    texts, unreadable = rule_files(rules)
    former = rule_files(since)[0] if since else None
    mistakes = lint(texts, former, classifiers=classifier_names())
    found = in_order([*mistakes, *(problem(name, START, "not_text") for name in unreadable)])
    errors, warnings = [p for p in found if p.is_error], [p for p in found if not p.is_error]
    language = language_of(lang)
    if as_json:
        answer = {"errors": len(errors), "warnings": len(warnings), "problems": [_record(p, language) for p in found]}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    else:
        _print(errors, warnings, language, files=len(texts))
    raise typer.Exit(1 if errors or (strict and warnings) else 0)


def _record(found: Problem, language: str) -> dict[str, Any]:
    return {
        "file": found.file,
        "line": found.place.line,
        "column": found.place.column,
        "severity": "error" if found.is_error else "warning",
        "code": found.code,
        "what": found.what.in_language(language),
        "fix": found.fix.in_language(language),
    }


def _print(errors: list[Problem], warnings: list[Problem], language: str, *, files: int) -> None:
    chinese = language == "zh"
    for found in errors:
        print(found.line(language))
    if warnings:
        print("\n警告：" if chinese else "\nwarnings:")
        for found in warnings:
            print(found.line(language))
    total = f"{files} 个文件，{len(errors)} 个错误，{len(warnings)} 个警告"
    print(total if chinese else f"{files} files, {len(errors)} errors, {len(warnings)} warnings")
