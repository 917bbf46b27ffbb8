"""A rulebook full of mistakes: each one answered with file, line, column and what to do."""

from collections.abc import Mapping

import pytest

from inspection.rules.lint import lint
from inspection.rules.lint_problem import Problem
from tests.inspection.rules.book_of import HEAD, item_text

EXAMPLES = """reasons: {unmet: {zh: 理由, en: reason}}
examples:
  - {turns: [{坐席: 您好啊}], expect: unmet}
  - {turns: [{坐席: 您好吗}], expect: unmet}
  - {turns: [{坐席: 不}], expect: met}
  - {turns: [{客户: 您好}], expect: met}
"""
VIOLATION = f"conditions:\n  said: {{any: [您好]}}\nfound: said\n{EXAMPLES}"
DUTY = """conditions:
  asked: {role: customer, any: [多久]}
  said: {any: [三天]}
trigger: asked
met: said
reasons: {unmet: {zh: 理由, en: reason}}
examples:
  - {turns: [{坐席: 三天}], expect: met}
  - {turns: [{坐席: 三天后}], expect: met}
  - {turns: [{坐席: 不}], expect: unmet}
  - {turns: [{客户: 您好}], expect: not_applicable}
"""
FORM = """id: f
version: "1"
title: {zh: 表, en: form}
effective_from: 2020-01-01
items:
  - {item: thing, points: 60}
  - {item: other, points: 40, channels: [chat]}
"""
UNUSED_HERE = ("unused_guard", "unused_pattern")


def problems(files: Mapping[str, str], **more: str) -> list[Problem]:
    found = lint({"rulebook.yaml": HEAD, "lists/words.txt": "词", **files}, **more)  # type: ignore[arg-type]
    return [p for p in found if p.code not in UNUSED_HERE]


def of_item(body: str, kind: str = "violation") -> list[Problem]:
    return problems({"items/thing.yaml": item_text(body, kind=kind)})


def test_good_items_have_no_problem() -> None:
    assert of_item(VIOLATION) == []
    assert of_item(DUTY, "duty") == []


