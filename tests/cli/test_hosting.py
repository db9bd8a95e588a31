"""`ischia serve --host` and `ischia passcode`: what is refused, and how it is said; before anything is served."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

from ischia.site.passcode import Passcode
from tests.cli.runs import process, run
from tests.site.certificate import Certificate, make_certificate

NAME = "ischia.home"


@pytest.fixture
def made(tmp_path: Path) -> Certificate:
    """A certificate that nothing is wrong with."""
    return make_certificate(tmp_path, NAME)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, without a passcode."""
    monkeypatch.setenv("ISCHIA_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def refused(*words: object) -> list[str]:
    """What is said when it is refused; nothing on the other stream."""
    result = run("serve", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr.splitlines()


def test_all_three_or_none(made: Certificate) -> None:
    """Each combination that lacks something says what, and what is allowed."""
    assert refused("--cert", made.cert) == refused("--key", made.key) == refused("--behind-proxy")
    assert refused("--cert", made.cert)[0].startswith("--host: is missing; allowed: --host NAME --cert FILE --key FILE, or")
    assert refused("--host", NAME)[0].startswith("--cert and --key: missing; allowed: --host NAME with")
    assert refused("--host", NAME, "--cert", made.cert)[0].startswith("--key: missing; allowed:")
    assert refused("--host", NAME, "--key", made.key)[0].startswith("--cert: missing; allowed:")
    assert refused("--host", NAME, "--behind-proxy", "--cert", made.cert)[0].startswith("--cert: the other server has the certificate")


@pytest.mark.parametrize(
    "name", ["https://ischia.home", "ischia.home:8470", "*.home", ".home", "a/b", "", "-a.home", "a..b", "ischia home"]
)
def test_a_name_that_is_none(name: str, made: Certificate) -> None:
    """What is no name of a host is refused by itself, with examples; a star and a leading dot would let others in."""
    said = refused("--host", name, "--cert", made.cert, "--key", made.key)
    assert len(said) == 1
    assert said[0].startswith("--host: ")
    assert "such as ischia.home or 192.168.1.20" in said[0]


def test_files_that_cannot_be_read(made: Certificate, tmp_path: Path) -> None:
    """Both are told at once, each with its option, its place and the reason."""
    allowed = "allowed: a PEM file that you may read; docs/phone.md shows how to make one"
    assert refused("--host", NAME, "--cert", tmp_path / "no.crt", "--key", tmp_path) == [
        f"--cert: {tmp_path / 'no.crt'}: no such file or directory; {allowed}",
        f"--key: {tmp_path}: is a directory; {allowed}",
    ]
    swapped = refused("--host", NAME, "--cert", made.key, "--key", made.cert)
    assert [one.partition(";")[0] for one in swapped] == [
        f"--cert: {made.key} holds no certificate",
        f"--key: {made.cert} holds no private key",
    ]


def test_a_key_with_a_password(made: Certificate, tmp_path: Path) -> None:
    """A server that starts by itself cannot type it; the way out is said."""
    locked = tmp_path / "locked.key"
    key = ec.generate_private_key(ec.SECP256R1())
    locked.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret")))
    assert f"openssl pkey -in {locked} -out open.key" in refused("--host", NAME, "--cert", made.cert, "--key", locked)[0]


def test_files_that_do_not_belong_together(made: Certificate, tmp_path: Path) -> None:
    """Another certificate's key is told by itself."""
    other = make_certificate(tmp_path, "other.home")
    said = refused("--host", NAME, "--cert", made.cert, "--key", other.key)
    assert [one.partition(";")[0] for one in said] == [f"--key: {other.key} is not the key of the certificate {made.cert}"]


def test_a_certificate_outside_its_days(tmp_path: Path) -> None:
    """Ended, or not begun, with the day."""
    now = datetime.now(UTC)
    ended = make_certificate(tmp_path, NAME, now - timedelta(days=9), timedelta(days=8))
    said = refused("--host", NAME, "--cert", ended.cert, "--key", ended.key)
    assert said[0].startswith(f"--cert: {ended.cert} ended on {now - timedelta(days=1):%Y-%m-%d}; allowed: one that holds today")
    early = make_certificate(tmp_path, NAME, now + timedelta(days=2))
    said = refused("--host", NAME, "--cert", early.cert, "--key", early.key)
    assert said[0].startswith(f"--cert: {early.cert} begins only on {now + timedelta(days=2):%Y-%m-%d}; allowed:")


def test_a_certificate_for_another_name(made: Certificate, tmp_path: Path) -> None:
    """It says which names it holds; a star covers one label and no address."""
    said = refused("--host", "phone.home", "--cert", made.cert, "--key", made.key)
    assert said == [
        f"--cert: {made.cert} does not name phone.home; it names ischia.home; allowed: one of these as --host, "
        "or make them anew together, as docs/phone.md shows"
    ]
    star = make_certificate(tmp_path, "*.home")
    for name in ("a.b.home", "home", "192.168.1.20"):
        assert "does not name" in refused("--host", name, "--cert", star.cert, "--key", star.key)[0]
    assert "passcode: none is set yet" in refused("--host", "a.home", "--cert", star.cert, "--key", star.key)[0]


def test_without_a_passcode_nothing_is_served(made: Certificate) -> None:
    """Where nobody sits at a terminal the command that sets one is named; the name may be written in capitals."""
    assert refused("--host", "Ischia.Home.", "--cert", made.cert, "--key", made.key) == [
        "passcode: none is set yet; set one at this computer first: ischia passcode"
    ]


def test_the_passcode_is_read_and_never_said(folder: Path) -> None:
    """One line from another program; it stands in no output, and no option takes it."""
    result = process("passcode", typed="quiet harbour 7\n", ISCHIA_DATA=str(folder))
    assert (result.returncode, result.stdout) == (0, "The passcode is kept. Every phone asks for it again.\n")
    assert Passcode(folder).guess("quiet harbour 7", 0.0).right
    assert run("passcode", "quiet harbour 7").exit_code == 2
    assert run("passcode", "--remove").exit_code == 0
    assert Passcode(folder).hash == ""


def test_a_weak_passcode_changes_nothing(folder: Path) -> None:
    """What is refused leaves the old one in its place."""
    run("passcode", typed="quiet harbour 7\n")
    before = Passcode(folder).hash
    for typed in ("short", "11111111", "x" * 129, ""):
        result = run("passcode", typed=f"{typed}\n")
        assert result.exit_code == 2
        assert result.stderr.startswith("passcode: too ")
    assert Passcode(folder).hash == before != ""
