"""Cognite's Toolkit: the program `cdf` in the folder of its `.env`."""

from pathlib import Path

from hand_off import HandOff
from readers import PYTHONS

CDF = Path(PYTHONS["sdk-8"]).with_name("cdf")


class Dotenv(HandOff):
    def test_the_toolkit_signs_in_with_it(self) -> None:
        for token in self.before_and_after_a_refresh():
            self.write("dotenv", ".env")
            said = self.done(self.run_tool(CDF, "auth", "status"))
            self.assertRegex(said, r"Authenticated +Yes")
            self.assert_cdf_saw(token, sdk="CogniteToolkit:0.9.28")
