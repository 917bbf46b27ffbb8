"""The workbench: one interaction, what is heard of it, its review, and why an item came out as it did."""

from collections.abc import Mapping

from console.address import Form, Page, Sound
from console.gate import Gate
from console.links import EXPLANATIONS, INTERACTIONS, RECORDINGS
from console.pages import explanation, interaction, recording, review_notes, review_steps
from inspection.access.policy import Action

_BENCH = interaction.TEMPLATE
_REVIEW = Gate(Action.REVIEW)

PAGES: Mapping[str, Page] = {
    f"{INTERACTIONS}{{source_and_id:path}}": Page(interaction.build, _BENCH, Gate(Action.READ_INTERACTIONS)),
    f"{EXPLANATIONS}{{source_and_id:path}}": Page(explanation.build, "explanation.html", Gate(Action.READ_DRAFTS)),
}
FORMS: Mapping[str, Form] = {
    "/bench/take": Form(review_steps.take, _BENCH, _REVIEW),
    "/bench/next": Form(review_steps.take_next, _BENCH, _REVIEW),
    "/bench/by-hand": Form(review_steps.open_by_hand, _BENCH, _REVIEW),
    "/bench/submit": Form(review_steps.submit, _BENCH, _REVIEW),
    "/bench/score": Form(review_steps.score, "live_score.html", _REVIEW),
    "/bench/release": Form(review_steps.release, _BENCH, _REVIEW),
    "/bench/comment": Form(review_notes.comment, _BENCH, _REVIEW),
    "/bench/words": Form(review_notes.correct_words, _BENCH, _REVIEW),
}
SOUNDS: Mapping[str, Sound] = {
    f"{RECORDINGS}{{source_and_id:path}}": Sound(recording.give, Gate(Action.HEAR_RECORDINGS)),
}
