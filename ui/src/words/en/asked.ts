// Words about what is asked from outside the window. The rules stand in index.ts, through which they are read.
export const asked = {
  unknown: (name: string) => `There is no profile “${name}” here.`,
  unknownHint: "It was renamed or deleted, or the link is for somebody else. Choose one in the list.",
  notUnderstood: (said: string) => `Nothing was done: “${said}” is not understood.`,
  notUnderstoodHint: "A link is cdf-signin://sign-in/ and the short name of a profile.",
};
