// <write-tabs>: one of the two boxes is open, the answer or the note; r and m open them, wherever the keys are printed.
import { isShortcut } from "../keys.js";

class WriteTabs extends HTMLElement {
  connectedCallback() {
    this.listener = (event) => { if (isShortcut(event)) this.onGlobalKey(event); };
    document.addEventListener("keydown", this.listener);
    for (const tab of this.tabs) {
      tab.addEventListener("click", () => this.open(tab, { focus: true }));
      tab.addEventListener("keydown", (event) => this.onKey(event));
    }
    this.open(this.tabs.find((tab) => tab.getAttribute("aria-selected") === "true"));
  }

  disconnectedCallback() { document.removeEventListener("keydown", this.listener); }

  get tabs() { return [...this.querySelectorAll("[role=tab]")]; }

  open(tab, { focus = false } = {}) {
    for (const other of this.tabs) {
      const isOpen = other === tab;
      other.setAttribute("aria-selected", String(isOpen));
      other.tabIndex = isOpen ? 0 : -1;
      document.getElementById(other.getAttribute("aria-controls")).hidden = !isOpen;
    }
    if (focus) document.getElementById(tab.getAttribute("aria-controls")).querySelector("textarea").focus();
  }

  onKey(event) {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    event.preventDefault();
    const other = this.tabs.find((tab) => tab !== event.currentTarget);
    this.open(other);
    other.focus();
  }

  onGlobalKey(event) {
    const tab = { KeyR: this.tabs[0], KeyM: this.tabs[1] }[event.code];
    if (!tab) return;
    event.preventDefault();
    this.open(tab, { focus: true });
  }
}
customElements.define("write-tabs", WriteTabs);
