"""Rules of Alibaba SCA as a rulebook; every export here is invented."""

import json
from datetime import date
from typing import Any

import pytest

from inspection.errors import RuleError
from inspection.formats.sca_import import MISSING_EXAMPLES, RuleReport, ScaImport, import_sca
from inspection.forms import load_forms
from inspection.rules.lint import lint
from inspection.rules.rule_yaml import parse
from inspection.rules.rulebook import Rulebook, load_rulebook

TODAY = date(2026, 11, 22)


def keywords(*words: str, kind: str = "HIT_ANY_KEYWORDS", **more: Any) -> dict[str, Any]:
    return {"oid": "1", "type": kind, "param": {"keywords": list(words), **more}}


def condition(cid: str, operator: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"cid": cid, "check_range": {"role": "客服"}, "lambda": operator["oid"], "operators": [operator], **more}


def export(*conditions: dict[str, Any], logic: str = "a", **rule: Any) -> str:
    rules = [{"rid": "7", "name": "示例规则", "lambda": logic, **rule}]
    return json.dumps({"conditions": list(conditions), "rules": rules}, ensure_ascii=False)


def one(text: str) -> tuple[ScaImport, RuleReport, dict[str, Any]]:
    found = import_sca(text, "sca.json", TODAY)
    report = found.rules[0]
    return found, report, parse(found.files[f"items/{report.item}.yaml"], "item").data


def codes(report: RuleReport) -> set[str]:
    return {r.code for r in report.remarks if r.weight != "note"}


def loaded(found: ScaImport) -> Rulebook:
    texts = found.files
    items = [(name, text) for name, text in texts.items() if name.startswith("items/")]
    beside = [(name, text) for name, text in texts.items() if name.startswith("lists/")]
    book = load_rulebook(("rulebook.yaml", texts["rulebook.yaml"]), items, beside)
    load_forms([(name, texts[name]) for name in found.forms], book.item_ids)
    return book


def errors(found: ScaImport) -> set[str]:
    return {p.code for p in lint(found.files) if p.is_error}


def test_a_keyword_rule_is_carried_whole_and_lint_only_asks_for_examples() -> None:
    found, report, item = one(export(condition("a", keywords("稳赚", "保本"))))
    assert (report.status, report.kind, item["found"]) == ("whole", "violation", "c1")
    assert item["conditions"]["c1"] == {"note": "SCA a", "role": "agent", "any": ["稳赚", "保本"]}
    assert item["title"] == {"zh": "示例规则", "en": "sca_7"}
    assert "examples" not in item
    assert errors(found) == MISSING_EXAMPLES
    assert loaded(found).item_ids == ("sca_7",)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"keywordMatchSize": 1}, {"any": ["甲乙", "丙丁", "戊己"]}),
        ({"keywordMatchSize": 1, "threshold": 2}, {"any": ["甲乙", "丙丁", "戊己"], "at_least": 2}),
        ({"keywordMatchSize": 0}, {"none": ["甲乙", "丙丁", "戊己"]}),
        ({"keywordMatchSize": -1}, {"all": ["甲乙", "丙丁", "戊己"], "within": "turn"}),
        ({"keywordMatchSize": -1, "contextChatMatch": True}, {"all": ["甲乙", "丙丁", "戊己"]}),
        ({"keywordMatchSize": 2, "contextChatMatch": True}, {"any": ["甲乙", "丙丁", "戊己"], "at_least_phrases": 2}),
    ],
)
def test_the_size_of_a_keyword_match_says_which_operator(more: dict[str, Any], expected: dict[str, Any]) -> None:
    _, _, item = one(export(condition("a", keywords("甲乙", "丙丁", "戊己", kind="INCLUDE_KEYWORDS", **more))))
    assert item["conditions"]["c1"] == {"note": "SCA a", "role": "agent", **expected}


def test_two_of_three_words_in_one_sentence_become_pairs() -> None:
    words = keywords("甲乙", "丙丁", "戊己", kind="INCLUDE_KEYWORDS", keywordMatchSize=2, in_sentence=True)
    _, report, item = one(export(condition("a", words)))
    assert item["conditions"]["c1"]["when"] == "(c1_1 or c1_2 or c1_3)"
    assert [item["conditions"][f"c1_{n}"]["all"] for n in (1, 2, 3)] == [
        ["甲乙", "丙丁"],
        ["甲乙", "戊己"],
        ["丙丁", "戊己"],
    ]
    assert report.status == "whole"


