"""`cdf-signin token`, with a fresh token in the vault."""

import sys
from pathlib import Path

from alternate import Subject, alternate, table
from local_provider import LocalProvider
from process import cost
from surroundings import Home

MSAL = Path(__file__).parent.parent / "tools" / "drivers"


def measure(home: Home, provider: LocalProvider, rounds: int) -> str:
    def signed_in(vault: str) -> dict[str, str]:
        environment = home.environment(vault, f"token-{vault}")
        home.add_profile(environment, "north", provider)
        home.cdf_signin(environment, "login", "north")
        return environment

    token = [home.command_line, "token", "north"]
    with_file, with_keyring, plain = signed_in("file"), signed_in("keyring"), home.environment("file")
    msal_cache = home.path / "msal_cache.json"
    cost([sys.executable, MSAL / "msal_seed.py", msal_cache], plain, home.said)

    empty = Subject("empty program", lambda: cost([home.programs / "empty-program"], plain, home.said))
    msal = Subject("msal", lambda: cost([sys.executable, MSAL / "msal_cached.py", msal_cache], plain, home.said))
    subjects = [
        empty,
        Subject("cdf-signin token, key in a file", lambda: cost(token, with_file, home.said)),
        Subject("cdf-signin token, key in the keyring", lambda: cost(token, with_keyring, home.said)),
        msal,
    ]
    alternate(subjects, rounds, warm_up=3)
    return table(subjects, {"wall": "ms", "CPU": "ms"}, peers=[empty, msal])
