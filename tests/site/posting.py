"""Somebody without a browser: reads a page, fills its form, sends it."""

import re
from html import unescape
from typing import Any

from django.test import Client

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def hidden(html: str, action: str = "") -> dict[str, str]:
    """The hidden fields of the form that leads to an address, or of the first form with a ticket."""
    forms = re.findall(r"<form[^>]*>.*?</form>", html, re.S)
    wanted = [form for form in forms if (f'action="{action}"' in form.split(">")[0] if action else 'name="entry"' in form)]
    return {name: unescape(value) for name, value in HIDDEN.findall(wanted[0])} if wanted else {}


def read(client: Client, where: str) -> str:
    """A page's HTML, where it leads in the end."""
    return client.get(where, follow=True).content.decode()


def send(client: Client, where: str, fields: dict[str, Any] | None = None, action: str = "", **more: Any) -> str:
    """Open a page, fill in its form, send it; the page that comes next."""
    html = read(client, where)
    body = {**hidden(html, action), **(fields or {}), **more}
    return client.post(action or where, body, follow=True).content.decode()


def answer(client: Client, **fields: Any) -> str:
    """Answer the page of the interview that is shown."""
    return send(client, "/questions/", action="/questions/answer/", fields=fields)


def asked(client: Client) -> str:
    """The page of the interview that is shown: its name."""
    return hidden(read(client, "/questions/"), "/questions/answer/").get("page", "")
