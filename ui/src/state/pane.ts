/** What can take the pane instead of the chosen profile's page; Escape leaves it. */
export type Pane = { what: "settings" } | { what: "about" } | { what: "token"; name: string };