def test_two_of_many_words_in_one_sentence_go_to_a_person_rather_than_being_weakened() -> None:
    words = keywords(*(f"词语{n}" for n in range(9)), kind="INCLUDE_KEYWORDS", keywordMatchSize=2, in_sentence=True)
    _, report, item = one(export(condition("a", words)))
    assert (report.status, item["kind"], codes(report)) == ("not", "human", {"n_in_a_sentence"})


def test_a_regular_expression_is_folded_and_keeps_its_exclusion() -> None:
    operator = {"oid": "3", "type": "REGULAR_EXPRESSION", "param": {"regex": ".*加（VX|微信）.*", "notRegex": "不要加"}}
    found, report, item = one(export(condition("a", operator)))
    assert item["conditions"]["c1"]["pattern"] == [r"加\(vx|微信\)"]
    assert item["conditions"]["c1"]["except"] == {"in_sentence": ["不要加"]}
    assert codes(report) == {"not_regex"}
    assert errors(found) == MISSING_EXAMPLES


@pytest.mark.parametrize("source", ["(", "(a+)+$", "(甲|甲)*乙"])
def test_a_broken_or_killing_expression_never_reaches_the_rulebook(source: str) -> None:
    found, report, item = one(
        export(condition("a", {"oid": "3", "type": "REGULAR_EXPRESSION", "param": {"regex": source}}))
    )
    assert item["kind"] == "human"
    assert "conditions" not in item
    assert report.status == "not"
    assert not errors(found)
    loaded(found)


def test_an_unknown_operator_makes_the_item_human_and_keeps_what_was_carried() -> None:
    strange = {"oid": "9", "type": "TELEPATHY", "param": {"delayTime": 1000}}
    found, report, item = one(export(condition("a", keywords("稳赚")), condition("b", strange), logic="a&&b"))
    assert (report.status, item["kind"]) == ("partly", "human")
    assert list(item["conditions"]) == ["c1"]
    assert "found" not in item
    assert codes(report) == {"operator"}
    assert "interruptions" in next(r for r in report.remarks if r.code == "operator").words.en
    assert "# SCA 7: a&&b" in found.files["items/sca_7.yaml"]


def test_an_unknown_parameter_with_a_value_is_never_passed_over() -> None:
    _, report, item = one(export(condition("a", keywords("稳赚", mood="angry", empty=""))))
    assert (item["kind"], codes(report)) == ("human", {"param"})
    _, report, item = one(export(condition("a", keywords("稳赚", mood="", delayTime=0, score=80))))
    assert (item["kind"], codes(report)) == ("violation", set())


@pytest.mark.parametrize(
    ("check_range", "expected", "said"),
    [
        ({"role": "客户", "range": {"from": 1, "to": 3}}, {"role": "customer", "first_turns": 3}, {"turns"}),
        ({"role": "客服", "range": '{"from": -2, "to": -1}'}, {"role": "agent", "last_turns": 2}, {"turns"}),
        ({}, {"role": "anyone"}, set()),
        ({"role": "客服", "range": {"from": 1, "to": -1}}, {"role": "agent"}, set()),
    ],
)
def test_the_range_of_a_condition(check_range: dict[str, Any], expected: dict[str, Any], said: set[str]) -> None:
    _, report, item = one(export({**condition("a", keywords("您好")), "check_range": check_range}))
    assert item["conditions"]["c1"] == {"note": "SCA a", "any": ["您好"], **expected}
    assert codes(report) == said


@pytest.mark.parametrize(
    ("check_range", "code"),
    [
        ({"role": "客服", "range": {"from": 2, "to": 4}}, "range"),
        ({"role": "主管"}, "role"),
        ({"roleId": 3}, "role"),
        ({"role": "客服", "allSentencesSatisfy": True}, "all_sentences"),
        ({"role": "客服", "mood": "x"}, "unread_condition"),
    ],
)
def test_a_scope_that_cannot_be_said_goes_to_a_person(check_range: dict[str, Any], code: str) -> None:
    _, report, item = one(export({**condition("a", keywords("您好")), "check_range": check_range}))
    assert (item["kind"], codes(report)) == ("human", {code})


