"""How fair the scores are to groups of people."""

from collections.abc import Mapping

from console.address import File, Page
from console.gate import Gate
from console.pages.fairness import report, report_file
from inspection.access.policy import Action

_READ = Gate(Action.READ_FAIRNESS)

PAGES: Mapping[str, Page] = {"/fairness": Page(report.build, "fairness.html", _READ)}
FILES: Mapping[str, File] = {report.FILE: File(report_file.make, _READ)}
