"""Coaching: the board, the week's plan, one task, tasks made by hand, what it brought."""

from collections.abc import Mapping

from console.address import Form, Page
from console.gate import Gate
from console.pages.coaching import board, effect, new, one, week
from inspection.access.policy import Action

_READ = Gate(Action.READ_COACHING)
_ARRANGE = Gate(Action.ARRANGE_COACHING)

PAGES: Mapping[str, Page] = {
    "/coaching": Page(board.build, "coaching.html", _READ),
    "/coaching/week": Page(week.build, "coaching_week.html", Gate(Action.HOLD_COACHING)),
    "/coaching/new": Page(new.build, "coaching_new.html", _ARRANGE),
    "/coaching/effect": Page(effect.build, "coaching_effect.html", Gate(Action.HOLD_COACHING)),
    "/coaching/tasks/{task_id}": Page(one.build, "coaching_task.html", _READ),
}
FORMS: Mapping[str, Form] = {
    "/coaching/week": Form(week.submit, "coaching_week.html", Gate(Action.HOLD_COACHING)),
    "/coaching/group": Form(week.group, "coaching_week.html", Gate(Action.HOLD_COACHING)),
    "/coaching/new": Form(new.submit, "coaching_new.html", _ARRANGE),
    "/coaching/tasks/{task_id}": Form(one.submit, "coaching_task.html", Gate(Action.WORK_ON_COACHING)),
}
