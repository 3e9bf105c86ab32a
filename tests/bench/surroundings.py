"""What the measured programs find around them: a throw-away home, a keyring of its own, profiles."""

import os
import subprocess
import tempfile
from pathlib import Path

from local_provider import LocalProvider
from process import cost


class Home:
    """A home that is gone at the end of a `with`. Nothing of the person's own is seen or touched.

    Its keyring runs on the session bus that `dbus-run-session` made for the whole measurement, and ends with it.
    """

    def __init__(self, programs: Path) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="cdf-signin-bench-")
        self.path = Path(self._folder.name)
        self.programs = programs
        self.command_line = programs / "cdf-signin"
        self.said = self.path / "said"

    def __enter__(self) -> "Home":
        for folder in ("run", "data", "data/keyrings", "config", "cache"):
            (self.path / folder).mkdir(mode=0o700)
        subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets"], input="bench", text=True,
                       env=self.environment("keyring"), capture_output=True, check=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def environment(self, vault: str, name: str = "cdf-signin", **more: str) -> dict[str, str]:
        """For a process of this home, with its sign-ins in the folder `name` and the key to them in that vault."""
        return {
            "PATH": f"{self.programs}:{os.environ['PATH']}",
            "HOME": str(self.path),
            "XDG_RUNTIME_DIR": str(self.path / "run"),
            "XDG_DATA_HOME": str(self.path / "data"),
            "XDG_CONFIG_HOME": str(self.path / "config"),
            "XDG_CACHE_HOME": str(self.path / "cache"),
            "DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"],
            "CDF_SIGNIN_HOME": str(self.path / name),
            "CDF_SIGNIN_VAULT": vault,
            "BROWSER": "cdf-signin-test-browser",
            **more,
        }

    def cdf_signin(self, environment: dict[str, str], *words: str) -> None:
        cost([self.command_line, *words], environment, self.said)

    def add_profile(self, environment: dict[str, str], name: str, provider: LocalProvider) -> None:
        self.cdf_signin(environment, "profile", "add", name, "--tenant-id", provider.tenant_id,
                        "--client-id", provider.client_id, "--cluster", "westeurope-1", "--project", "north-prod",
                        "--authority", provider.authority, "--base-url", provider.cdf)
