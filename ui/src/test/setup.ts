// jsdom knows neither modal dialogs nor popovers nor scrolling; they are reduced here to what a test can see of them.
function reduceDialogs(dialog: HTMLDialogElement): void {
  dialog.showModal = function () {
    this.open = true;
    this.querySelector<HTMLElement>("button, input, [tabindex]")?.focus();
  };
  dialog.close = function () {
    this.open = false;
  };
}

function reducePopovers(element: HTMLElement): void {
  const tell = (one: HTMLElement, newState: "open" | "closed") =>
    one.dispatchEvent(Object.assign(new Event("toggle"), { newState }));
  element.showPopover = function () {
    this.dataset.open = "true";
    tell(this, "open");
  };
  element.hidePopover = function () {
    if (this.dataset.open === undefined) return;
    delete this.dataset.open;
    tell(this, "closed");
  };
}

// The test of the built files runs without a page.
if ("HTMLDialogElement" in globalThis) {
  // A region whose times are as those of the design.
  Object.defineProperty(navigator, "language", { value: "en-GB" });
  reduceDialogs(HTMLDialogElement.prototype);
  reducePopovers(HTMLElement.prototype);
  HTMLElement.prototype.scrollIntoView = () => {};
}
