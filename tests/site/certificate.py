"""A certificate for one name, made for one test, with what a browser needs to trust it alone."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID

NAME = "localhost"
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Certificate:
    """A name, and where its certificate and its key lie."""

    name: str
    cert: Path
    key: Path
    spki: str

    @property
    def options(self) -> tuple[str, ...]:
        """What `ischia serve` is told."""
        return ("--host", self.name, "--cert", str(self.cert), "--key", str(self.key))

    @property
    def flag(self) -> str:
        """With this Chromium trusts this certificate, service workers included; it needs a user data folder of its own."""
        return f"--ignore-certificate-errors-spki-list={self.spki}"


def make_certificate(folder: Path, name: str = NAME, begins: datetime | None = None, lasts: timedelta = YEAR) -> Certificate:
    """A certificate that signs itself, from yesterday on unless told otherwise; its two files lie in the folder."""
    begins, key = begins or datetime.now(UTC) - timedelta(days=1), ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    built = x509.CertificateBuilder(called, called, key.public_key(), x509.random_serial_number(), begins, begins + lasts)
    built = built.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    cert = folder / f"{name}.crt"
    cert.write_bytes(built.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    kept = folder / f"{name}.key"
    kept.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return Certificate(name, cert, kept, b64encode(hashlib.sha256(public).digest()).decode())
