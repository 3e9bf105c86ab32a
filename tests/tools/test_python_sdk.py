"""Cognite's Python SDK, 8 and 7, with each form that is made for it."""

import json

from hand_off import HERE, HandOff
from readers import PYTHONS

LOAD_CLIENT = HERE / "drivers" / "load_client.py"


class SdkJson(HandOff):
    def load(self, sdk: str, version: str) -> None:
        for token in self.before_and_after_a_refresh():
            self.write("sdk-json", "north.json")
            seen = json.loads(self.done(self.run_tool(PYTHONS[sdk], LOAD_CLIENT, "north.json")))
            self.assertEqual((seen["base_url"], seen["project"]), (self.base_url, "north-prod"))
            self.assertEqual(seen["time_series"], ["21-PT-1019", "21-TT-1022"])
            self.assert_cdf_saw(token, sdk=f"CognitePythonSDK:{version}", app="cdf-signin")
        # Where SDK 7 goes when it is told the cluster alone.
        self.assertNotIn("api.cognitedata.com:443", self.internet.refused)

    def test_sdk_8_loads_it(self) -> None:
        self.load("sdk-8", "8.22.0")

    def test_sdk_7_loads_it(self) -> None:
        self.load("sdk-7", "7.94.2")


class MsalCache(HandOff):
    def finds_it(self, sdk: str, version: str) -> None:
        authority_url = f"{self.authority}/{self.provider.tenant_id}"
        words = [authority_url, self.provider.client_id, "cache.bin", self.base_url]
        for token in self.before_and_after_a_refresh():
            self.write("msal-cache", "cache.bin")
            asked = len(self.provider.requests(endpoint="token")) + len(self.provider.requests(endpoint="authorize"))
            said = self.done(self.run_tool(PYTHONS[sdk], HERE / "drivers" / "oauth_interactive.py", *words))
            self.assertEqual(json.loads(said)["time_series"], ["21-PT-1019", "21-TT-1022"])
            self.assert_cdf_saw(token, sdk=f"CognitePythonSDK:{version}")
            after = len(self.provider.requests(endpoint="token")) + len(self.provider.requests(endpoint="authorize"))
            self.assertEqual(asked, after, "nobody was asked to sign in, nor was a new token")

    def test_sdk_8_finds_it(self) -> None:
        self.finds_it("sdk-8", "8.22.0")

    def test_sdk_7_finds_it(self) -> None:
        self.finds_it("sdk-7", "7.94.2")
