"""`mingjian rules import-sca`: rules and schemes of Alibaba SCA (智能对话分析) as a rulebook folder."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from cli.language import Lang, language_of
from inspection.errors import RuleError
from inspection.formats.sca_import import RuleReport, ScaImport, import_sca
from inspection.formats.text_decoding import decode_text
from inspection.rule_files import RuleFiles
from pipelines.rule_folders import write_rule_files, yardstick_of

_STATUS = {
    "zh": {"whole": "完整", "partly": "部分", "not": "未带入"},
    "en": {"whole": "whole", "partly": "partly", "not": "not"},
}
_WEIGHT = {
    "zh": {"lost": "丢失", "differs": "有差别", "note": "说明"},
    "en": {"lost": "lost", "differs": "differs", "note": "note"},
}


def import_sca_(
    file: Annotated[Path, typer.Argument(help="JSON: what GetRuleDetail or GetQualityCheckScheme answered.")],
    to: Annotated[Path, typer.Option("--to", help="The new rulebook folder; must be empty or not there yet.")],
    json_: Annotated[Path | None, typer.Option("--json", help="Also write the report as JSON to this file.")] = None,
    lang: Lang = None,
) -> None:
    """Make a rulebook of SCA rules and schemes, and report rule by rule what could not be carried over.

    Nothing is guessed: a rule that cannot be carried whole becomes an item a person judges. Examples are not invented;
    until you write them `rules lint` names every item that has none.

    Example: mingjian rules import-sca sca.json --to my-rules --json report.json
    """
    found = import_sca(read_text(file), file.name, datetime.now(ZoneInfo("Asia/Shanghai")).date())
    files = RuleFiles(dict(sorted(found.files.items())))
    yardstick_of(files)
    write_rule_files(files, to)
    language = language_of(lang)
    for line in _lines(found, language):
        print(line)
    if json_ is not None:
        json_.write_text(json.dumps(_as_json(found, file.name), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    after = f"mingjian rules lint --rules {to}"
    print(f"下一步：补写示例，再 {after}" if language == "zh" else f"next: write the examples, then {after}")


def read_text(file: Path) -> str:
    """The text of a file in UTF-8 or GB18030; RuleError when it cannot be read."""
    try:
        return decode_text(file.read_bytes(), file.name)
    except OSError as error:
        raise RuleError(f"the file cannot be read ({error.strerror})", "check the name", where=str(file)) from None


def _lines(found: ScaImport, language: str) -> Iterator[str]:
    for rule in found.rules:
        name = " ".join(rule.name.split())
        yield f"[{_STATUS[language][rule.status]}] {rule.rid} {name} → {rule.item or '-'} {rule.kind}".rstrip()
        for remark in rule.remarks:
            yield f"    {_WEIGHT[language][remark.weight]}: {remark.line(language)}"
    n = found.counts
    if language == "zh":
        carried = f"完整 {n['whole']}，部分 {n['partly']}，未带入 {n['not']}"
        yield f"{n['rules']} 条规则：{carried}；{n['human']} 项由人工判断"
        yield f"{len(found.forms)} 张评分表，{len(found.lists)} 个词表；示例没有编造，lint 会逐项指出缺少示例"
    else:
        carried = f"whole {n['whole']}, partly {n['partly']}, not {n['not']}"
        yield f"{n['rules']} rules: {carried}; {n['human']} judged by people"
        yield f"{len(found.forms)} forms, {len(found.lists)} word lists; examples were not invented: lint asks for them"


def _as_json(found: ScaImport, file: str) -> dict[str, Any]:
    return {
        "file": file, "counts": dict(found.counts), "forms": list(found.forms), "lists": list(found.lists),
        "examples": "missing", "rules": [_rule_as_json(rule) for rule in found.rules],
    }  # fmt: skip


def _rule_as_json(rule: RuleReport) -> dict[str, Any]:
    remarks = [
        {"code": r.code, "weight": r.weight, "at": r.at, "zh": r.line("zh"), "en": r.line("en")} for r in rule.remarks
    ]
    return {
        "rid": rule.rid, "name": rule.name, "item": rule.item or None, "kind": rule.kind or None,
        "status": rule.status, "remarks": remarks,
    }  # fmt: skip
