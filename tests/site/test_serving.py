"""The server: strict, silent, and only for this computer."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from ischia.site import models
from ischia.site.visit import forget, store
from tests.site.clock import Clock
from tests.site.people import tell
from tests.site.posting import hidden, read
from tests.site.states import in_session


@pytest.fixture
def written_down() -> Iterator[io.StringIO]:
    """What the server would write into its log."""
    handler = logging.getLogger("django").handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    stream = io.StringIO()
    before = handler.setStream(stream)
    yield stream
    handler.setStream(before)


def test_a_stranger_is_led_to_the_welcome(client: Client) -> None:
    """Whoever has told nothing yet begins at the first page, from wherever they come."""
    assert [client.get(where).headers["Location"] for where in ("/", "/today/", "/session/")] == ["/welcome/"] * 3


def test_only_this_computer_is_answered(client: Client) -> None:
    """A name that only pretends to be this computer gets nothing."""
    assert client.get("/help/", headers={"host": "ischia.example"}).status_code == 400


def test_every_answer_carries_the_strict_headers(client: Client) -> None:
    """Pages and errors allow nothing from elsewhere and are not kept by the browser."""
    for where in ("/", "/no-such-page/"):
        answer = client.get(where)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_form_without_its_token_is_explained_and_keeps_nothing(clock: Clock) -> None:
    """A form that did not come from a page of ours is refused in words; nothing is told."""
    strict = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    answered = strict.post("/welcome/", {"other": "GB", "entry": "x", "seq": "0"})
    assert answered.status_code == 403
    assert "Please load the page again" in answered.content.decode()
    assert len(store().journal().written) == 0


def test_an_error_says_nothing_about_the_person(clock: Clock, written_down: io.StringIO) -> None:
    """When a kept row was damaged, the page says what is safe, and the log only what kind of error it was and where."""
    tell("note", {"text": "numbness in the left foot"})
    models.Entry.objects.update(sealed=b"damaged")
    forget()
    store().forget()
    answered = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False).get("/today/")
    assert answered.status_code == 500
    assert "We could not do this just now" in answered.content.decode()
    log = written_down.getvalue()
    assert log.startswith("SealBrokenError in open")
    assert "numbness" not in log + answered.content.decode()
    assert "/today/" not in log


def test_no_cookie_but_the_form_token(client: Client) -> None:
    """The browser keeps one cookie, unreadable by scripts and never sent from elsewhere."""
    answered = client.get("/welcome/")
    assert set(answered.cookies) == {"csrftoken"}
    assert answered.cookies["csrftoken"]["httponly"] is True
    assert answered.cookies["csrftoken"]["samesite"] == "Strict"


def test_what_was_done_is_kept_although_danger_came_meanwhile(client: Client, clock: Clock) -> None:
    """A session that ends after a danger sign was told in another window is kept, and leads to the stop page."""
    in_session("walk")()
    fields = hidden(read(client, "/session/"), "/session/done/")
    tell("answers", {"sitting": "question", "answers": {"saddle_numb": "yes"}})
    assert "Please stop here" in client.post("/session/done/", fields, follow=True).content.decode()
    assert len(store().journal().of_kind("session")) == 1
