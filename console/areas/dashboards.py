"""The centre in two minutes."""

from collections.abc import Mapping

from console.address import File, Page
from console.gate import Gate
from console.pages.dashboards import board, board_file
from inspection.access.policy import Action

_READ = Gate(Action.READ_DASHBOARDS)

PAGES: Mapping[str, Page] = {"/dashboards": Page(board.build, "dashboard.html", _READ)}
FILES: Mapping[str, File] = {"/dashboards/file": File(board_file.make, _READ)}
