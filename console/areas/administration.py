"""Who may do what here: people and their accounts, the centre, the audit trail."""

from collections.abc import Mapping

from console.address import File, Form, Page
from console.gate import Gate
from console.pages.administration import audit_trail, centre, people, person, roster
from inspection.access.policy import Action

_PEOPLE = Gate(Action.KEEP_PEOPLE)
_AUDIT = Gate(Action.READ_AUDIT)
_PERSON = "/administration/people/{who}"

PAGES: Mapping[str, Page] = {
    "/administration": Page(people.build, "people.html", _PEOPLE),
    "/administration/new": Page(person.build_new, "person.html", _PEOPLE),
    _PERSON: Page(person.build, "person.html", _PEOPLE),
    "/administration/roster": Page(roster.build, "roster.html", _PEOPLE),
    "/administration/centre": Page(centre.build, "centre.html", _PEOPLE),
    "/administration/audit": Page(audit_trail.build, "audit.html", _AUDIT),
}
FORMS: Mapping[str, Form] = {
    "/administration/new": Form(person.add, "person.html", _PEOPLE),
    _PERSON: Form(person.change, "person.html", _PEOPLE),
    f"{_PERSON}/link": Form(person.make_link, "person.html", _PEOPLE),
    f"{_PERSON}/account": Form(person.switch, "person.html", _PEOPLE),
    f"{_PERSON}/sessions": Form(person.end_sessions, "person.html", _PEOPLE),
    "/administration/roster": Form(roster.submit, "roster.html", _PEOPLE),
}
FILES: Mapping[str, File] = {
    "/administration/audit/file": File(audit_trail.make, _AUDIT),
}
