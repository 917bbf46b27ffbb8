"""Every key, value and character of a YAML text has its line and column."""

from inspection.rules.yaml_places import YamlPlaces

TEXT = """a: 您好
b:
  - 'it''s here'
  - "tab\\there"
  - plain text
    goes on
c: {d: [1, 22], e: "一\\
  二三"}
f: |
  first
  second line
g: >-
  folded
  text
"""


def place(path: list[str | int], offset: int | None = None) -> str:
    places = YamlPlaces(TEXT)
    return str(places.value(path) if offset is None else places.inside(path, offset))


def test_keys_and_values() -> None:
    places = YamlPlaces(TEXT)
    assert str(places.key(["c", "e"])) == "7:17"
    assert str(places.key(["c", "d", 1])) == place(["c", "d", 1]) == "7:12"
    assert str(places.key(["c", "nothing"])) == "7:1"
    assert str(places.key([])) == "1:1"


def test_characters_inside_quoted_folded_and_block_texts() -> None:
    assert place(["a"], 1) == "1:5"
    assert place(["b", 0], 5) == "3:12"  # h of here, after the doubled quote
    assert place(["b", 1], 4) == "4:11"  # h of here, after the escape
    assert place(["b", 2], 11) == "6:5"  # goes
    assert place(["c", "e"], 1) == "8:3"
    assert place(["f"], 6) == "11:3"
    assert place(["g"], 7) == "14:3"
    assert place(["a"], 99) == "1:5"


def test_duplicate_keys_name_the_first() -> None:
    found = list(YamlPlaces("a: 1\nb: {c: 1, c: 2}\na: 3").duplicate_keys())
    assert [(key, str(here), str(first)) for key, here, first in found] == [("c", "2:11", "2:5"), ("a", "3:1", "1:1")]
