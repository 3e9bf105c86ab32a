"""Programs of a person's own, which stay: the file is read anew for each request, and the app keeps it fresh."""

from hand_off import HERE, HandOff
from readers import PYTHONS


class OwnPrograms(HandOff):
    def goes_on(self, sdk: str, form: str, version: str) -> None:
        file = self.write(form, "cdf-token", "north", "--keep-fresh")
        with self.start_tool(PYTHONS[sdk], HERE / "drivers" / "own_program.py", form, file, self.base_url) as program:
            for token in self.before_and_after_a_refresh():
                self.assertEqual(program.ask()["time_series"], ["21-PT-1019", "21-TT-1022"])
                self.assert_cdf_saw(token, sdk=f"CognitePythonSDK:{version}")

    def test_the_token_alone_has_no_line_end(self) -> None:
        """Both SDKs would send it along, and CDF would refuse the header."""
        self.assertEqual(self.write("token", "cdf-token").read_bytes(), self.token().encode())

    def test_sdk_8_reads_the_token_alone(self) -> None:
        self.goes_on("sdk-8", "token", "8.22.0")

    def test_sdk_7_reads_the_token_alone(self) -> None:
        self.goes_on("sdk-7", "token", "7.94.2")

    def test_sdk_8_reads_json(self) -> None:
        self.goes_on("sdk-8", "json", "8.22.0")

    def test_sdk_7_reads_json(self) -> None:
        self.goes_on("sdk-7", "json", "7.94.2")
