// <key-map>: g and a letter goes to a place, ? shows the shortcuts, / goes to the search.
import { isShortcut } from "../keys.js";

class KeyMap extends HTMLElement {
  connectedCallback() {
    this.listener = (event) => { if (isShortcut(event)) this.onKey(event); };
    document.addEventListener("keydown", this.listener);
    document.querySelector("[data-shows=shortcuts]")?.addEventListener("click", () => this.show());
  }

  disconnectedCallback() { document.removeEventListener("keydown", this.listener); }

  show() { this.querySelector("dialog").showModal(); }

  onKey(event) {
    if (this.going) return this.go(event);
    if (event.code === "KeyG") this.wait();
    else if (event.key === "?" || event.key === "؟" || (event.code === "Slash" && event.shiftKey)) this.show();
    else if (event.code === "Slash") this.find(event);
  }

  wait() {
    this.going = true;
    setTimeout(() => { this.going = false; }, 1500);
  }

  go(event) {
    this.going = false;
    const letter = event.code.replace("Key", "").toLowerCase();
    const link = document.querySelector(`[data-go="${CSS.escape(letter)}"]`);
    if (!link) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    link.click();
  }

  find(event) {
    event.preventDefault();
    const field = document.querySelector("[data-finds]");
    if (field) field.focus();
    else document.querySelector('[data-go="p"]')?.click();
  }
}
customElements.define("key-map", KeyMap);
