"""The local provider and CDF stand-in of tests/provider, and a browser that only follows redirects."""

import base64
import hashlib
import json
import secrets
import subprocess
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

SERVE = Path(__file__).parent.parent / "provider" / "serve.mjs"
SCOPE = "https://westeurope-1.cognitedata.com/.default openid profile offline_access"
REDIRECT = "http://localhost:53000"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class LocalProvider:
    """Signs Ingrid Solberg in without a page. Use it with `with`; it ends with its pipe."""

    def __init__(self, *options: str) -> None:
        self._options = options

    def __enter__(self) -> "LocalProvider":
        self._process = subprocess.Popen(
            ["node", SERVE, "--auto", "ingrid.solberg@north.example", *self._options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )
        addresses = json.loads(self._process.stdout.readline())
        self.authority, self.cdf, self.control = addresses["authority"], addresses["cdf"], addresses["control"]
        self.tenant_id, self.client_id = addresses["tenant_id"], addresses["client_id"]
        self.daemon_client_id, self.daemon_secret = addresses["daemon_client_id"], addresses["daemon_secret"]
        self.certificate_client_id = addresses["certificate_client_id"]
        return self

    def __exit__(self, *_) -> None:
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def requests(self, **wanted: str) -> list[dict]:
        with urlopen(f"{self.control}/requests?{urlencode(wanted)}") as reply:
            return json.load(reply)["requests"]

    def cdf_requests(self) -> list[dict]:
        with urlopen(f"{self.cdf}/control/requests") as reply:
            return json.load(reply)["requests"]

    def set(self, **switches: object) -> None:
        self._post("set", switches)

    def register_certificate(self, pem: str) -> None:
        self._post("certificate", {"pem": pem})

    def _post(self, path: str, body: dict) -> None:
        with urlopen(Request(f"{self.control}/{path}", data=json.dumps(body).encode())) as reply:
            reply.read()

    def access_token(self) -> str:
        """A whole sign-in: authorize, follow the redirect, redeem the code."""
        base = f"{self.authority}/{self.tenant_id}/oauth2/v2.0"
        verifier = secrets.token_urlsafe(32)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        query = {"client_id": self.client_id, "response_type": "code", "redirect_uri": REDIRECT, "scope": SCOPE,
                 "state": "s", "nonce": "n", "code_challenge": challenge, "code_challenge_method": "S256"}
        try:
            build_opener(_Stay).open(f"{base}/authorize?{urlencode(query)}")
            raise AssertionError("the authorize request was not answered with a redirect")
        except HTTPError as redirect:
            code = parse_qs(urlsplit(redirect.headers["location"]).query)["code"][0]
            redirect.close()
        form = {"client_id": self.client_id, "grant_type": "authorization_code", "code": code,
                "redirect_uri": REDIRECT, "code_verifier": verifier}
        with urlopen(Request(f"{base}/token", data=urlencode(form).encode())) as reply:
            return json.load(reply)["access_token"]
