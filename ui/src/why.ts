import type { WhyView } from "./bindings/WhyView";
import type { Glyph } from "./errors";
import { words } from "./words";

export interface WhySaid {
  glyph: Glyph;
  title: string;
  text: string;
}

/** The answer in words. */
export function whySaid({ project, cdf_host, reason }: WhyView): WhySaid {
  const w = words.token.why;
  switch (reason.kind) {
    case "lets_in":
      return { glyph: "ok", title: w.letsIn(project), text: w.letsInText(reason.kinds) };
    case "no_rights":
      return { glyph: "warn", title: w.noRights(project), text: w.noRightsText };
    case "no_group":
      return { glyph: "bad", title: w.noGroup(project), text: w.noGroupText };
    case "meant":
      return { glyph: "warn", title: w.meant(reason.project), text: w.meantText(project, cdf_host) };
    case "other_profile":
      return {
        glyph: "warn",
        title: w.otherProfile(reason.label, project),
        text: w.otherProfileText(cdf_host),
      };
    case "not_among_yours":
      return { glyph: "bad", title: w.notAmongYours(project), text: w.notAmongYoursText(cdf_host) };
  }
}

/** The message to whoever administers the project, where they are the one who can help. */
export function letInMessage({ project, cdf_host, reason, asking }: WhyView): string | null {
  const w = words.token.letIn;
  const isOfAnApplication = asking.application !== null;
  const lead: string[] = [];
  if (reason.kind === "no_rights") {
    lead.push((isOfAnApplication ? w.applicationRights : w.personRights)(project), w.helpsRights);
  } else if (reason.kind === "no_group" || reason.kind === "not_among_yours") {
    lead.push((isOfAnApplication ? w.application : w.person)(project));
    lead.push(isOfAnApplication ? w.helpsApplication : w.helpsPerson);
  } else return null;
  const groups = asking.groups_left_out ? w.tooMany : asking.groups.join(", ") || w.noGroups;
  const facts: [string, string | null][] = [
    [w.project, project],
    [w.cluster, cdf_host],
    [w.tenant, asking.tenant_id],
    [w.client, asking.application],
    [w.account, asking.username],
    [w.object, asking.object_id],
    [w.groups, groups],
  ];
  return [...lead, "", ...facts.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))].join("\n");
}
