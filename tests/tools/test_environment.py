"""Variables: files of them, and scripts that set them in a shell."""

import json
import os
from pathlib import Path

from hand_off import HERE, HandOff
from readers import PYTHONS

VENV = Path(PYTHONS["sdk-8"]).parent
NOTEBOOK = HERE / "drivers" / "notebook.py"


class CogniteEnv(HandOff):
    def test_a_notebook_reads_it(self) -> None:
        for token in self.before_and_after_a_refresh():
            self.write("cognite-env", "cognite.env")
            said = self.done(self.run_tool(VENV / "dotenv", "-f", "cognite.env", "run", "--", PYTHONS["sdk-8"], NOTEBOOK))
            self.assertEqual(json.loads(said)["time_series"], ["21-PT-1019", "21-TT-1022"])
            self.assert_cdf_saw(token, sdk="CognitePythonSDK:8.22.0")

    def test_the_rust_sdk_signs_in_by_itself(self) -> None:
        self.add_application()
        self.write("cognite-env-client-credentials", "cognite.env", "job")
        said = self.done(self.run_tool(VENV / "dotenv", "-f", "cognite.env", "run", "--", os.environ["RUST_SDK"], input="\n"))
        self.assertEqual(json.loads(said)["time_series"], ["21-PT-1019", "21-TT-1022"])
        self.assert_cdf_saw_application(sdk="rust-sdk-v0.6.2")


class Shells(HandOff):
    def sets_them(self, form: str, script: str, *shells: str) -> None:
        """The same shell then starts the Toolkit, and a program that takes the SDKs' variables."""
        start = {"sh": f". ./{script}", "fish": f"source {script}"}[form]
        for token in self.before_and_after_a_refresh():
            self.write(form, script)
            for shell in shells:
                said = self.done(self.run_tool(shell, "-c", f"{start} && {VENV / 'cdf'} auth status && {PYTHONS['sdk-8']} {NOTEBOOK}"))
                self.assertRegex(said, r"Authenticated +Yes")
                self.assertIn("21-PT-1019", said)
                apps = {request["app"] for request in self.assert_cdf_saw(token)}
                self.assertEqual(len(apps), 2, "the Toolkit and the notebook")

    def test_sh_sets_them(self) -> None:
        self.sets_them("sh", "cdf.sh", "sh", "bash")

    def test_fish_sets_them(self) -> None:
        self.sets_them("fish", "cdf.fish", "fish")
