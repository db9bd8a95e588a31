"""Under which name the site answers when a phone may use it; nothing is said where it serves only the computer that it runs on."""

import os
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

NAME, PORT, PROXIED = "ISCHIA_HOST", "ISCHIA_HOST_PORT", "ISCHIA_BEHIND_PROXY"
HTTPS_PORT = 443


@dataclass(frozen=True)
class Host:
    """A name that a phone calls, the port that it calls there, and whether another server of this computer stands in front."""

    name: str
    port: int
    proxied: bool = False

    @property
    def spelled(self) -> str:
        """The name as it stands in an address: an IPv6 address in its brackets."""
        return f"[{self.name}]" if isinstance(self.number, IPv6Address) else self.name

    @property
    def number(self) -> object:
        """The name as an address of the network; None when it is a word."""
        try:
            return ip_address(self.name)
        except ValueError:
            return None

    @property
    def origin(self) -> str:
        """What the phone's browser calls this site."""
        return f"https://{self.spelled}" if self.port == HTTPS_PORT else f"https://{self.spelled}:{self.port}"


def announce(host: Host | None) -> None:
    """Tell the settings, which are read later; None takes back what a surrounding program may have said."""
    for key in (NAME, PORT, PROXIED):
        os.environ.pop(key, None)
    if host is not None:
        os.environ.update({NAME: host.name, PORT: str(host.port), PROXIED: "yes" if host.proxied else ""})


def announced() -> Host | None:
    """What was told; None when the site serves only its own computer."""
    name = os.environ.get(NAME)
    return Host(name, int(os.environ[PORT]), bool(os.environ.get(PROXIED))) if name else None
