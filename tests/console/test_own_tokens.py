"""One's own tokens by the form: shown once, used by a program, revoked; nobody else's."""

import re

from console.guard import Guard
from inspection.people import PersonRole
from tests.console.page_text import page_of
from tests.console.staff import SignedIn, form_token, stranger


def made_token(html: str) -> str:
    return page_of(html).one("code", id="made").text.strip()


def test_a_token_is_shown_once_opens_the_api_and_is_revoked_by_its_owner(
    signed_in_as: SignedIn, ordinary_app: Guard
) -> None:
    client = signed_in_as(PersonRole.TRAINER)
    form = {"form_token": form_token(client, "/account/tokens"), "name": "<b>BI</b>", "days": "30"}
    answer = client.post("/account/tokens", data=form | {"scope": ["evaluations:read", "flags:read"]})
    assert answer.status_code == 200
    token = made_token(answer.text)
    assert "<b>BI</b>" not in answer.text
    assert token not in client.get("/account/tokens").text
    program = stranger(ordinary_app)
    me = program.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert (me.json()["who"], me.json()["scopes"]) == ("Trainer", ["evaluations:read", "flags:read"])
    token_id = me.json()["token_id"]
    other = signed_in_as(PersonRole.SUPERVISOR)
    theirs = {"form_token": form_token(other, "/account/tokens"), "token": token_id}
    assert other.post("/account/tokens/revoke", data=theirs).status_code == 404
    assert program.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    mine = {"form_token": form_token(client, "/account/tokens"), "token": token_id}
    revoked = client.post("/account/tokens/revoke", data=mine)
    assert "已吊销" in page_of(revoked.text).one("main").text
    assert program.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_what_makes_no_token_is_said_and_none_is_made(signed_in_as: SignedIn) -> None:
    client = signed_in_as(PersonRole.REVIEWER)
    good = {"name": "x", "days": "30", "scope": "flags:read"}
    faults = ({"scope": "root"}, {"name": ""}, {"days": "99999"}, {"days": "-1"}, {"days": "३०"}, {"days": ""})
    for wrong in (good | fault for fault in faults):
        form = {"form_token": form_token(client, "/account/tokens")} | wrong
        answer = client.post("/account/tokens", data=form)
        assert answer.status_code == 422, wrong
        assert re.search(r"天数为 1 到 366", answer.text)
    assert "还没有令牌" in client.get("/account/tokens").text
