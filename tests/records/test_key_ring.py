"""Keys live in a file of their own, are never printed, and every mistake about them is one line."""

import base64
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from inspection.errors import SettingsError
from records.key_ring import Key, add_key, own_key, read_key_file, read_keys

ONE, TWO = bytes(range(32)), bytes(range(32, 64))
WRITTEN = [base64.b64encode(secret).decode() for secret in (ONE, TWO)]


def test_the_first_key_is_the_newest_and_each_is_found_by_its_id() -> None:
    keys = read_keys(f"# remark\n{WRITTEN[1]}  # newest\n\n{WRITTEN[0]}\n", "file")
    assert keys.newest == Key(TWO)
    assert keys.find(Key(ONE).key_id) == Key(ONE)
    assert keys.find("0" * 12) is None


def test_a_variable_may_hold_several_keys_on_one_line() -> None:
    assert read_keys(",".join(WRITTEN), "environment X").keys == (Key(ONE), Key(TWO))


def test_a_key_shows_its_id_and_nothing_else() -> None:
    keys = read_keys(WRITTEN[0], "file")
    assert len(keys.newest.key_id) == 12
    assert WRITTEN[0] not in repr(keys)
    assert repr(ONE)[2:-1] not in repr(keys)
    assert Key(ONE).key_id != Key(TWO).key_id


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no key in it"),
        ("# only a remark\n", "no key in it"),
        (f"{WRITTEN[0]}\nnot-a-key\n", "key 2 is not base64 of 32 bytes"),
        (base64.b64encode(b"short").decode(), "key 1 is not base64 of 32 bytes"),
    ],
)
def test_what_is_no_key_is_named_by_place_and_not_by_value(text: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words) as wrong:
        read_keys(text, "keys.txt")
    message = str(wrong.value)
    assert message.startswith("keys.txt: ")
    assert "\n" not in message
    assert "not-a-key" not in message


def test_a_file_that_is_missing_or_no_text_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_key_file(tmp_path / "none")
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="no key file"):
        read_key_file(tmp_path / "binary")


def test_a_new_key_comes_on_top_and_the_older_ones_stay(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    first = add_key(file)
    second = add_key(file)
    assert second.keys[1:] == first.keys
    assert second.newest != first.newest
    assert read_key_file(file) == second
    assert file.read_text("ascii").startswith("# ")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["keys"], "no part file is left"


def test_a_file_that_holds_no_keys_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "letter"
    file.write_text("dear operator", encoding="ascii")
    with pytest.raises(SettingsError, match="not base64"):
        add_key(file)
    assert file.read_text("ascii") == "dear operator"


def test_a_folder_that_does_not_exist_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be written"):
        add_key(tmp_path / "no" / "keys")


def test_many_who_make_the_same_key_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(own_key, [tmp_path / "sub" / "find.key"] * 8))
    assert len({keys.newest.key_id for keys in made}) == 1
    assert own_key(tmp_path / "sub" / "find.key") == made[0]
    assert os.listdir(tmp_path / "sub") == ["find.key"]
