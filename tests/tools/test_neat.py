"""cognite-neat, which refuses keys that it does not know and takes quotes for a part of the value."""

from hand_off import HERE, HandOff
from readers import PYTHONS


class NeatDotenv(HandOff):
    def assert_signed_in(self, token: str, file: str) -> None:
        self.done(self.run_tool(PYTHONS["sdk-8"], HERE / "drivers" / "neat_dotenv.py", file))
        self.assert_cdf_saw(token, app="CogniteNeat:1.1.0")

    def test_neat_signs_in_with_it(self) -> None:
        for token in self.before_and_after_a_refresh():
            self.write("neat-dotenv", "neat.env")
            self.assert_signed_in(token, "neat.env")

    def test_what_stood_in_the_file_does_not_come_between(self) -> None:
        (self.work / "neat.env").write_text('# mine\nLOGIN_FLOW="interactive"\nCDF_TOKEN="stale"\nCDF_CLIENT_TIMEOUT=30', encoding="utf-8")
        self.write("neat-dotenv", "neat.env")
        self.assert_signed_in(self.token(), "neat.env")
