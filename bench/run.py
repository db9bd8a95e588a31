"""Every measurement in one run, so that the ratios can be compared: ``make bench``."""

import platform
from datetime import UTC, datetime

from bench import enumerate as enumeration
from bench import posterior, question, site


def main() -> None:
    """Print the report."""
    print(f"{datetime.now(UTC):%Y-%m-%d} · {platform.python_implementation()} {platform.python_version()} · {platform.machine()}")  # noqa: T201
    for measured in (posterior, question, enumeration, site):
        print("\n" + "\n".join(measured.report()))  # noqa: T201


if __name__ == "__main__":
    main()