MISTAKES = [
    # keys and values
    ("any", "anyy", "12:10", "unknown_key", "unknown key 'anyy'", "did you mean any?"),
    ("[您好]}", "[您好], trigger: x}", "12:21", "misplaced_key", "does not belong to a condition", "move it out"),
    ("any: [您好]", "any: {fr: [bonjour]}", "12:10", "not_allowed", "grouped by zh and en", "correct this key"),
    ("any: [您好]", "any: [您好], all: [再见]", "12:3", "not_allowed", "exactly one operator", "several conditions"),
    ("any: [您好]", "role: agent", "12:3", "not_allowed", "not none", "write one, such as any"),
    ("{any: [您好]}", "\n    any:\n      - 您好\n      -", "15:8", "empty_entry", "is empty", "remove the line"),
    ("{any: [您好]}", "\n    any:\n      - 答: 您好", "14:9", "colon_in_phrase", "colon", "in quotes"),
    ("[您好]", "[true]", "12:16", "unquoted", "YAML reads true", 'in quotes: "true"'),
    ("[您好]", "[您好], role: agnet", "12:27", "bad_choice", "'agnet'", "did you mean agent?"),
    ("[您好]", "[您好], at_least: 0", "12:31", "out_of_range", "at_least is 0", "within the limit"),
    ("[您好]", "[您好], first_turns: many", "12:34", "wrong_type", "a whole number, not 'many'", "a whole number"),
    ("version: 1", "version: one", "3:10", "wrong_type", "version wants a whole number", "a whole number"),
    ("dimension: attitude", "dimension: atitude", "7:12", "bad_choice", "'atitude'", "did you mean attitude?"),
    ("updated: 2026-01-01", "updated: 昨天", "10:10", "wrong_type", "a date", "2026-11-21"),
    ("line: customer\n", "", "1:1", "missing_key", "'line' is missing", "add 'line'"),
    ("found: said\n", "", "1:1", "missing_key", "'found' is missing", "what breaks it"),
    ("version: 1", "version: 1\nversion: 2", "4:1", "duplicate_key", "already stands in line 3", "remove one"),
    ("found: said", "found: said\n\tx: 1", "14:1", "broken_yaml", "not valid YAML", "indent with spaces"),
    ("found: said", "found: said\nowner: a: b", "14:9", "broken_yaml", "not valid YAML", "in quotes"),
    ("[您好]}", "[您好", "13:6", "broken_yaml", "not valid YAML", "close the bracket"),
    ("  said:", "  Said-It:", "12:3", "bad_name", "'Said-It' is not a name", "lower-case"),
    ("id: thing", "id: thang", "2:5", "id_not_file", "called thing.yaml", "rename the file to thang.yaml"),
    # names
    ("found: said", "found: sayd", "13:8", "unknown_condition", "'sayd'", "did you mean said?"),
    ("found: said", "found: said or (said and nix)", "13:26", "unknown_condition", "'nix'", "known: said"),
    ('found: said', 'found: "said or sayd"', "13:17", "unknown_condition", "'sayd'", "did you mean said?"),
    ("[您好]", "[您好], guards: [negatd]", "12:30", "unknown_guard", "'negatd'", "did you mean negated?"),
    ("[您好]", "['{期线}内']", "12:18", "unknown_pattern", "'期线'", "known: 期限"),
    ("any: [您好]", "pattern: ['{期线}内']", "12:22", "unknown_pattern", "'期线'", "known: 期限"),
    ("[您好]", "[您好], after: {condition: nix}", "12:40", "unknown_condition", "'nix'", "known: said"),
    ("[您好]", "['@wordz']", "12:16", "unknown_list", "'wordz'", "did you mean words?"),
    ("any: [您好]", "entity: {kinds: [phonee]}", "12:27", "bad_choice", "'phonee'", "did you mean phone?"),
    ("found: said", "found: said\nyields_to: thingg", "14:12", "unknown_item", "'thingg'", "did you mean thing?"),
    ("any: [您好]", "when: said", "12:3", "circle", "said → said", "break the circle"),
    (
        "{any: [您好]}",
        "{any: [您好], after: {condition: b}}\n  b: {any: [再见], after: {condition: said}}",
        "12:3", "circle", "said → b → said", "break the circle",
    ),
    # expressions
    ("found: said", "found: said and", "13:13", "expression", "nothing follows 'and'", "name a condition"),
    ("found: said", "found: said && said", "13:13", "expression", "'&&'", "write and"),
    ("found: said", "found: (said or said", "13:8", "expression", "is not closed", "add )"),
    ("found: said", "found: said)", "13:12", "expression", "closes nothing", "remove it"),
    ("found: said", "found: said said", "13:13", "expression", "not joined", "write and or or"),
    ("found: said", "found: >-\n  said or\n  said AND said", "15:8", "expression", "'AND'", "write and"),
    ("found: said", "found: said and not said", "13:8", "expression_never", "can never hold", "and, not"),
    ("found: said", "found: at least 3 of (said, said)", "13:8", "expression_never", "can never hold", "at least"),
    # phrases and patterns
    ("[您好]", "['您好(']", "12:19", "phrase", "not closed with ')'", "balance the brackets"),
    ("[您好]", "['您好}']", "12:19", "phrase", "closes nothing", "balance the brackets"),
    ("[您好]", "['[0-9]元']", "12:17", "looks_like_regex", "[0-9]", "pattern:"),
    ("[您好]", "['(请)?您好']", "12:19", "looks_like_regex", ")?", "pattern:"),
    ("[您好]", "['[请]*您好']", "12:19", "looks_like_regex", "]*", "pattern:"),
    ("[您好]", '["\\\\d元"]', "12:17", "looks_like_regex", "\\d", "pattern:"),
    ("any: [您好]", "pattern: ['您(好']", "12:23", "pattern", "missing )", "correct it"),
    ("any: [您好]", "pattern: ['(a+)+b']", "12:21", "ambiguous", "can hang: (a+)+", "no repetition inside"),
    ("any: [您好]", "pattern: ['(?:保证|保.)*x']", "12:21", "catastrophic", "can hang", "alternative made of others"),
    # items and examples
    ("found: said", "found: said\nmet: said", "14:1", "kind_key", "does not use 'met'", "as 'found'"),
    ("found: said", "found: said\nwindow: {turns: 2}", "14:1", "no_trigger_window", "none", "remove 'window'"),
    ("expect: met", "expect: ok", "18:32", "bad_choice", "'ok'", "known: met, unmet"),
    ("坐席: 不", "坐席人: 不", "18:15", "unknown_speaker", "'坐席人'", "did you mean 坐席?"),
    ("expect: unmet", "expect: unmet, evidence: 再见", "16:51", "evidence_not_said", "nobody says '再见'", "copy"),
    ("expect: unmet", "expect: unmet, fatal: true", "16:48", "example_fatal", "no fatal", "give the item 'fatal'"),
    ("{坐席: 不}", "{坐席: 您好啊}", "18:5", "example_contradicts", "line 16", "keep the right one"),
    ("  - {turns: [{坐席: 您好吗}], expect: unmet}\n", "", "15:1", "few_hits", "hit: 1", "expect: unmet"),
    ("  - {turns: [{坐席: 不}], expect: met}\n", "", "15:1", "few_clean", "hit: 1", "near misses"),
    ("conditions:", "applies: {channels: [phone]}\nconditions:", "17:34", "example_out_of_scope", "chat", "not_app"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "code", "what", "fix"), MISTAKES)
