"""`cdf-signin run`: the command has the variables, and nothing is on disk."""

import json
import os
from pathlib import Path

from hand_off import HERE, HandOff
from readers import PYTHONS

VENV = Path(PYTHONS["sdk-8"]).parent


class Run(HandOff):
    def test_the_toolkit_has_its_variables(self) -> None:
        for token in self.before_and_after_a_refresh():
            said = self.cdf_signin("run", "north", "--as", "toolkit", "--", str(VENV / "cdf"), "auth", "status", folder=self.work)
            self.assertRegex(said, r"Authenticated +Yes")
            self.assert_cdf_saw(token, sdk="CogniteToolkit:0.9.28")
        self.assertEqual(list(self.work.iterdir()), [])

    def test_the_sdk_has_its_variables(self) -> None:
        for token in self.before_and_after_a_refresh():
            said = self.cdf_signin("run", "north", "--as", "cognite", "--", PYTHONS["sdk-8"], str(HERE / "drivers" / "notebook.py"))
            self.assertEqual(json.loads(said)["time_series"], ["21-PT-1019", "21-TT-1022"])
            self.assert_cdf_saw(token, sdk="CognitePythonSDK:8.22.0")
