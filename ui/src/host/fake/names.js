/** The stories that the fake host knows; the pictures are taken of each. Plain JavaScript, so that Node reads it too. */
export const scenarios = /** @type {const} */ ([
  "first-run",
  "signed-in",
  "ends-soon",
  "signed-out",
  "signing-in",
  "no-browser",
  "error",
  "needs",
  "expired",
  "offline",
  "editor",
  "problems",
  "many",
  "broken-file",
  "no-keyring",
  "long-names",
]);
