// <queue-list>: j k go through the conversations, x ticks one, o opens it; e l h a do something with those ticked.
import { isShortcut } from "../keys.js";

class QueueList extends HTMLElement {
  connectedCallback() {
    this.listener = (event) => { if (isShortcut(event)) this.onKey(event); };
    document.addEventListener("keydown", this.listener);
  }

  disconnectedCallback() { document.removeEventListener("keydown", this.listener); }

  get lines() { return [...this.querySelectorAll(".talk")]; }

  get current() { return this.querySelector(".talk[data-current]"); }

  onKey(event) {
    const acts = {
      KeyJ: () => this.step(1),
      KeyK: () => this.step(-1),
      KeyX: () => this.current?.querySelector("input[type=checkbox]")?.click(),
      KeyO: () => this.current?.querySelector(".talk-open").click(),
      KeyE: () => this.act("[data-act=close]"),
      KeyL: () => this.act("[data-act=later]"),
      KeyH: () => this.menu("until"),
      KeyA: () => this.menu("to"),
      KeyU: () => document.querySelector(".toast:last-of-type [data-undoes]")?.click(),
    };
    const act = acts[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  }

  step(by) {
    const lines = this.lines;
    const at = lines.indexOf(this.current);
    const next = lines[Math.max(0, Math.min(lines.length - 1, at + by))];
    for (const line of lines) line.toggleAttribute("data-current", line === next);
    next?.querySelector(".talk-open").focus();
  }

  // Nothing ticked means the one the keys stand on.
  tick() {
    const box = this.current?.querySelector("input[type=checkbox]");
    if (box && !this.querySelector(".talk input:checked")) box.checked = true;
  }

  act(button) {
    this.tick();
    this.querySelector(button)?.click();
  }

  menu(name) {
    this.tick();
    this.querySelector(`drop-menu[data-name="${name}"]`)?.open();
  }
}
customElements.define("queue-list", QueueList);
