// <one-key>: one item of a list is at hand; each of its buttons has a key, j and k go up and down.
import { isShortcut } from "../keys.js";

class OneKey extends HTMLElement {
  connectedCallback() {
    this.onKeyDown = (event) => { if (isShortcut(event)) this.onKey(event); };
    document.addEventListener("keydown", this.onKeyDown);
    this.addEventListener("focusin", (event) => this.mark(event.target.closest("[data-item]")));
    this.addEventListener("click", (event) => { if (event.target.closest("[data-passes]")) this.pass(event); });
    this.watcher = new MutationObserver(() => this.onGone());
    this.watcher.observe(this, { childList: true, subtree: true });
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.onKeyDown);
    this.watcher.disconnect();
  }

  get items() { return [...this.querySelectorAll("[data-item]")]; }

  get current() { return this.querySelector("[data-item][data-current]"); }

  mark(item) {
    if (!item) return;
    this.at = this.items.indexOf(item);
    for (const other of this.items) other.toggleAttribute("data-current", other === item);
  }

  go(at) {
    const item = this.items[Math.max(0, Math.min(this.items.length - 1, at))];
    if (!item) return;
    this.mark(item);
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }

  // What was dealt with is gone: the next one comes to hand.
  onGone() { if (this.at !== undefined && !this.current) this.go(this.at); }

  onKey(event) {
    if (!this.current) {
      if (event.code !== "KeyJ" || document.querySelector("one-key [data-current]")) return;
      event.preventDefault();
      this.go(0);
      return;
    }
    const step = { KeyJ: 1, KeyK: -1 }[event.code];
    const button = this.current.querySelector(`[data-key="${CSS.escape(event.code)}"]`);
    if (!step && !button) return;
    event.preventDefault();
    if (step) this.go(this.at + step);
    else button.click();
  }

  pass(event) {
    const item = event.target.closest("[data-item]");
    this.mark(item);
    item.remove();
  }
}
customElements.define("one-key", OneKey);
