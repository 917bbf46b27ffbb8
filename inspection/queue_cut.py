"""What a sampling plan leaves of an interaction's flags: the review queue holds what was drawn, and nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from inspection.flag_policy import Severity
from inspection.flags import Flag, FlagStatus, Selection
from inspection.sampling_draw import Drawn
from inspection.stable_ids import stable_id

DRAWN_CODE = "drawn"


def after_cut(flags: Sequence[Flag], drawn: Drawn | None, day: date) -> tuple[Flag, ...]:
    """The flags that reach the queue, each with the chance its interaction had of being reviewed for it.

    Without a plan (`drawn` None) all of them do. What was not drawn has none. What was drawn keeps its events and
    gets one flag that says how it was drawn; the night's own draws (random_sample, risk_sample) give way to it.
    """
    if drawn is None:
        return tuple(flags)
    if drawn.selection is None:
        return ()
    events = [replace(f, probability=drawn.probability) for f in flags if f.selection is Selection.EVENT]
    return (*events, _flag_of(drawn, drawn.selection, day))


def _flag_of(drawn: Drawn, selection: Selection, day: date) -> Flag:
    source, interaction_id = drawn.key
    by_lot = selection is Selection.RANDOM
    return Flag(
        flag_id=stable_id("flag", source, interaction_id, None, DRAWN_CODE, None),
        source=source,
        interaction_id=interaction_id,
        segment=None,
        agent_id=drawn.agent_id,
        code=DRAWN_CODE,
        severity=Severity.INFO if by_lot else Severity.MEDIUM,
        reason=", ".join(drawn.reasons),
        selection=selection,
        probability=drawn.blind_probability if by_lot else drawn.probability,
        status=FlagStatus.OPEN,
        business_date=day,
    )
