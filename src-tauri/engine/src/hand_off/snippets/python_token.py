"""A fresh token for the Cognite Python SDK, 7 and 8, for as long as you are signed in to CDF Sign-in.

    from cognite.client import ClientConfig, CogniteClient
    from cognite.client.credentials import Token

    client = CogniteClient(
        ClientConfig(client_name="my-tool", project="{project}", base_url="{base_url}", credentials=Token(token))
    )

The SDK calls token() for each request: that costs a microsecond while the token is good. A minute before its end the
next one comes from the app or `cdf-signin agent` over their local socket, or from the command `cdf-signin`.
Nothing but Python's standard library is needed.
"""

import json
import os
import socket
import subprocess
import sys
import threading
import time

PROFILE = "{profile}"

_kept = ("", 0.0)  # the token, and until when it is handed out
_one_at_a_time = threading.Lock()


def token() -> str:
    """An access token that is good for a minute at least. Raises RuntimeError with what to do when there is none."""
    global _kept
    text, until = _kept
    if _now() < until:
        return text
    with _one_at_a_time:
        text, until = _kept
        if _now() >= until:
            began = _now()
            answer = _from_socket() or _from_command()
            text = answer["access_token"]
            _kept = text, began + answer["expires_in"] - 60
        return text


def _now() -> float:
    # A clock that counts a computer's sleep and that nobody sets, where there is one.
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    return time.time() if boot_time is None else time.clock_gettime(boot_time)


def _from_socket():
    """The answer of the app or the agent; None where neither runs, or where only a command can say why there is none."""
    path = _socket_path()
    if path is None:
        return None
    try:
        if os.stat(path).st_uid != os.getuid():
            return None
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(5)
            connection.connect(path)
            ask = {"v": 1, "ask": "token", "profile": PROFILE, "wait": True}
            connection.sendall(json.dumps(ask).encode() + b"\n")
            with connection.makefile("rb") as lines:
                answer = {"working": True}
                while answer.get("working"):
                    answer = json.loads(lines.readline())
        return answer.get("token")
    except (OSError, ValueError):
        return None


def _socket_path():
    if not hasattr(socket, "AF_UNIX") or sys.platform == "win32":
        return None
    home, runtime = os.environ.get("CDF_SIGNIN_HOME"), os.environ.get("XDG_RUNTIME_DIR")
    if home:
        folder = os.path.join(home, "run")
    elif sys.platform == "darwin":
        folder = os.path.expanduser("~/Library/Application Support/cdf-signin/run")
    elif runtime:
        folder = os.path.join(runtime, "cdf-signin")
    else:
        state = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
        folder = os.path.join(state, "cdf-signin", "run")
    return os.path.join(folder, "agent.sock")


def _from_command():
    try:
        done = subprocess.run(
            ["cdf-signin", "token", PROFILE, "--json"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except FileNotFoundError:
        raise RuntimeError("Start CDF Sign-in, or put the command cdf-signin into PATH.") from None
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise RuntimeError("{message} {hint}".format(**answer["error"]))
    return answer
