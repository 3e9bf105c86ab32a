import type { AccessView } from "./bindings/AccessView";
import type { CapabilityView } from "./bindings/CapabilityView";
import type { CheckOutcome } from "./bindings/CheckOutcome";
import type { CheckReport } from "./bindings/CheckReport";
import type { CheckStep } from "./bindings/CheckStep";
import type { ProfileView } from "./bindings/ProfileView";
import type { Glyph } from "./errors";
import { titleOf } from "./profile";
import { wordsOf } from "./search";
import { words } from "./words";

/** Shape first, then colour, then the word. */
export const outcomeGlyphs: Record<CheckOutcome, Glyph> = {
  passed: "ok",
  warned: "warn",
  failed: "bad",
  skipped: "skipped",
};

/** The capabilities that hold every word of the search, wherever. */
export function filtered({ capabilities }: AccessView, search: string): CapabilityView[] {
  const wanted = wordsOf(search);
  return capabilities.filter((one) => {
    const text = [one.acl, ...one.actions, one.scope, placeText(one)].join(" ").toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** In which projects it counts. */
export const placeText = ({ all_projects, projects }: CapabilityView): string =>
  all_projects ? words.check.allProjects : projects.join(", ");

const marks: Record<CheckOutcome, string> = { passed: "✓", warned: "!", failed: "✗", skipped: "–" };

/** All that was found, as text to send to somebody who helps. No secret is in a report. */
export function reportText(profile: ProfileView, report: CheckReport): string {
  const { tenant_id, client_id, project } = profile.draft;
  const facts: [string, string][] = [
    [words.profile.tenant_id, tenant_id],
    [words.profile.client_id, client_id],
    [words.profile.project, [project, profile.cdf_host].filter(Boolean).join(" · ")],
  ];
  const about = facts.filter(([, value]) => value !== "").map(([name, value]) => `${name}: ${value}`);
  const steps = report.steps.flatMap(stepLines);
  const access = report.access ? ["", ...accessLines(report.access)] : [];
  return [words.check.of(titleOf(profile)), ...about, "", report.summary, ...steps, ...access].join("\n");
}

function stepLines({ outcome, title, detail, next, facts }: CheckStep): string[] {
  const more = [
    detail,
    ...next.map((step) => `→ ${step}`),
    ...facts.map(({ name, value }) => `${name}: ${value}`),
  ];
  return [`${marks[outcome]} ${title}`, ...more.filter(Boolean).map((line) => `    ${line}`)];
}

function accessLines({ projects, capabilities }: AccessView): string[] {
  return [
    ...projects.map(({ name, groups }) => `${name}: ${words.check.groups(groups)}`),
    ...capabilities.map((one) => `${one.acl}: ${one.actions.join(", ")} · ${one.scope} · ${placeText(one)}`),
  ];
}