def test_a_mistake_is_answered_with_place_and_fix(
    old: str, new: str, place: str, code: str, what: str, fix: str
) -> None:
    assert old in item_text(VIOLATION)
    found = problems({"items/thing.yaml": item_text(VIOLATION).replace(old, new, 1)})
    (one,) = [p for p in found if p.code == code][:1] or [None]
    assert one is not None, [p.line("en") for p in found]
    assert one.line("en").startswith(f"items/thing.yaml:{place}: "), one.line("en")
    assert what in one.what.en
    assert fix in one.fix.en
    assert one.is_error
    assert "\n" not in one.line("zh")
    assert one.line("zh").startswith(f"items/thing.yaml:{place}：")


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ("any: [您好]", "any: []", "12:15", "empty_list"),
        ("[您好]", "[您好, 您好]", "12:20", "phrase_twice"),
        ("{any: [您好]}", "{any: [您好]}\n  b: {any: [您好]}\n  c: {when: b}", "13:13", "phrase_twice"),
        ("[您好]", "[您好, 您好吗]", "12:20", "phrase_swallowed"),
        ("[您好]", "[好]", "12:16", "one_character"),
        ("[您好]", "[您好], unless: [好]", "12:16", "always_cancelled"),
        (
            "[您好]",
            "[您好], first_turns: 1, after: {condition: z}}\n  z: {any: [再见], last_turns: 1",
            "12:21",
            "never_found",
        ),
        ("{any: [您好]}", "{any: [您好]}\n  idle: {any: [再见]}", "13:3", "unused_condition"),
        ("any: [您好]", "metadata: {field: x, equals: 1}, guards: [negated]", "12:43", "no_effect"),
        ("found: said", "found: said or not said", "13:8", "expression_always"),
        ("reasons: {unmet: {zh: 理由, en: reason}}\n", "", "1:1", "no_reason"),
        ("坐席: 不", "坐席: 好", "15:1", "no_near_miss"),
    ],
)
def test_a_doubt_is_a_warning_and_no_error(old: str, new: str, place: str, code: str) -> None:
    text = item_text(VIOLATION).replace("{客户: 您好}", "{坐席: 再会}").replace(old, new, 1)
    found = [p for p in problems({"items/thing.yaml": text}) if p.code == code]
    assert [str(p.place) for p in found] == [place]
    assert not found[0].is_error


def test_an_item_of_two_speakers_or_a_denial_has_its_near_miss() -> None:
    assert "no_near_miss" not in {p.code for p in of_item(VIOLATION)}


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ("met: said", "met: asked", "15:6", "never_duty"),
        ("expect: met", "expect: clean", "18:33", "example_words"),
        ("met: said\n", "", "1:1", "missing_key"),
        ("met: said", "met: said\nfound: said", "16:1", "kind_key"),
    ],
)
def test_a_duty_has_mistakes_of_its_own(old: str, new: str, place: str, code: str) -> None:
    found = of_item(DUTY.replace(old, new, 1), "duty")
    assert [str(p.place) for p in found if p.code == code] == [place]


def test_all_mistakes_of_all_files_are_listed_in_order() -> None:
    bad = item_text(VIOLATION).replace("found: said", "found: sayd").replace("version: 1", "version: one")
    found = problems({"items/thing.yaml": bad, "items/b.yaml": "x: [", "items/a.yaml": "- 1"})
    assert [(p.file, p.place.line, p.code) for p in found if p.is_error] == [
        ("items/a.yaml", 1, "not_a_mapping"),
        ("items/b.yaml", 1, "broken_yaml"),
        ("items/thing.yaml", 3, "wrong_type"),
        ("items/thing.yaml", 13, "unknown_condition"),
    ]


def test_one_id_in_two_files_is_told_at_the_second() -> None:
    found = problems({"items/thing.yaml": item_text(VIOLATION), "items/zz.yaml": item_text(VIOLATION)})
    assert [(p.file, str(p.place), p.code) for p in found] == [("items/zz.yaml", "2:5", "duplicate_id")]
    assert "items/thing.yaml" in found[0].what.en


