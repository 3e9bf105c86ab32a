"""A person who has signed in with `cdf-signin`, and the tools on their computer: what the tests of the tools share."""

import json
import os
import subprocess
import tempfile
import unittest
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from internet import Internet
from local_provider import LocalProvider, sha256
from readers import PYTHONS, readers

HERE = Path(__file__).parent
ENTRA = "https://login.microsoftonline.com"
INGRID = "0f6b1c0e-4d1e-4a57-9c3e-5b8a6f2d7101"  # tests/provider/people.mjs
SERVICE_PRINCIPAL = "c5d0e7a4-2b19-4f63-a8d7-90b1e64f7303"  # tests/provider/clients.mjs
CLUSTER = "https://westeurope-1.cognitedata.com"


class HandOff(unittest.TestCase):
    """Ingrid Solberg, signed in as the profile `north`. A tool that does not get what it needs fails the test."""

    # Entra and the cluster have their own names, over TLS and behind a proxy; else they are addresses of this computer.
    real_names = True

    def setUp(self) -> None:
        self.provider = self.enterContext(LocalProvider(*(["--known-as", ENTRA] if self.real_names else [])))
        hosts = {ENTRA: self.provider.authority, CLUSTER: self.provider.cdf}
        names = {name.removeprefix("https://"): origin for name, origin in hosts.items()}
        self.internet = self.enterContext(Internet(names))
        self.authority = ENTRA if self.real_names else self.provider.authority
        self.base_url = CLUSTER if self.real_names else self.provider.cdf
        self.home = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.work = self.home / "work"
        self.work.mkdir()
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.home), "LANG": "C.UTF-8", "TMPDIR": str(self.home),
            **self.internet.variables(),
        }
        self._written: set[str] = set()
        self._seen = 0
        self.add_profile("north", "--client-id", self.provider.client_id)
        self.cdf_signin("login", "north")

    def run(self, result: unittest.TestResult | None = None) -> unittest.TestResult | None:
        self._result = result
        return super().run(result)

    def tearDown(self) -> None:
        """A row of readers.toml that names this test is true: this test wrote that form, and CDF saw a good token."""
        if any(test is self for test, _ in self._result.failures + self._result.errors):
            return
        for reader in readers():
            if reader.test == self.id():
                self.assertIn(reader.form, self._written, "readers.toml says that this test reads it")
                self.assertGreater(self._seen, 0, "readers.toml says that this test sends it to CDF")

    def add_profile(self, name: str, *options: str, stdin: str = "") -> None:
        places = [] if self.real_names else ["--authority", self.authority, "--base-url", self.base_url]
        self.cdf_signin("profile", "add", name, "--tenant-id", self.provider.tenant_id, "--cluster", "westeurope-1",
                        "--project", "north-prod", *places, *options, stdin=stdin)

    def add_application(self) -> None:
        """The profile `job` of an application that signs in with its client secret."""
        self.add_profile("job", "--flow", "client-secret", "--client-id", self.provider.daemon_client_id,
                         "--client-secret-stdin", stdin=self.provider.daemon_secret)

    def own_variables(self) -> dict[str, str]:
        """What `cdf-signin` itself goes by."""
        browser = f"{PYTHONS['sdk-8']} {HERE / 'follow_redirects.py'}"
        return {"CDF_SIGNIN_HOME": str(self.home / "cdf-signin"), "CDF_SIGNIN_VAULT": "file", "BROWSER": browser}

    def cdf_signin(self, *words: str, stdin: str = "", folder: Path | None = None) -> str:
        environment = {**self.environment, **self.own_variables()}
        result = subprocess.run([os.environ["CDF_SIGNIN_BIN"], *words], env=environment,
                                input=stdin, capture_output=True, text=True, cwd=folder)
        self.assertEqual(result.returncode, 0, f"cdf-signin {words[0]}: {result.stderr}")
        return result.stdout

    def write(self, form: str, file: str, profile: str = "north", *options: str) -> Path:
        """Writes the file into the work folder, where the tools run."""
        path = self.work / file
        self.cdf_signin("write", profile, "--format", form, "--to", str(path), *options)
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        self._written.add(form)
        return path

    def snippet(self, name: str, file: str) -> Path:
        """Copies a snippet into a file of the work folder. No token is in it."""
        text = self.cdf_signin("snippet", "north", "--for", name)
        self.assertNotIn(self.token(), text)
        self._written.add(f"snippet {name}")
        (self.work / file).write_text(text, encoding="utf-8")
        return self.work / file

    def put_into_path(self, more: str = "") -> Path:
        """The person has `cdf-signin` in PATH from now on; each start of it is a line of that file, and gets those options."""
        starts, programs = self.home / "starts", self.home / "bin"
        starts.touch()
        programs.mkdir(exist_ok=True)
        command = programs / "cdf-signin"
        command.write_text(f'#!/bin/sh\necho >>"{starts}"\nexec "{os.environ["CDF_SIGNIN_BIN"]}" "$@" {more}\n', encoding="utf-8")
        command.chmod(0o700)
        self.environment.update({**self.own_variables(), "PATH": f"{programs}{os.pathsep}{self.environment['PATH']}"})
        return starts

    def token(self, profile: str = "north") -> str:
        return self.cdf_signin("token", profile).removesuffix("\n")

    def refresh(self, profile: str = "north") -> str:
        """The next token, asked for before it is due."""
        before = self.token(profile)
        after = self.cdf_signin("token", profile, "--min-validity", "999999").removesuffix("\n")
        self.assertNotEqual(before, after)
        return after

    def before_and_after_a_refresh(self, profile: str = "north") -> Iterator[str]:
        yield self.token(profile)
        yield self.refresh(profile)

    def run_tool(self, *command: str | Path, **more) -> subprocess.CompletedProcess:
        """Runs a tool in the work folder, which must not show the token."""
        environment = {**self.environment, **more.pop("variables", {})}
        result = subprocess.run([str(word) for word in command], cwd=more.pop("folder", self.work), env=environment,
                                capture_output=True, text=True, timeout=120, **more)
        self.assertNotIn(self.token(), result.stdout + result.stderr)
        return result

    @contextmanager
    def start_tool(self, *command: str | Path) -> Iterator["Running"]:
        """Starts a tool that stays, and answers each line on its stdin with one of JSON."""
        words = [str(word) for word in command]
        with subprocess.Popen(words, cwd=self.work, env=self.environment, text=True, stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            yield Running(process)
            said = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 0, said)
            self.assertNotIn(self.token(), "".join(said))

    def done(self, result: subprocess.CompletedProcess) -> str:
        self.assertEqual(result.returncode, 0, f"{result.args}\n{result.stdout}\n{result.stderr}")
        return result.stdout

    def assert_cdf_saw(self, token: str, **facts: str) -> list[dict]:
        """All that arrived since the last look had that very token and was answered; each header's text is in `facts`."""
        return self._assert_arrived(token_sha256=sha256(token), **facts)

    def assert_cdf_saw_application(self, **facts: str) -> list[dict]:
        """The same with the application's own tokens, which the tool got with the secret or certificate handed to it."""
        granted = self.provider.requests(grant_type="client_credentials")
        self.assertEqual({request["outcome"] for request in granted}, {"granted"}, granted)
        return self._assert_arrived(subject=SERVICE_PRINCIPAL, **facts)

    def assert_cdf_saw_person(self, object_id: str, **facts: str) -> list[dict]:
        """The same with any good tokens of that person's."""
        return self._assert_arrived(subject=object_id, **facts)

    def _assert_arrived(self, **facts: str) -> list[dict]:
        arrived = self.provider.cdf_requests()[self._seen:]
        self.assertTrue(arrived, "nothing has arrived at CDF")
        for request in arrived:
            self.assertEqual(request["outcome"], "answered", request)
            for name, text in facts.items():
                self.assertIn(text, request.get(name) or "", request)
        self._seen += len(arrived)
        return arrived


class Running:
    """A tool that stays."""

    def __init__(self, process: subprocess.Popen) -> None:
        self._process = process

    def ask(self) -> dict:
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise AssertionError(f"it has ended:\n{self._process.stderr.read()}")
        return json.loads(answer)