@pytest.mark.parametrize(
    ("anchor", "span", "expected"),
    [
        ({"location": "AFTER", "hit_time": 2}, {"from": 1, "to": 3}, {"after": {"which": 2, "turns": 3}}),
        ({"location": "BEFORE", "hit_time": 0}, {"from": 1, "to": 2}, {"before": {"which": "each", "turns": 2}}),
        ({"location": "AROUND", "hit_time": -1}, {"from": -2, "to": 2}, {"around": {"which": "any", "turns": 2}}),
        ({"location": "CURRENT", "hit_time": -1}, None, {"around": {"which": "any", "turns": 0}}),
    ],
)
def test_a_condition_beside_its_anchor(anchor: dict[str, Any], span: Any, expected: dict[str, Any]) -> None:
    beside = {"role": "客服", "anchor": {"cid": "a", **anchor}, "range": span}
    text = export(
        condition("a", keywords("工号")), {**condition("b", keywords("请稍等")), "check_range": beside}, logic="a&&!b"
    )
    found, _, item = one(text)
    side, neighbour = next(iter(expected.items()))
    assert item["conditions"]["c2"][side] == {"condition": "c1", **neighbour}
    assert item["found"] == "c1 and not c2"
    loaded(found)


def test_the_older_interface_says_that_minus_one_is_the_last_hit() -> None:
    old = {
        "Data": {
            "Conditions": {"ConditionBasicInfo": [
                {"ConditionInfoCid": "7", "OperLambda": "8", "CheckRange": {"Role": "客服"}, "Operators": {
                    "OperatorBasicInfo": [{"Type": "HIT_ANY_KEYWORDS", "Oid": "8", "Param": {
                        "OperKeyWords": {"OperKeyWord": ["您好"]}}}]}},
                {"ConditionInfoCid": "9", "OperLambda": "3", "CheckRange": {"Role": "客户", "Anchor": {
                    "AnchorCid": "7", "Location": "AFTER", "HitTime": -1}}, "Operators": {"OperatorBasicInfo": [
                    {"Type": "HIT_ANY_KEYWORDS", "Oid": "3", "Param": {"OperKeyWords": {"OperKeyWord": ["投诉"]}}}]}},
            ]},
            "Rules": {"RuleBasicInfo": [{"Rid": "4", "RuleLambda": "7&&!9"}]},
        }
    }  # fmt: skip
    found, _, item = one(json.dumps(old, ensure_ascii=False))
    assert item["found"] == "c1 and not c2"
    assert item["conditions"]["c2"]["after"] == {"condition": "c1", "which": "last"}
    loaded(found)


def test_anchors_in_a_circle_go_to_a_person() -> None:
    def beside(cid: str) -> dict[str, Any]:
        return {"role": "客服", "anchor": {"cid": cid, "location": "AFTER", "hit_time": 1}}

    found, report, item = one(
        export(
            {**condition("a", keywords("您好")), "check_range": beside("b")},
            {**condition("b", keywords("再见")), "check_range": beside("a")},
            logic="a||b",
        )
    )
    assert (item["kind"], codes(report)) == ("human", {"circle"})
    assert not errors(found)


@pytest.mark.parametrize("logic", ["a&&", "a b", "((a)", "a&&zz", "a; drop", "(" * 500 + "a" + ")" * 500])
def test_logic_that_cannot_be_read_goes_to_a_person(logic: str) -> None:
    found, report, item = one(export(condition("a", keywords("您好")), logic=logic))
    assert item["kind"] == "human"
    assert codes(report) & {"bad_lambda", "unknown_id"}
    loaded(found)


