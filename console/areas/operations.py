"""How the machine runs: nights, trouble and its remedy, quarantine, models, disk and retention."""

from collections.abc import Mapping

from console.address import File, Page
from console.gate import Gate
from console.pages.operations import ledger_file, overview, quarantine, run
from inspection.access.policy import Action

_NIGHT = Gate(Action.READ_NIGHT)

PAGES: Mapping[str, Page] = {
    "/operations": Page(overview.build, "operations.html", _NIGHT),
    "/operations/runs/{run_id}": Page(run.build, "operations_run.html", _NIGHT),
    "/operations/quarantine": Page(quarantine.build, "quarantine.html", _NIGHT),
}
FILES: Mapping[str, File] = {
    "/operations/ledger": File(ledger_file.make, _NIGHT),
}
