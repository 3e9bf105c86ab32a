import type { Page } from "../../state/page.svelte";
import type { Scenario } from "./scenarios";

/** Where a story begins, when that is not the profile's own page. */
export function begin(scenario: Scenario, page: Page): void {
  const { chosen } = page;
  if (chosen === null) return;
  if (scenario.startsWith("editor")) page.edit(chosen);
  if (scenario.startsWith("check")) page.check(chosen);
}
