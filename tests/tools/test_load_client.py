"""The published Python SDK, against the CDF stand-in, with a file of the shape CDF Sign-in writes."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from local_provider import LocalProvider, sha256

LOAD_CLIENT = Path(__file__).parent / "drivers" / "load_client.py"


class LoadClient(unittest.TestCase):
    def setUp(self) -> None:
        self.provider = self.enterContext(LocalProvider())
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def load(self, token: str, project: str = "north-prod") -> subprocess.CompletedProcess:
        file = self.folder / "client.json"
        file.write_text(json.dumps({
            "client_name": "cdf-signin", "project": project, "base_url": self.provider.cdf, "credentials": {"token": token},
        }), encoding="utf-8")
        result = subprocess.run([sys.executable, LOAD_CLIENT, file], capture_output=True, text=True)
        self.assertNotIn(token, result.stdout + result.stderr)
        return result

    def test_that_very_token_reaches_cdf(self) -> None:
        token = self.provider.access_token()
        result = self.load(token)
        self.assertEqual(result.returncode, 0, result.stderr)
        seen = json.loads(result.stdout)
        self.assertEqual(seen["project"], "north-prod")
        self.assertEqual(seen["projects"], ["north-prod", "north-staging"])
        self.assertEqual(seen["time_series"], ["21-PT-1019", "21-TT-1022"])

        requests = self.provider.cdf_requests()
        self.assertEqual({request["token_sha256"] for request in requests}, {sha256(token)})
        self.assertEqual([request["outcome"] for request in requests], ["answered"] * len(requests))
        paths = {request["path"] for request in requests}
        self.assertLessEqual({"/api/v1/token/inspect", "/api/v1/projects/north-prod/timeseries/list"}, paths)

    def test_a_token_that_was_changed_is_refused(self) -> None:
        token = self.provider.access_token()
        head, payload, signature = token.split(".")
        result = self.load(f"{head}.{payload}.{signature[::-1]}")
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertEqual(json.loads(result.stdout)["error"]["code"], 401)

    def test_a_project_of_others_is_refused(self) -> None:
        result = self.load(self.provider.access_token(), project="south-prod")
        self.assertEqual(result.returncode, 1, result.stderr)
        refusal = json.loads(result.stdout)["error"]
        self.assertEqual(refusal["code"], 401)
        self.assertIn("north-prod", refusal["message"], "the SDK names the projects that the token does open")


if __name__ == "__main__":
    unittest.main()
