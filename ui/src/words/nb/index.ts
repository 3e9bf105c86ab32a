import type { PartOf } from "../catalogue";
import type { en } from "../en";
import { settings } from "./settings";

// Norwegian Bokmål. The rules of ../en/index.ts hold here too.
export const nb: PartOf<typeof en> = {
  settings,
};
