"""What the night brought: the first page and the ledger."""

from collections.abc import Mapping

from console.address import Page
from console.gate import Gate
from console.pages import ledger, morning
from inspection.access.policy import Action

PAGES: Mapping[str, Page] = {
    "/": Page(morning.build, "morning.html", Gate(Action.READ_HOME)),
    "/ledger": Page(ledger.build, "ledger.html", Gate(Action.READ_NIGHT)),
}
