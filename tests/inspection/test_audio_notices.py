"""Every note about the sound has a sentence for the ledger."""

from typing import get_args

import pytest

from inspection.audio_notices import audio_notices
from inspection.rules.item_spec import Needs

NOTES = get_args(get_args(Needs.model_fields["audio_without"].annotation)[0])


@pytest.mark.parametrize("note", NOTES)
def test_a_note_is_said_in_one_sentence(note: str) -> None:
    (sentence,) = audio_notices((note,), 12.0)
    assert len(sentence) > 15
    assert "\n" not in sentence


def test_a_cut_recording_says_how_much_was_judged() -> None:
    assert "12 s of it were judged" in audio_notices(("truncated",), 12.3)[0]
    assert audio_notices((), 12.0) == ()
