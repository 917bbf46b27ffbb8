"""`mingjian originals`: what was kept encrypted, for those who may see it; each look is in the audit trail first."""

import json
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from cli.asking import As, Reason, access
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, opened
from cli.settings import keeping_settings
from pipelines.keys import originals_keys
from records.key_ring import add_key
from records.originals import OriginalTurn, read_recordings, read_turns

originals_app = typer.Typer(help="Unmasked originals, where the settings keep them encrypted.", no_args_is_help=True)


@originals_app.command("show")
def show(
    source: Annotated[str, typer.Argument(help="Source of the interaction.")],
    interaction_id: Annotated[str, typer.Argument(help="Its id.")],
    workspace: WorkspaceFolder,
    who: As = "",
    reason: Reason = "",
    recordings: Annotated[
        Path | None, typer.Option(help="Write the original recordings into this folder instead.")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="JSON lines on stdout.")] = False,
    database_url: DatabaseUrl = None,
) -> None:
    """Print the unmasked turns of one interaction. Who, what and why are written into the audit trail first.

    Only people and roles in the setting originals_readers may; a refused attempt is recorded as well.

    Example: mingjian originals show drop C-17 --workspace workspace --reason "appeal 12" --as "Li Lei"
    """
    settings, of = keeping_settings(), (source, interaction_id)
    with opened(workspace, database_url) as one:
        keys, asking = partial(originals_keys, settings, one.path), access(who, reason)
        if recordings is not None:
            files = read_recordings(
                one.engine, keys, of, asking, settings.originals_readers, folder=one.originals, into=recordings
            )
            print(*files, sep="\n")
            return
        turns = read_turns(one.engine, keys, of, asking, settings.originals_readers)
    for turn in turns:
        sys.stdout.write(_line(turn, as_json=json_) + "\n")


@originals_app.command("new-key")
def new_key(
    file: Annotated[Path, typer.Argument(help="Key file: begun when it does not exist.")],
) -> None:
    """Begin a key file, or put a new key on top of one: it seals from now on, the older ones still open.

    The settings originals_key_file and find_key_file name such files. Keep a copy where the workspace is not:
    what a lost key sealed nobody opens again.

    Example: mingjian originals new-key originals.key
    """
    keys = add_key(file.expanduser())
    older = f", {len(keys.keys) - 1} older stay readable" if len(keys.keys) > 1 else ""
    print(f"key {keys.newest.key_id} is the newest in {file}{older}")


def _line(turn: OriginalTurn, *, as_json: bool) -> str:
    if as_json:
        return json.dumps(asdict(turn), ensure_ascii=False)
    at = f" {turn.start_s:.1f}-{turn.end_s:.1f} s" if turn.start_s is not None and turn.end_s is not None else ""
    return f"{turn.turn} {turn.sender}{at}: {turn.text}"
