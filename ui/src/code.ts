/** A code as people read it aloud: `CX7D2QPNR` in threes, `WDJB-MJHT` at its hyphen. */
export function codeGroups(code: string): string[] {
  const parts = code.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const [only] = parts;
  if (parts.length !== 1 || only === undefined) return parts.length > 0 ? parts : [code];
  const size = [3, 4].find((size) => only.length > size && only.length % size === 0);
  return size ? (only.match(new RegExp(`.{${size}}`, "g")) ?? [only]) : [only];
}

/** For a screen reader: `C X 7, D 2 Q, P N R`, letter by letter. */
export const spelled = (code: string): string =>
  codeGroups(code)
    .map((group) => [...group].join(" "))
    .join(", ");

/** An address as a person would type it: without its scheme, and without a slash at its end. */
export const typed = (address: string): string =>
  address.replace(/^https:\/\/(www\.)?/, "").replace(/\/$/, "");
