import { locale, words } from "./words";

/** Whole seconds still left of `seconds` that were announced at `heardAt` (both times in milliseconds). */
export function secondsLeft(seconds: number, heardAt: number, now: number): number {
  const gone = Math.max(0, now - heardAt) / 1000;
  return Math.max(0, Math.ceil(seconds - gone));
}

/** For the ring: `52:14`, `1:02:14`. */
export function clockText(seconds: number): string {
  const h = Math.floor(seconds / 3600);
  const m = Math.floor((seconds % 3600) / 60);
  const s = seconds % 60;
  const two = (n: number) => String(n).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** From so many hours on, days say enough. */
const DAYS_FROM = 48;

/** For the list: `52 min`, `1 h 5 min`, `40 s`. Rounded down, so that it never promises more than there is. */
export function shortText(seconds: number): string {
  return together(seconds, (n, unit) => `${n} ${words.units[unit]}`);
}

/** For sentences and screen readers: `52 minutes`, `1 hour 5 minutes`, `40 seconds`. */
export function longText(seconds: number): string {
  return together(seconds, (n, unit) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(n),
  );
}

type Unit = "second" | "minute" | "hour" | "day";

function together(seconds: number, text: (n: number, unit: Unit) => string): string {
  if (seconds < 60) return text(seconds, "second");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return text(minutes, "minute");
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours >= DAYS_FROM) return text(Math.floor(hours / 24), "day");
  return rest === 0 ? text(hours, "hour") : `${text(hours, "hour")} ${text(rest, "minute")}`;
}

/** Whole seconds since a past moment; null when it is unreadable or still to come. */
export function secondsSince(rfc3339: string, now: number): number | null {
  const gone = Math.floor((now - new Date(rfc3339).getTime()) / 1000);
  return gone >= 0 ? gone : null;
}

/** A past or future moment in the person's own time: `14:57` today, `22 Nov, 14:57` another day; `""` when unreadable. */
export function momentText(rfc3339: string, now: number, language = locale): string {
  const moment = new Date(rfc3339);
  if (Number.isNaN(moment.getTime())) return "";
  const time = new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(moment);
  if (moment.toDateString() === new Date(now).toDateString()) return time;
  const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" }).format(moment);
  return `${day}, ${time}`;
}
