"""Cognite's Toolkit: the program `cdf` in the folder of its `.env`, and in those below."""

from pathlib import Path

from hand_off import HandOff
from readers import PYTHONS

CDF = Path(PYTHONS["sdk-8"]).with_name("cdf")


class Toolkit(HandOff):
    def assert_signed_in(self, token: str, **more) -> None:
        said = self.done(self.run_tool(CDF, "auth", "status", **more))
        self.assertRegex(said, r"Authenticated +Yes")  # it ends with 0 also when it is not
        self.assert_cdf_saw(token, sdk="CogniteToolkit:0.9.28")


class Dotenv(Toolkit):
    def test_the_toolkit_signs_in_with_it(self) -> None:
        for token in self.before_and_after_a_refresh():
            self.write("dotenv", ".env")
            self.assert_signed_in(token)

    def test_what_stood_in_the_file_does_not_come_between(self) -> None:
        (self.work / ".env").write_bytes(
            b'# mine\r\nexport LOGIN_FLOW = "Interactive" # as before\r\nCDF_PROJECT=\'south-prod\'\r\n'
            b'COGNITE_TOKEN=stale\r\nCOGNITE_BASE_URL=https://api.cognitedata.com\r\nCDF_TOKEN="""\r\nOTHER=1')
        self.write("dotenv", ".env")
        self.assert_signed_in(self.token())

    def test_it_is_found_from_a_folder_below_and_wins_over_the_shell(self) -> None:
        self.write("dotenv", ".env")
        (self.work / "modules").mkdir()
        stale = {"CDF_TOKEN": "stale", "LOGIN_FLOW": "interactive", "CDF_PROJECT": "south-prod"}
        self.assert_signed_in(self.token(), folder=self.work / "modules", variables=stale)


class DotenvClientCredentials(Toolkit):
    def test_the_toolkit_signs_in_by_itself(self) -> None:
        self.add_application()
        self.write("dotenv-client-credentials", ".env", "job")
        said = self.done(self.run_tool(CDF, "auth", "status"))
        self.assertRegex(said, r"Authenticated +Yes")
        self.assert_cdf_saw_application(sdk="CogniteToolkit:0.9.28")
