"""Programs that send any request: curl, Postman (its own newman), httpYac for .http files."""

from hand_off import HERE, HandOff

NPM = HERE / "node_modules" / ".bin"
INSPECT = "/api/v1/token/inspect"


class HttpClients(HandOff):
    def test_curl_reads_its_options(self) -> None:
        for token in self.before_and_after_a_refresh():
            self.write("curl-config", "cdf.curl")
            said = self.done(self.run_tool("curl", "--silent", "--fail", "-K", "cdf.curl", self.base_url + INSPECT))
            self.assertIn("north-staging", said)
            self.assert_cdf_saw(token, user_agent="curl/")

    def test_newman_reads_the_environment(self) -> None:
        for token in self.before_and_after_a_refresh():
            file = self.write("postman", "cdf.postman_environment.json")
            self.done(self.run_tool(NPM / "newman", "run", HERE / "drivers" / "collection.json", "-e", file, "--bail"))
            arrived = self.assert_cdf_saw(token, user_agent="PostmanRuntime/")
            self.assertEqual([request["path"] for request in arrived], [INSPECT, "/api/v1/projects/north-prod/timeseries"])


class HttpFile(HandOff):
    real_names = False  # httpYac takes a proxy out of its settings alone

    def test_httpyac_sends_the_file(self) -> None:
        for token in self.before_and_after_a_refresh():
            self.write("http", "cdf.http")
            self.done(self.run_tool(NPM / "httpyac", "send", "cdf.http", "--all", "--output", "none"))
            self.assert_cdf_saw(token, user_agent="httpyac")
