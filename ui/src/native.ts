import { isMac } from "./keys";

/** Keys of a browser that would print, reload, show the source of, or walk a caret through an app. */
const ofABrowser = new Set(["p", "r", "u", "g", "j"]);

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLElement && target.isContentEditable);

function onkeydown(event: KeyboardEvent): void {
  const control = isMac() ? event.metaKey : event.ctrlKey;
  const key = event.key.toLowerCase();
  if (key === "f5" || key === "f7" || (control && !event.altKey && ofABrowser.has(key)))
    event.preventDefault();
}

/** Cut, copy and paste belong to text; nothing else of the web view's menu belongs to an app. */
function oncontextmenu(event: Event): void {
  const selected = (getSelection()?.toString() ?? "") !== "";
  if (!isField(event.target) && !selected) event.preventDefault();
}

/** No picture and no link is carried out of the window; text in a field is, and what the app itself has dragged. */
function ondragstart(event: Event): void {
  const ours = event.target instanceof Element && event.target.closest('[draggable="true"]') !== null;
  if (!isField(event.target) && !ours) event.preventDefault();
}

/** Has the page behave as an app's window, not as a browser's. Gives what ends it. */
export function actAsAnApp(page: Document): () => void {
  const heard = [
    ["keydown", onkeydown],
    ["contextmenu", oncontextmenu],
    ["dragstart", ondragstart],
  ] as const;
  for (const [name, hear] of heard) page.addEventListener(name, hear as EventListener);
  return () => {
    for (const [name, hear] of heard) page.removeEventListener(name, hear as EventListener);
  };
}
