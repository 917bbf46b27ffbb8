"""What "good service" means here: rulebooks as prose, their versions, backtests, and examples of upheld appeals."""

from collections.abc import Mapping

from console.address import Form, Page
from console.gate import Gate
from console.pages.rules import backtest, book, examples, item, restore, standing, version
from inspection.access.policy import Action

_READ = Gate(Action.READ_RULES)
_DECIDE = Gate(Action.DECIDE_RULES)
_SETTLE = Gate(Action.SETTLE_EXAMPLES)

PAGES: Mapping[str, Page] = {
    "/rules": Page(book.build, "rules.html", _READ),
    "/rules/items/{item_id}": Page(item.build, "rules_item.html", _READ),
    "/rules/versions/{version}": Page(version.build, "rules_version.html", _READ),
    "/rules/versions/{version}/restore": Page(restore.build, "rules_restore.html", _DECIDE),
    "/rules/standings/{rule_version}": Page(standing.build, "rules_standing.html", _DECIDE),
    "/rules/backtests/{backtest_id}": Page(backtest.build, "rules_backtest.html", _READ),
    "/rules/examples": Page(examples.build, "rules_examples.html", _SETTLE),
}
FORMS: Mapping[str, Form] = {
    "/rules/versions/{version}/restore": Form(restore.submit, "rules_restore.html", _DECIDE),
    "/rules/standings/{rule_version}": Form(standing.submit, "rules_standing.html", _DECIDE),
    "/rules/examples/{example_id}": Form(examples.settle, "rules_examples.html", _SETTLE),
}
