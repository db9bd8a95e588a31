"""A site for its person's phone: HTTPS, one name, and nothing without the passcode; a real server, a real browser."""

import re
import socket
import ssl
import subprocess
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern
from playwright.sync_api import Browser

from ischia.site.guard import OPEN_WITHOUT_PASSCODE
from ischia.site.urls import urlpatterns
from tests.site.certificate import Certificate, make_certificate
from tests.site.conftest import PHONE
from tests.site.process import ISCHIA, LOOPBACK, PASSCODE, PATIENCE, Caller, Process, free_port, set_passcode, surroundings
from tests.site.states import lived
from tests.site.test_access import audit
from tests.site.test_reading import LEAVE, MOST_IN_DANGER, READ, grades

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
OTHER = "another harbour"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """A certificate for this computer's own name."""
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="module")
def host(certificate: Certificate, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A site for a phone, with nothing told."""
    with Process(tmp_path_factory.mktemp("host") / "data", certificate) as process:
        yield process


@pytest.fixture
def own(certificate: Certificate, tmp_path: Path) -> Iterator[Process]:
    """One of its own, for a test that spends its guesses or changes its passcode."""
    with Process(tmp_path / "data", certificate) as process:
        yield process


def send(caller: Caller, where: str, form: str, **fields: str) -> tuple[int, str]:
    """Read a page and send a form of it."""
    found = TOKEN.search(caller.read(form)[1])
    assert found is not None, form
    return caller.send(where, {"csrfmiddlewaretoken": found[1], **fields})


def guess(caller: Caller, passcode: str) -> tuple[int, str]:
    """Type a passcode."""
    return send(caller, "/passcode/", "/passcode/", passcode=passcode)


def enter(process: Process, passcode: str = PASSCODE) -> Caller:
    """A phone that has typed the passcode."""
    caller = Caller(process)
    assert guess(caller, passcode)[0] == 302
    return caller


def address_of(pattern: URLPattern) -> str:
    """An address of this kind."""
    filled = re.sub(r"<path:\w+>|<slug:\w+>|<str:\w+>", "wall_ball", str(pattern.pattern))
    return "/" + re.sub(r"<int:\w+>", "0", filled)


def test_nothing_is_shown_without_the_passcode(host: Process) -> None:
    """Every address leads to the passcode, those that export and erase and those that do not exist as well; forms do nothing."""
    caller = Caller(host)
    addresses = [address_of(one) for one in urlpatterns if one.name not in OPEN_WITHOUT_PASSCODE]
    assert {"/", "/data/export/", "/data/erase/", "/settings/", "/help/"} <= set(addresses)
    for address in [*addresses, "/no-such-page/"]:
        assert (caller.read(address), caller.header["Location"]) == ((303, ""), "/passcode/"), address
        assert caller.send(address, {"word": "delete"})[0] in {401, 403}, address


def test_a_script_is_told_that_it_is_locked(host: Process) -> None:
    """What a page asks for by itself gets no page that it could take for an answer."""
    line = host.line()
    line.request("GET", "/today/", headers={"Sec-Fetch-Mode": "same-origin"})
    answer = line.getresponse()
    assert (answer.status, answer.read()) == (401, b"locked")


def test_the_way_in_is_open_and_so_are_files_and_the_emergency(host: Process) -> None:
    """The page of the passcode says what to do in an emergency, whose sign-in it is and nothing of the person; its files load."""
    caller = Caller(host)
    status, text = caller.read("/passcode/")
    assert status == 200
    assert "Call your local emergency number now." in text
    assert "Kept by localhost" in text
    assert "this computer</span>" not in text
    assert "<nav" not in text
    files = set(re.findall(r'"(/static/[^"#]+)', text))
    assert {where.rpartition(".")[2] for where in files} >= {"css", "svg", "woff2"}
    line = host.line()
    for where in files:
        line.request("GET", where)
        answer = line.getresponse()
        assert (answer.status, bool(answer.read())) == (200, True), where


def test_the_passcode_opens_with_a_cookie_that_only_this_site_gets(host: Process) -> None:
    """For 90 days, over HTTPS alone, unreadable by scripts and never sent from elsewhere; so is the form's."""
    caller = enter(host)
    assert caller.header["Location"] == "/"
    cookie = caller.cookies["__Host-ischia"]
    assert (cookie["max-age"], cookie["path"], cookie["domain"]) == ("7776000", "/", "")
    for one in caller.cookies.values():
        assert (one["secure"], one["httponly"], one["samesite"]) == (True, True, "Strict")
    assert PASSCODE not in cookie.value
    assert "Kept by localhost" in caller.read("/welcome/")[1]
    assert caller.header["Strict-Transport-Security"] == "max-age=2592000"
    assert "0 entries, kept by localhost. Nobody else has them. Nothing is sent to anybody else." in caller.read("/data/")[1]


def test_a_changed_cookie_opens_nothing(host: Process) -> None:
    """A cookie that was made up, or taken from another day, is no way in."""
    caller = enter(host)
    value = caller.cookies["__Host-ischia"].value
    for other in (value[:-1], value.replace("open", "shut"), "open", ""):
        caller.cookies["__Host-ischia"] = other
        assert caller.read("/welcome/")[0] == 303


def test_locking_takes_the_cookie_back(host: Process) -> None:
    """The button in the settings: the passcode is asked again."""
    caller = enter(host)
    assert send(caller, "/lock/", "/settings/")[0] == 302
    assert caller.header["Location"] == "/passcode/"
    assert caller.cookies["__Host-ischia"].value == ""
    assert caller.read("/settings/")[0] == 303


def test_only_its_name_is_answered(host: Process) -> None:
    """Another name that leads to the same computer gets nothing, this computer's number neither."""
    line = host.line()
    for name in ("ischia.example", LOOPBACK, "[::1]"):
        line.request("GET", "/passcode/", headers={"Host": f"{name}:{host.port}"})
        answer = line.getresponse()
        assert (answer.status, b"passcode" in answer.read()) == (400, False), name


def test_a_form_from_another_site_is_refused(own: Process) -> None:
    """Even with the passcode in it."""
    caller = Caller(own)
    found = TOKEN.search(caller.read("/passcode/")[1])
    assert found is not None
    line, cookies = own.line(), "; ".join(f"{one.key}={one.value}" for one in caller.cookies.values())
    headers = {"Cookie": cookies, "Origin": "https://ischia.example", "Content-Type": "application/x-www-form-urlencoded"}
    line.request("POST", "/passcode/", f"csrfmiddlewaretoken={found[1]}&passcode={PASSCODE}".replace(" ", "+"), headers)
    answer = line.getresponse()
    assert (answer.status, answer.getheader("Location")) == (403, None)


def test_wrong_guesses_wait_also_after_a_restart_and_the_log_knows_nothing(own: Process) -> None:
    """Four are told that they are wrong, the fifth that one has to wait; then the right one waits too, and nobody wrote it down."""
    caller = Caller(own)
    assert [guess(caller, "loud harbour 7")[0] for _ in range(5)] == [403] * 4 + [429]
    assert 25 <= int(caller.header["Retry-After"]) <= 30
    own.kill()
    own.start()
    status, text = guess(Caller(own), PASSCODE)
    assert status == 429
    assert re.search(r"Please wait \d+ seconds, then try again", text)
    written = "".join(path.read_text(errors="replace") for path in own.folder.rglob("*") if path.is_file())
    assert "harbour" not in own.log + written


def test_whoever_is_in_stays_in_while_others_guess(own: Process) -> None:
    """The waits are for the door; a phone that is in does not notice them."""
    inside, outside = enter(own), Caller(own)
    assert [guess(outside, "loud harbour 7")[0] for _ in range(6)][-1] == 429
    assert inside.read("/welcome/")[0] == 200


def test_a_changed_passcode_ends_every_login(own: Process) -> None:
    """At once, without a restart; the new one opens, and a removed one opens nothing."""
    inside = enter(own)
    set_passcode(own.folder, OTHER)
    assert inside.read("/welcome/")[0] == 303
    inside = enter(own, OTHER)
    assert guess(Caller(own), PASSCODE)[0] == 403
    subprocess.run([*ISCHIA, "passcode", "--remove"], env=surroundings(own.folder), check=True, capture_output=True)
    assert inside.read("/welcome/")[0] == 303
    assert "No passcode is set yet" in inside.read("/passcode/")[1]


def test_erasing_everything_leaves_the_lock(own: Process) -> None:
    """What was told is gone; the door is as it was."""
    inside = enter(own)
    assert send(inside, "/data/erase/", "/data/erase/?step", word="delete")[0] == 302
    assert "Everything is gone." in inside.read("/welcome/")[1]
    assert Caller(own).read("/welcome/")[0] == 303


def test_old_tls_is_refused(host: Process, certificate: Certificate) -> None:
    """TLS 1.2 and 1.3 are agreed on, nothing older."""
    assert [agreed(host, certificate, version) for version in ("TLSv1_2", "TLSv1_3")] == ["TLSv1.2", "TLSv1.3"]
    with pytest.warns(DeprecationWarning, match="TLSv1_1"), pytest.raises(ssl.SSLError, match="version"):
        agreed(host, certificate, "TLSv1_1")


def agreed(host: Process, certificate: Certificate, version: str) -> str | None:
    """The version of TLS that is agreed on when no other is offered."""
    context = ssl.create_default_context(cafile=certificate.cert)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
    line = socket.create_connection((LOOPBACK, host.port), timeout=PATIENCE)
    with line, context.wrap_socket(line, server_hostname=certificate.name) as secure:
        return secure.version()


def test_callers_that_say_nothing_keep_nobody_waiting(host: Process) -> None:
    """Two lines that stay silent, and one that does not speak TLS: the next one is answered all the same."""
    silent = [HTTPConnection(LOOPBACK, host.port, timeout=PATIENCE) for _ in range(3)]
    for one in silent:
        one.connect()
    silent[0].request("GET", "/passcode/")
    assert Caller(host).read("/passcode/")[0] == 200
    for one in silent:
        one.close()


def test_behind_another_server_of_this_computer(tmp_path: Path) -> None:
    """It listens to this computer alone, believes its word for HTTPS, and sends whoever came without to the name's HTTPS."""
    folder, port = tmp_path / "data", free_port()
    set_passcode(folder, PASSCODE)
    words = [*ISCHIA, "serve", "--host", "ischia.example", "--behind-proxy", "--port", str(port)]
    running = subprocess.Popen(words, env=surroundings(folder), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    line = HTTPConnection(LOOPBACK, port, timeout=PATIENCE)
    try:
        assert running.stdout is not None
        assert running.stdout.readline() == "Ischia is at https://ischia.example/\n"

        def ask(**headers: str) -> tuple[int, str | None]:
            line.request("GET", "/today/", headers={key.replace("_", "-"): value for key, value in headers.items()})
            answer = line.getresponse()
            answer.read()
            return answer.status, answer.getheader("Location")

        assert ask(Host="ischia.example", X_Forwarded_Proto="https") == (303, "/passcode/")
        assert ask(Host="ischia.example") == (301, "https://ischia.example/today/")
        assert ask(Host="ischia.example", X_Forwarded_Proto="http") == (301, "https://ischia.example/today/")
        assert ask(Host="elsewhere.example", X_Forwarded_Host="ischia.example", X_Forwarded_Proto="https")[0] == 400
    finally:
        line.close()
        running.terminate()
        running.communicate(timeout=PATIENCE)


def test_this_computer_alone_is_as_before(client: Client) -> None:
    """Without a name there is no lock, no lock's page, no button, and the chip says this computer."""
    assert client.get("/passcode/").headers["Location"] == "/"
    page = client.get("/settings/")
    assert "Kept on this computer" in page.content.decode()
    assert "Lock this phone" not in page.content.decode()
    assert "Strict-Transport-Security" not in page.headers
    assert "kept on this computer. Nothing is sent anywhere." in client.get("/welcome/").content.decode()


@pytest.mark.parametrize("place", ["today", "plan", "progress", "record", "works", "help", "settings", "data", "doctor"])
def test_every_page_says_where_it_is_kept(client: Client, place: str) -> None:
    """The chip on top says so on each page, whatever else the page calls kept."""
    lived(1)()
    chip = re.search(r'<span class="chip">.*?</svg>(.*?)</span>', client.get(f"/{place}/").content.decode(), re.DOTALL)
    assert chip is not None
    assert chip[1] == "Kept on this computer"


def test_a_phone_comes_in_and_locks_itself(own: Process, browser: Browser) -> None:
    """In a real browser by keyboard: passcode, one wrong, one right, the welcome; then locked, and back leads to no page."""
    context = browser.new_context(viewport=PHONE, ignore_https_errors=True, base_url=own.address)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/today/")
    page.get_by_label("Passcode").fill("loud harbour 7")
    page.keyboard.press("Enter")
    page.get_by_role("alert").get_by_text("That is not the passcode.").wait_for()
    page.get_by_label("Passcode").fill(PASSCODE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/welcome/")
    assert page.evaluate("document.cookie") == ""
    page.goto("/settings/")
    page.get_by_role("button", name="Lock this phone").click()
    page.wait_for_url("**/passcode/")
    page.go_back()
    page.wait_for_url("**/passcode/")
    context.close()


def test_nothing_stands_in_the_way_of_the_way_in(own: Process, browser: Browser) -> None:
    """Axe finds nothing on the passcode's page, fresh, wrong and waiting; targets are large; a child can read it."""
    context = browser.new_context(viewport=PHONE, ignore_https_errors=True, base_url=own.address, reduced_motion="reduce")  # type: ignore[arg-type]
    for tries in (0, 1, 5):
        page = context.new_page()
        page.goto("/passcode/")
        for _ in range(tries):
            page.get_by_label("Passcode").fill("loud harbour 7")
            page.keyboard.press("Enter")
            page.get_by_role("alert").wait_for()
        assert max(grades(page.evaluate(READ, LEAVE))) <= MOST_IN_DANGER
        assert "\n".join(audit(page)) == ""
        page.close()
    context.close()