def test_sounds_and_likeness_are_carried_with_what_differs() -> None:
    operators = [
        {"oid": "1", "type": "SIMILAR_MATCH", "param": {"similarlySentences": ["这款产品保本保收益"], "score": 80}},
        {"oid": "1", "type": "INTERVAL_GREATER", "param": {"interval": 2000, "target": 1, "from_end": False}},
        {"oid": "1", "type": "SPEECH_SPEED_CHECK", "param": {"velocityInMint": 280, "minWordSize": 4}},
        {"oid": "1", "type": "ADVANCED_REPEAT_DETECT", "param": {
            "from": 0, "similarity_threshold": 0.6, "hit_time": 2, "threshold": 5, "excludes": ["请稍等"]}},
    ]  # fmt: skip
    text = export(*(condition(c, o) for c, o in zip("abcd", operators, strict=True)), logic="a||b||c||d")
    found, report, item = one(text)
    kept = item["conditions"]
    assert kept["c1"]["similar"] == {"to": ["这款产品保本保收益"], "at_least_share": 0.8}
    assert kept["c2"]["wait"] == {"over_s": 2.0, "ended_by": "agent", "holds": True}
    assert kept["c3"]["speech_rate"] == {"above": {"characters": 280.0}, "per": "turn"}
    assert kept["c4"]["repetition"]["times"] == 3
    assert codes(report) == {"similar", "interval", "short_turns", "repeat"}
    assert errors(found) == MISSING_EXAMPLES
    loaded(found)


def test_twenty_thousand_words_become_a_list_and_duplicates_are_counted() -> None:
    words = [f"违禁词语{n}" for n in range(20_000)]
    found, report, item = one(export(condition("a", keywords(*words, words[0], "违禁詞語3"))))
    assert item["conditions"]["c1"]["any"] == {"list": "sca_7_c1"}
    assert len(found.files["lists/sca_7_c1.txt"].splitlines()) == 20_000
    same = next(r for r in report.remarks if r.code == "same_words")
    assert "2 " in same.words.zh
    assert len(loaded(found).items["sca_7"].spec.conditions["c1"].any or []) == 20_000


def test_words_that_look_like_regular_expressions_are_text() -> None:
    found, report, item = one(export(condition("a", keywords("稳赚（保本）", "a.*b", "@vip", "\\d+", "。。", "等等…"))))
    assert item["conditions"]["c1"]["any"] == ["稳赚\\（保本\\）", "a.\\*b", "\\@vip", "等等\\.\\.\\."]
    assert codes(report) == {"unsayable"}
    loaded(found)


@pytest.mark.parametrize("name", ["../../etc/passwd", "x\ny: {", "# not a comment", "\u2028\u202e", "a" * 500])
def test_hostile_names_stay_text_and_never_become_paths(name: str) -> None:
    found, _, item = one(export(condition("a", keywords("您好"), name=name), name=name, rid=name))
    assert all(
        part.replace("_", "").replace(".", "").replace("-", "").isalnum() for f in found.files for part in f.split("/")
    )
    assert not any(".." in f for f in found.files)
    assert item["id"].startswith("sca_")
    assert errors(found) == MISSING_EXAMPLES
    loaded(found)


def test_two_rules_of_one_id_are_both_kept() -> None:
    rules = [{"rid": "7", "name": "甲", "lambda": "a"}, {"rid": "7", "name": "乙", "lambda": "a"}]
    text = json.dumps({"conditions": [condition("a", keywords("您好"))], "rules": rules}, ensure_ascii=False)
    found = import_sca(text, "sca.json", TODAY)
    assert [r.item for r in found.rules] == ["sca_7", "sca_7_2"]


def scheme(*infos: dict[str, Any], score: int = 50, **more: Any) -> str:
    rules = [{"rid": str(i["rid"]), "name": f"规则{i['rid']}", "lambda": "a", **i.pop("rule", {})} for i in infos]
    body = {
        "schemeId": 12, "name": "方案", "dataType": 1, "ruleList": [
            {"conditions": [condition("a", keywords("您好"))], "rules": rules}],
        "schemeCheckTypeList": [{"checkName": "规范", "score": score, "enable": 1, "schemeScoreInfoList": list(infos)}],
        **more,
    }  # fmt: skip
    return json.dumps({"data": body}, ensure_ascii=False)


def form_of(found: ScaImport) -> dict[str, Any]:
    return parse(found.files[found.forms[0]], "form").data


