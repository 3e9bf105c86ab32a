"""The code that the app gives away, as it is: a person saves it, and runs it."""

import os
import subprocess
from pathlib import Path

from hand_off import HERE, INGRID, HandOff
from readers import PYTHONS

LIST = "/api/v1/projects/north-prod/timeseries/list"


class CommandLine(HandOff):
    def sends_the_token_of_now(self, snippet: str, user_agent: str) -> None:
        self.put_into_path()
        self.environment["PATH"] += f":{Path(PYTHONS['sdk-8']).parent}"
        file = self.snippet(snippet, "ask.sh")
        for token in self.before_and_after_a_refresh():
            self.done(self.run_tool("bash", "-eu", file))
            self.assert_cdf_saw(token, user_agent=user_agent)

    def test_curl(self) -> None:
        self.sends_the_token_of_now("curl", "curl/")

    def test_httpie(self) -> None:
        self.sends_the_token_of_now("httpie", "HTTPie/3.2.4")


class JavaScript(HandOff):
    real_names = False  # Node 20 knows no proxy

    def setUp(self) -> None:
        super().setUp()
        self.put_into_path()
        (self.work / "node_modules").symlink_to(HERE / "node_modules")

    def test_it_asks_cdf(self) -> None:
        file = self.snippet("javascript", "ask.mjs")
        for token in self.before_and_after_a_refresh():
            self.assertIn("21-PT-1019", self.done(self.run_tool("node", file)))
            self.assert_cdf_saw(token, sdk="CogniteJavaScriptSDK:10.5.0")

    def test_it_asks_for_another_token_when_cdf_refuses_one(self) -> None:
        file = self.snippet("javascript", "ask.mjs")
        self.put_into_path("--min-validity 999999")  # another token each time
        self.provider.set(fail_next=[{"endpoint": "cdf", "path": LIST, "status": 401}])
        self.assertIn("21-PT-1019", self.done(self.run_tool("node", file)))
        first, second = [request for request in self.provider.cdf_requests() if request["path"] == LIST]
        self.assertEqual((first["outcome"], second["outcome"], second["subject"]), ("refused", "answered", INGRID))
        self.assertNotEqual(first["token_sha256"], second["token_sha256"])


class Rust(HandOff):
    def test_it_asks_cdf(self) -> None:
        self.put_into_path()
        program = self.build(self.snippet("rust", "snippet.rs").read_text(encoding="utf-8") + RUST_MAIN)
        with self.start_tool(program) as running:
            for token in self.before_and_after_a_refresh():
                self.assertEqual(running.ask()["time_series"], ["21-PT-1019", "21-TT-1022"])
                self.assert_cdf_saw(token, sdk="rust-sdk-v0.6.2")

    def build(self, code: str) -> Path:
        """Builds the code in the place of the program in rust-sdk, with the dependencies that were built for that one."""
        package, target = self.work / "package", Path(os.environ["RUST_SDK"]).parent.parent
        (package / "src").mkdir(parents=True)
        (package / "src" / "main.rs").write_text(code, encoding="utf-8")
        for name in ("Cargo.toml", "Cargo.lock"):
            text = (HERE / "rust-sdk" / name).read_text(encoding="utf-8")
            (package / name).write_text(text.replace('"rust-sdk"', '"rust-snippet"'), encoding="utf-8")
        words = ["cargo", "build", "--quiet", "--offline", "--locked", "--target-dir", target]
        built = subprocess.run(words, cwd=package, capture_output=True, text=True)
        self.assertEqual(built.returncode, 0, built.stderr)
        return target / "debug" / "rust-snippet"


RUST_MAIN = """
#[tokio::main(flavor = "current_thread")]
async fn main() {
    use cognite::{FilterWithRequest, time_series::TimeSeriesFilterRequest};
    let client = client().unwrap();
    for _ in std::io::stdin().lines() {
        let two = TimeSeriesFilterRequest { limit: Some(2), ..Default::default() };
        let found = client.time_series.filter(two).await.unwrap();
        let names: Vec<_> = found.items.into_iter().map(|series| series.name).collect();
        println!("{}", serde_json::json!({ "time_series": names }));
    }
}
"""
