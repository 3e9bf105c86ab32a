import type { ProfileView } from "../../bindings/ProfileView";
import type { Page } from "../../state/page.svelte";
import type { Scenario } from "./scenarios";

const address = "https://north.fusion.cognite.com/north-prod?cluster=westeurope-1.cognitedata.com";
const errorMail = "AADSTS65001: The user or administrator has not consented to use the application.";

/** Where a story begins, when that is not the profile's own page. */
export function begin(scenario: Scenario, page: Page): void {
  const { chosen } = page;
  if (scenario === "pasted") void page.pasting.paste(address);
  if (scenario === "pasted-error") void page.pasting.paste(`${address}\n${errorMail}`);
  if (chosen === null) return;
  if (scenario.startsWith("editor")) page.edit(chosen);
  if (scenario.startsWith("check")) page.check(chosen);
  if (scenario === "token") page.show({ what: "token", name: chosen.name });
  if (scenario === "shortcuts") page.sheet = true;
  if (scenario === "palette") page.palette = true;
  if (scenario === "about") page.show({ what: "about" });
  if (scenario === "settings") page.show({ what: "settings" });
  if (scenario === "hand-on") page.files.begin(chosen);
  if (scenario === "code") page.files.begin(chosen, "code");
  if (scenario === "preview") void preview(page, chosen);
  if (scenario === "found") void page.imports.choose();
  if (scenario === "dragged") page.imports.dragged = true;
}

async function preview(page: Page, profile: ProfileView): Promise<void> {
  page.files.begin(profile);
  const { handing } = page.files;
  await handing?.load();
  if (!handing) return;
  handing.chosen = "dotenv";
  await handing.choosePlace();
}
