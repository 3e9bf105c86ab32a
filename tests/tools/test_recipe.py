"""The function for the Python SDK's `Token` that the app gives away: cheap while the token is good, fresh when it is not."""

from hand_off import HERE, INGRID, HandOff
from readers import PYTHONS

SOON = 30  # within the function's own leeway: it is not kept


class Recipe(HandOff):
    def setUp(self) -> None:
        super().setUp()
        self.snippet("python", "snippet.py")
        self.starts = self.put_into_path()

    def started(self) -> int:
        return len(self.starts.read_text(encoding="utf-8").splitlines())

    def costs_nothing_while_fresh(self, sdk: str, version: str, calls: int) -> None:
        with self.start_tool(PYTHONS[sdk], HERE / "drivers" / "with_recipe.py") as program:
            for _ in range(3):
                answer = program.ask()
                self.assertEqual(answer["time_series"], ["21-PT-1019", "21-TT-1022"])
                self.assertEqual(answer["calls"], calls, "so often the SDK calls it for a request")
                self.assert_cdf_saw(self.token(), sdk=f"CognitePythonSDK:{version}")
            self.assertEqual(self.started(), 1, "one start in all")

    def test_sdk_8_costs_nothing_while_fresh(self) -> None:
        self.costs_nothing_while_fresh("sdk-8", "8.22.0", 2)

    def test_sdk_7_costs_nothing_while_fresh(self) -> None:
        self.costs_nothing_while_fresh("sdk-7", "7.94.2", 1)

    def goes_on(self, sdk: str, version: str) -> None:
        self.provider.set(expires_in=SOON)
        self.refresh()
        with self.start_tool(PYTHONS[sdk], HERE / "drivers" / "with_recipe.py") as program:
            program.ask()
            self.assert_cdf_saw_person(INGRID, sdk=f"CognitePythonSDK:{version}")
            self.provider.set(expires_in=3600)
            self.refresh()
            program.ask()
            self.assert_cdf_saw(self.token(), sdk=f"CognitePythonSDK:{version}")
            started = self.started()
            program.ask()
            self.assert_cdf_saw(self.token(), sdk=f"CognitePythonSDK:{version}")
            self.assertEqual(self.started(), started)

    def test_sdk_8_goes_on_with_the_next_token(self) -> None:
        self.goes_on("sdk-8", "8.22.0")

    def test_sdk_7_goes_on_with_the_next_token(self) -> None:
        self.goes_on("sdk-7", "7.94.2")

    def test_the_agent_answers_without_any_start(self) -> None:
        self.cdf_signin("agent", "--detach")
        self.addCleanup(self.cdf_signin, "agent", "--stop")
        with self.start_tool(PYTHONS["sdk-8"], HERE / "drivers" / "with_recipe.py") as program:
            program.ask()
            self.assert_cdf_saw(self.token(), sdk="CognitePythonSDK:8.22.0")
        self.assertEqual(self.started(), 0)
