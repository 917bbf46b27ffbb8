"""Signing in and out, and one's own account."""

from collections.abc import Mapping

from console.address import Form, Page
from console.desk import SIGN_IN
from console.gate import Gate, OpenGate
from console.pages import own_account, send_again, sign_in, welcome
from inspection.access.policy import Action

BEFORE_SIGN_IN = OpenGate("nobody can be signed in yet")
OWN_ACCOUNT = Gate(Action.KEEP_OWN_ACCOUNT)

PAGES: Mapping[str, Page] = {
    SIGN_IN: Page(sign_in.build, "sign_in.html", BEFORE_SIGN_IN),
    "/welcome/{link}": Page(welcome.build, "welcome.html", BEFORE_SIGN_IN),
    send_again.SEND_AGAIN: Page(send_again.build, "kept_in_tab.html", OWN_ACCOUNT),
    "/account": Page(own_account.build, "own_account.html", OWN_ACCOUNT),
}
FORMS: Mapping[str, Form] = {
    SIGN_IN: Form(sign_in.submit, "sign_in.html", BEFORE_SIGN_IN),
    "/welcome/{link}": Form(welcome.submit, "welcome.html", BEFORE_SIGN_IN),
    "/sign-out": Form(sign_in.sign_out, "sign_in.html", OWN_ACCOUNT),
    send_again.SEND_AGAIN: Form(send_again.submit, "send_again.html", OWN_ACCOUNT),
    "/account/password": Form(own_account.change_password, "own_account.html", OWN_ACCOUNT),
    "/account/sessions": Form(own_account.end_others, "own_account.html", OWN_ACCOUNT),
}
