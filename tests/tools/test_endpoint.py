"""The local token endpoint: unmodified tools that sign in as applications do, and send the person's own tokens.

The provider's tokens end so soon here that a tool asks for the token of now each time, as one does once an hour otherwise.
"""

import json
import os
from pathlib import Path

from hand_off import HERE, INGRID, HandOff
from readers import PYTHONS

VENV = Path(PYTHONS["sdk-8"]).parent
SOON = 20


class Endpoint(HandOff):
    def setUp(self) -> None:
        super().setUp()
        self.cdf_signin("endpoint", "north", "on")
        self.cdf_signin("agent", "--detach")
        self.addCleanup(self.cdf_signin, "agent", "--stop")
        self.assertTrue(json.loads(self.cdf_signin("endpoint", "north", "--json"))["answering"])

    def tokens_of(self, **facts: str) -> set[str]:
        """The tokens of the person's that have arrived since the last look."""
        return {request["token_sha256"] for request in self.assert_cdf_saw_person(INGRID, **facts)}

    def test_sdk_8_asks_it(self) -> None:
        file = self.write("endpoint-json", "north.json")
        self.provider.set(expires_in=SOON)
        self.refresh()
        with self.start_tool(PYTHONS["sdk-8"], HERE / "drivers" / "loaded_client.py", file) as program:
            program.ask()
            first = self.tokens_of(sdk="CognitePythonSDK:8.22.0")
            self.refresh()
            program.ask()
            self.assertFalse(first & self.tokens_of(sdk="CognitePythonSDK:8.22.0"), "it goes on with fresh tokens")

    def test_the_toolkit_asks_it(self) -> None:
        self.write("endpoint-dotenv", ".env")
        for token in self.before_and_after_a_refresh():
            self.assertRegex(self.done(self.run_tool(VENV / "cdf", "auth", "status")), r"Authenticated +Yes")
            self.assert_cdf_saw(token, sdk="CogniteToolkit:0.9.28")

    def test_the_rust_sdk_asks_it(self) -> None:
        self.write("endpoint-env", "cognite.env")
        self.provider.set(expires_in=SOON)
        self.refresh()
        with self.start_tool(VENV / "dotenv", "-f", "cognite.env", "run", "--", os.environ["RUST_SDK"]) as program:
            program.ask()
            first = self.tokens_of(sdk="rust-sdk-v0.6.2")
            self.refresh()
            program.ask()
            self.assertFalse(first & self.tokens_of(sdk="rust-sdk-v0.6.2"), "it goes on with fresh tokens")

    def test_it_says_who_asked(self) -> None:
        self.write("endpoint-dotenv", ".env")
        self.done(self.run_tool(VENV / "cdf", "auth", "status"))
        asked = json.loads(self.cdf_signin("endpoint", "north", "--json"))["asked"]
        self.assertTrue(asked)
        self.assertEqual({one["outcome"] for one in asked}, {"granted"}, asked)
