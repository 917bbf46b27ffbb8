"""Makes the sample drop folder, truth and golden files from sources/ (see README.md).

python audio_samples/make_samples.py texts                  chats, mails, threads, rosters, golden files (seconds)
python audio_samples/make_samples.py calls --cache DIR      also speaks the calls (minutes; needs requirements.txt)
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from making import drop_folder
from making.golden import GivenTurn, golden_of
from making.read_me import write_tables
from making.sources import dialogue_of, messages_of, read_calls, read_roster, read_texts

HERE = Path(__file__).parent


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["texts", "calls"])
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "mingjian-samples")
    parser.add_argument("--only", help="one call id, e.g. C0901-03", default="")
    options = parser.parse_args()
    if options.what == "calls":
        speak_calls(HERE, options.cache, options.only)
    write_texts(HERE)
    write_calls_table(HERE)
    write_tables(HERE)


def speak_calls(folder: Path, cache: Path, only: str) -> None:
    """Speaks and assembles the calls; writes recordings and truth."""
    from making import recording_files, synthesizer, telephone
    from making.truth import truth_of

    synthesizer.fetch(cache)
    kokoro = synthesizer.Kokoro(cache)
    for call in read_calls(folder / "sources"):
        if not call["id"].startswith(only):
            continue
        form = call["recording"]["format"]
        name = call["id"] + recording_files.SUFFIXES[form]
        line = telephone.lay(call, dialogue_of(call), kokoro)
        sides = telephone.channels_of(line, call["id"])
        channels = _in_order(call, sides)
        recording_files.write_recording(_made(folder / "drop" / "recordings") / name, form, channels)
        duration_s = len(sides["A"]) / telephone.PHONE_HZ
        _write_json(_made(folder / "truth") / f"{call['id']}.json", truth_of(call, line, name, duration_s))
        print(f"{name}: {duration_s:.1f} s", flush=True)


def write_texts(folder: Path) -> None:
    """Writes chats.jsonl, messages.csv, agents.csv, cdr.csv and the golden files of the texts."""
    texts = read_texts(folder / "sources")
    agents = read_roster(folder / "sources")
    roster = {agent["agent_id"]: agent for agent in agents}
    drop = _made(folder / "drop")
    lines = [drop_folder.chat_line(text, roster) for text in texts if text["file"] == "chats.jsonl"]
    drop_folder.write_lines(drop / "chats.jsonl", lines)
    rows = [row for text in texts if text["file"] == "messages.csv" for row in drop_folder.message_rows(text, roster)]
    drop_folder.write_csv(drop / "messages.csv", _same(drop_folder.MESSAGE_HEADERS), rows)
    drop_folder.write_csv(drop / "agents.csv", _same(drop_folder.AGENT_HEADERS), agents)
    arrivals = [*read_calls(folder / "sources"), *(drop_folder.chat_line(text, roster) for text in texts)]
    expected = [{"interaction_id": arrival.get("id"), **arrival} for arrival in arrivals]
    drop_folder.write_csv(drop / "cdr.csv", _same(drop_folder.EXPECTED_HEADERS), [*expected, drop_folder.MISSING_CALL])
    for text in texts:
        turns = [GivenTurn(message.text, message.start_s, message.end_s) for message in messages_of(text)]
        _write_json(_made(folder / "golden") / f"{text['id']}.json", golden_of(text, turns))


def write_calls_table(folder: Path) -> None:
    """Writes calls.csv and the golden files of the calls that have been spoken."""
    roster = {agent["agent_id"]: agent for agent in read_roster(folder / "sources")}
    rows = []
    for call in read_calls(folder / "sources"):
        truth_path = folder / "truth" / f"{call['id']}.json"
        if not truth_path.exists():
            continue
        truth = json.loads(truth_path.read_text(encoding="utf-8"))
        rows.append(drop_folder.call_row(call, truth, roster[call["agent_id"]]))
        turns = [GivenTurn(turn["text"], turn["start_s"], turn["end_s"]) for turn in truth["turns"]]
        _write_json(folder / "golden" / f"{call['id']}.json", golden_of(call, turns))
    drop_folder.write_csv(folder / "drop" / "calls.csv", drop_folder.CALL_HEADERS, rows)
    missing: dict[str, Any] = drop_folder.MISSING_CALL | {"language": None, "business_line": None, "golden": []}
    missing |= {"id": missing["interaction_id"], "special": "in cdr.csv only", "ledger": ["missing", None]}
    _write_json(folder / "golden" / f"{missing['id']}.json", golden_of(missing, []))


def _in_order(call: dict[str, Any], sides: dict[str, Any]) -> list[Any]:
    if call["recording"]["layout"] == "mono":
        return [(sides["A"] + sides["C"]).clip(-0.99, 0.99)]
    order = ("C", "A") if call["recording"]["agent_channel"] == "right" else ("A", "C")
    return [sides[side] for side in order]


def _same(names: tuple[str, ...]) -> dict[str, str]:
    return {name: name for name in names}


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write_json(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
