"""A whole `cdf-signin login`, with a provider that asks nothing and a browser that only follows redirects."""

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

from alternate import Subject, alternate, table
from local_provider import SCOPE, LocalProvider
from process import cost
from surroundings import Home


class Landing(HTTPServer):
    """Where the browser lands without the app: takes the code and shows a page."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), LandingPage)
        self.code = ""

    @property
    def redirect_uri(self) -> str:
        return f"http://localhost:{self.server_port}"


class LandingPage(BaseHTTPRequestHandler):
    server: Landing

    def do_GET(self) -> None:
        self.server.code = parse_qs(urlsplit(self.path).query)["code"][0]
        self.send_response(200)
        self.send_header("Content-Length", "6")
        self.end_headers()
        self.wfile.write(b"Landed")

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def landing() -> Iterator[Landing]:
    with Landing() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class BrowserAlone:
    """The same redirects without the app; and then the least that has to follow them, one request for the tokens."""

    def __init__(self, home: Home, provider: LocalProvider, landing: Landing) -> None:
        self.home, self.provider, self.landing = home, provider, landing
        self.endpoints = f"{provider.authority}/{provider.tenant_id}/oauth2/v2.0"
        self.environment = home.environment("file")

    def redirects(self) -> dict[str, float]:
        self.verifier = secrets.token_urlsafe(32)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).decode().rstrip("=")
        query = {"client_id": self.provider.client_id, "response_type": "code", "redirect_uri": self.landing.redirect_uri,
                 "scope": SCOPE, "state": secrets.token_urlsafe(16), "nonce": secrets.token_urlsafe(16),
                 "code_challenge": challenge, "code_challenge_method": "S256"}
        browser = self.home.programs / "cdf-signin-test-browser"
        return cost([browser, f"{self.endpoints}/authorize?{urlencode(query)}"], self.environment, self.home.said)

    def redirects_and_tokens(self) -> dict[str, float]:
        browser = self.redirects()
        form = {"client_id": self.provider.client_id, "grant_type": "authorization_code", "code": self.landing.code,
                "redirect_uri": self.landing.redirect_uri, "code_verifier": self.verifier}
        started, cpu_before = time.perf_counter(), time.thread_time()
        with urlopen(Request(f"{self.endpoints}/token", data=urlencode(form).encode())) as reply:
            reply.read()
        wall, cpu = time.perf_counter() - started, time.thread_time() - cpu_before
        return {"wall": browser["wall"] + wall * 1000, "CPU": browser["CPU"] + cpu * 1000}


def measure(home: Home, provider: LocalProvider, rounds: int) -> str:
    def login(vault: str) -> Subject:
        environment = home.environment(vault, f"login-{vault}")
        home.add_profile(environment, "north", provider)
        command = [home.command_line, "login", "north"]
        return Subject(f"cdf-signin login, key in {'a file' if vault == 'file' else 'the keyring'}",
                       lambda: cost(command, environment, home.said))

    with landing() as server:
        alone = BrowserAlone(home, provider, server)
        browser = Subject("browser alone", alone.redirects)
        browser_and_tokens = Subject("browser + token request", alone.redirects_and_tokens)
        subjects = [browser, browser_and_tokens, login("file"), login("keyring")]
        alternate(subjects, rounds, warm_up=10)
    return table(subjects, {"wall": "ms", "CPU": "ms"}, peers=[browser, browser_and_tokens])
