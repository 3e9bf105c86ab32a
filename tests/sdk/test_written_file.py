"""From a sign-in to the SDK: `cdf-signin` signs in and writes the file, the published SDK loads it, CDF sees the token."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from local_provider import LocalProvider, sha256

HERE = Path(__file__).parent


class WrittenFile(unittest.TestCase):
    def setUp(self) -> None:
        self.provider = self.enterContext(LocalProvider())
        self.home = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.cdf_signin("profile", "add", "north", "--tenant-id", self.provider.tenant_id,
                        "--client-id", self.provider.client_id, "--cluster", "westeurope-1", "--project", "north-prod",
                        "--authority", self.provider.authority, "--base-url", self.provider.cdf)
        self.cdf_signin("login", "north")

    def cdf_signin(self, *words: str) -> str:
        environment = {**os.environ, "CDF_SIGNIN_HOME": str(self.home), "CDF_SIGNIN_VAULT": "file",
                       "BROWSER": str(HERE / "follow_redirects.py")}
        result = subprocess.run([os.environ["CDF_SIGNIN_BIN"], *words], env=environment, capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, f"cdf-signin {words[0]}: {result.stderr}")
        return result.stdout

    def test_the_sdk_loads_the_file_and_cdf_sees_that_token(self) -> None:
        file = self.home / "north.json"
        self.cdf_signin("write", "north", "--format", "sdk-json", "--to", str(file))
        token = self.cdf_signin("token", "north").removesuffix("\n")

        result = subprocess.run([sys.executable, HERE / "load_client.py", file], capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertNotIn(token, result.stdout + result.stderr)
        seen = json.loads(result.stdout)
        self.assertEqual((seen["base_url"], seen["project"]), (self.provider.cdf, "north-prod"))
        self.assertEqual({request["token_sha256"] for request in self.provider.cdf_requests()}, {sha256(token)})
        self.assertEqual(file.stat().st_mode & 0o777, 0o600)


if __name__ == "__main__":
    unittest.main()
