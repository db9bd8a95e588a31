"""What can be wrong with a certificate and its key, told before a phone finds out: what, where, and what to do."""

import re
from collections.abc import Iterator
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
LONGEST_NAME = 253
MAKE = "make them anew together, as docs/phone.md shows"


def wrong_name(host: str) -> str:
    """What is wrong with the name of a host; empty when nothing is."""
    if _is_number(host) or (len(host) <= LONGEST_NAME and all(LABEL.fullmatch(label) for label in host.split("."))):
        return ""
    return (
        f"--host: {host!r} is no name of a host; allowed: letters, digits, hyphens and dots, or an address of this computer, "
        "such as ischia.home or 192.168.1.20, without https:// and without a port"
    )


def wrong_files(host: str, cert: Path, key: Path, now: datetime) -> list[str]:
    """Everything that is wrong with the two files for this host at this moment."""
    certificate, key_bytes = _read_certificate(cert), _read_key(key)
    wrong = [found for found in (certificate, key_bytes) if isinstance(found, str)]
    if isinstance(certificate, x509.Certificate):
        wrong += _wrong_certificate(host, cert, certificate, now)
        if isinstance(key_bytes, bytes) and key_bytes != certificate.public_key().public_bytes(
            Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        ):
            wrong.append(f"--key: {key} is not the key of the certificate {cert}; allowed: the key that it was made with; {MAKE}")
    return wrong


def _wrong_certificate(host: str, path: Path, certificate: x509.Certificate, now: datetime) -> Iterator[str]:
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not first <= now <= last:
        when = f"ended on {last:%Y-%m-%d}" if now > last else f"begins only on {first:%Y-%m-%d}"
        yield f"--cert: {path} {when}; allowed: one that holds today; {MAKE}, and look at this computer's date"
    names = _names(certificate)
    if not any(_covers(name, host) for name in names):
        listed = ", ".join(sorted(names)) or "no name at all (the older common name does not count)"
        yield f"--cert: {path} does not name {host}; it names {listed}; allowed: one of these as --host, or {MAKE}"


def _names(certificate: x509.Certificate) -> set[str]:
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return set()
    addresses = {str(one) for one in found.get_values_for_type(x509.IPAddress)}
    return {name.lower() for name in found.get_values_for_type(x509.DNSName)} | addresses


def _covers(name: str, host: str) -> bool:
    """Whether a name of a certificate is the host; a star stands for one label, the first (RFC 6125, 6.4.3)."""
    if name == host:
        return True
    _, dot, rest = host.partition(".")
    return not _is_number(host) and bool(dot) and name == f"*.{rest}"


def _read_certificate(path: Path) -> x509.Certificate | str:
    """The first certificate of the file, or what is wrong."""
    content = _content("--cert", path)
    if isinstance(content, str):
        return content
    try:
        return x509.load_pem_x509_certificate(content)
    except ValueError:
        return f"--cert: {path} holds no certificate; allowed: a PEM file that begins with -----BEGIN CERTIFICATE-----"


def _read_key(path: Path) -> bytes | str:
    """The public half of the key, or what is wrong."""
    content = _content("--key", path)
    if isinstance(content, str):
        return content
    try:
        return load_pem_private_key(content, None).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except TypeError:
        return f"--key: {path} is locked with a password; allowed: a key without one: openssl pkey -in {path} -out open.key"
    except ValueError:
        return f"--key: {path} holds no private key; allowed: a PEM file that begins with -----BEGIN PRIVATE KEY-----"


def _content(option: str, path: Path) -> bytes | str:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        return f"{option}: {path}: {reason}; allowed: a PEM file that you may read; docs/phone.md shows how to make one"


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
