// Words of quick access. The rules stand in index.ts, through which they are read.
export const palette = {
  title: "Quick access",
  placeholder: "Type a few letters of a profile",
  move: "Move",
  does: { copy: "Copy token", sign_in: "Sign in", edit: "Edit", wait: "Show", show: "Show" },
};