def forms(text: str) -> list[str]:
    items = {f"items/{n}.yaml": item_text(VIOLATION, item_id=n) for n in ("thing", "other")}
    return [p.line("en") for p in problems({**items, "forms/f.yaml": text})]


def test_points_that_do_not_add_up_are_told_for_the_channels_concerned_and_by_how_much() -> None:
    assert forms(FORM) == [
        (
            "forms/f.yaml:5:1: the points of channel phone, email, social, app add up to 60, 40 too few (wanted: 100); "
            "change the points so that they add up"
        )
    ]
    assert forms(FORM.replace(", channels: [chat]", "")) == []


def test_a_form_names_items_that_exist_once() -> None:
    (unknown,) = forms(FORM.replace("channels: [chat]", "").replace("item: other,", "item: othr,").replace(", }", "}"))
    assert unknown == "forms/f.yaml:7:12: no item is named 'othr'; did you mean other?"
    twice = forms(FORM.replace("item: other, points: 40, channels: [chat]", "item: thing, points: 40"))
    assert twice == [
        "forms/f.yaml:7:5: the item 'thing' stands twice in the form; keep one, or tell them apart by channels"
    ]


def test_a_broken_item_is_still_known_to_the_forms() -> None:
    items = {"items/thing.yaml": "x: [", "items/other.yaml": item_text(VIOLATION, item_id="other")}
    found = problems({**items, "forms/f.yaml": FORM.replace(", channels: [chat]", "")})
    assert [p.code for p in found] == ["broken_yaml"]


def test_mistakes_of_the_book_itself() -> None:
    head = (
        HEAD.replace("'[0-9]+小时'", "'[0-9+小时'")
        .replace("zh: [不, 不能]", "zh: ['不(']")
        .replace("id: test", "idd: test")
    )
    found = problems({"rulebook.yaml": head, "items/thing.yaml": item_text(VIOLATION)})
    assert [(str(p.place), p.code) for p in found] == [
        ("1:1", "missing_key"), ("2:1", "unknown_key"), ("5:14", "pattern"), ("7:39", "phrase"),
    ]  # fmt: skip
    assert [p.code for p in lint({"items/thing.yaml": item_text(VIOLATION)})] == ["missing_file"]


def test_a_judgement_that_changed_wants_a_higher_version() -> None:
    former = {"items/thing.yaml": item_text(VIOLATION), "items/gone.yaml": item_text(VIOLATION, item_id="gone")}

    def since(text: str) -> list[str]:
        found = lint({"rulebook.yaml": HEAD, "items/thing.yaml": text}, {**former, "rulebook.yaml": HEAD})
        return [f"{p.file}:{p.place} {p.code}" for p in found if p.code not in UNUSED_HERE]

    gone = "items/gone.yaml:1:1 removed"
    assert since(item_text(VIOLATION)) == [gone]
    assert since(item_text(VIOLATION).replace("owner: test", "owner: me").replace("坐席: 不", "坐席: 别")) == [gone]
    assert since(item_text(VIOLATION).replace("any: [您好]", "any: [您好, 你好]")) == [
        gone, "items/thing.yaml:3:10 version_not_raised",
    ]  # fmt: skip
    assert since(item_text(VIOLATION).replace("[您好]", "[您好, 你好]").replace("version: 1", "version: 2")) == [gone]


def test_times_of_an_example() -> None:
    text = VIOLATION.replace("expect: unmet", "expect: unmet, times_s: [1, 2]", 1)
    assert {str(p.place) for p in of_item(text) if p.code in ("example_times", "not_allowed")} == {"16:50"}


def test_shared_conditions_and_word_lists_are_checked_too() -> None:
    shared = "conditions:\n  polite: {any: ['您(']}\n  both: {when: polite and nix}\n"
    lists = {"lists/bad.txt": "好\n# 说明\n再(见\n", "lists/none.txt": "", "lists/bad.csv": "词\n好\n"}
    item = item_text(VIOLATION.replace("found: said", "found: said and polite"))
    found = problems({"items/thing.yaml": item, "shared.yaml": shared, **lists})
    assert [f"{p.file}:{p.place} {p.code}" for p in found] == [
        "lists/bad.csv:1:1 list_twice",
        "lists/bad.txt:3:4 phrase",
        "lists/none.txt:1:1 bad_list",
        "shared.yaml:2:20 phrase",
        "shared.yaml:3:27 unknown_condition",
    ]
