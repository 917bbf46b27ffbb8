"""Calibration: sessions, opening one, the blind sheet, its result; and how people judge."""

from collections.abc import Mapping

from console.address import Form, Page
from console.gate import Gate
from console.pages.calibrations import judges, listing, new, one, sheet
from inspection.access.policy import Action

_READ = Gate(Action.READ_CALIBRATIONS)
_JUDGE = Gate(Action.WORK_ON_CALIBRATIONS)
_OPEN = Gate(Action.OPEN_CALIBRATIONS)

PAGES: Mapping[str, Page] = {
    "/calibrations": Page(listing.build, "calibrations.html", _READ),
    "/calibrations/new": Page(new.build, "calibration_new.html", _OPEN),
    "/calibrations/{session_id}": Page(one.build, "calibration.html", _READ),
    "/calibrations/{session_id}/sheet": Page(sheet.build, "calibration_sheet.html", _JUDGE),
    "/judges": Page(judges.build, "judges.html", Gate(Action.READ_JUDGES)),
}
FORMS: Mapping[str, Form] = {
    "/calibrations/new": Form(new.submit, "calibration_new.html", _OPEN),
    "/calibrations/{session_id}": Form(one.submit, "calibration.html", _OPEN),
    "/calibrations/{session_id}/sheet": Form(sheet.submit, "calibration_sheet.html", _JUDGE),
}