def test_a_scheme_becomes_a_form_of_a_hundred_with_its_own_numbers_in_notes() -> None:
    found = import_sca(
        scheme({"rid": 1, "scoreType": 3, "scoreNum": 10}, {"rid": 2, "scoreType": 3, "scoreNum": 5}), "s", TODAY
    )
    form = form_of(found)
    assert (form["id"], form["start"], form["channels"]) == ("sca-12", 100, ["phone"])
    assert [(r["item"], r["points"], r["style"]) for r in form["items"]] == [
        ("sca_1", 20.0, "deduct"),
        ("sca_2", 10.0, "deduct"),
    ]
    assert "# 10 规范" in found.files["forms/sca-12.yaml"]
    loaded(found)


def test_a_scheme_that_only_adds_comes_to_a_hundred_exactly() -> None:
    infos = [{"rid": n, "scoreType": 1, "scoreNum": 1} for n in (1, 2, 3)]
    found = import_sca(scheme(*infos), "s", TODAY)
    form = form_of(found)
    assert [r["points"] for r in form["items"]] == [33.33, 33.33, 33.34]
    assert {r.kind for r in found.rules} == {"duty"}
    assert errors(found) == MISSING_EXAMPLES
    loaded(found)


def test_a_bonus_a_veto_and_a_rule_without_points() -> None:
    found = import_sca(
        scheme(
            {"rid": 1, "scoreType": 3, "scoreNum": 10, "rule": {"oneVoteVeto": 1}},
            {"rid": 2, "scoreType": 1, "scoreNum": 2},
            {"rid": 3, "scoreType": 3, "scoreNum": 0},
            {"rid": 4, "scoreType": 9, "scoreNum": 3},
            score=100,
        ),
        "s",
        TODAY,
    )
    form = form_of(found)
    assert form["fatal"] == [{"item": "sca_1", "kind": "business", "always": True}]
    assert form["bonus"] == [{"item": "sca_2", "points": 2.0}]
    assert [r["item"] for r in form["items"]] == ["sca_1"]
    assert [codes(r) for r in found.rules] == [{"veto"}, set(), set(), {"score_type"}]
    loaded(found)


def test_a_deleted_rule_is_reported_and_not_written() -> None:
    found = import_sca(export(condition("a", keywords("您好")), isDelete=1), "sca.json", TODAY)
    assert [(r.status, r.item) for r in found.rules] == [("not", "")]
    assert not any(name.startswith("items/") for name in found.files)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('{"rules": [', "sca.json:1:"),
        ('{\n "rules": [}]\n}', "sca.json:2:"),
        ('{"rules": [], "rules": []}', "sca.json"),
        ("[]", "sca.json"),
        ('"text"', "sca.json"),
        ('{"rules": []}', "sca.json"),
        ('{"data": {"data": ' * 20 + "{}" + "}}" * 20, "sca.json"),
        ("[" * 100_000, "sca.json"),
    ],
)
def test_what_is_no_export_is_one_error_with_its_place(text: str, where: str) -> None:
    with pytest.raises(RuleError) as caught:
        import_sca(text, "sca.json", TODAY)
    assert caught.value.where.startswith(where)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("value", [None, 5, "x", [], {}, [[1]], {"a": {"b": 1}}])
def test_nonsense_where_a_part_should_stand_never_crashes(value: Any) -> None:
    for rule in ({"lambda": value}, {"conditions": value}, {"dialogues": value}, {"scoreNum": value}):
        import_sca(export(condition("a", keywords("您好")), **rule), "sca.json", TODAY)
    for part in ("operators", "check_range", "lambda", "cid", "exclusion"):
        found = import_sca(export({**condition("a", keywords("您好")), part: value}), "sca.json", TODAY)
        loaded(found)
    for key in ("keywords", "keywordMatchSize", "threshold", "synonyms", "in_sentence"):
        loaded(import_sca(export(condition("a", keywords("您好", **{key: value}) if key != "keywords" else {
            "oid": "1", "type": "HIT_ANY_KEYWORDS", "param": {"keywords": value}})), "sca.json", TODAY))  # fmt: skip
