"""The server: strict, silent, and only for this computer."""

from django.test import Client


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
