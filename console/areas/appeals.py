"""Appeals: what waits for whom, filing one, taking one further."""

from collections.abc import Mapping

from console.address import File, Form, Page
from console.gate import Gate, UploadGate
from console.pages.appeals import files, filing, listing, one
from inspection.access.policy import Action

PAGES: Mapping[str, Page] = {
    "/appeals": Page(listing.build, "appeals.html", Gate(Action.READ_APPEALS)),
    "/appeals/new": Page(filing.build, "appeal_new.html", Gate(Action.FILE_APPEALS)),
    "/appeals/{appeal_id}": Page(one.build, "appeal.html", Gate(Action.READ_APPEALS)),
}
FORMS: Mapping[str, Form] = {
    "/appeals/new": Form(filing.submit, "appeal_new.html", Gate(Action.FILE_APPEALS)),
    "/appeals/{appeal_id}": Form(one.submit, "appeal.html", Gate(Action.WORK_ON_APPEALS)),
    "/appeals/{appeal_id}/files": Form(files.attach, "appeal.html", UploadGate(Action.WORK_ON_APPEALS)),
}
FILES: Mapping[str, File] = {
    "/appeals/{appeal_id}/files/{sha256}": File(files.take_along, Gate(Action.READ_APPEALS)),
}
