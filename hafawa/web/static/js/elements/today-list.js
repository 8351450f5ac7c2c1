// <today-list>: one card is open at a time; j k d l n c o u work on it, wherever the keys are printed.
import { isShortcut } from "../keys.js";

class TodayList extends HTMLElement {
  connectedCallback() {
    this.listener = (event) => { if (isShortcut(event)) this.onKey(event); };
    document.addEventListener("keydown", this.listener);
    this.addEventListener("click", (event) => this.onClick(event));
    const asked = this.querySelector(`#card-${CSS.escape(this.dataset.open || "none")}`);
    const kept = Number(sessionStorage.getItem("hafawa-card") || 0);
    const hadFocus = sessionStorage.getItem("hafawa-acted") === "1";
    this.open(asked || this.cards[Math.min(kept, this.cards.length - 1)], { focus: hadFocus });
    sessionStorage.removeItem("hafawa-acted");
    this.addEventListener("submit", () => { sessionStorage.setItem("hafawa-acted", "1"); });
  }

  disconnectedCallback() { document.removeEventListener("keydown", this.listener); }

  get cards() { return [...this.querySelectorAll(".card")]; }

  get current() { return this.querySelector(".card[data-current]"); }

  open(card, { focus = false } = {}) {
    for (const other of this.cards) {
      other.toggleAttribute("data-current", other === card);
      other.querySelector(".card-open")?.setAttribute("aria-expanded", String(other === card));
    }
    if (!card) return;
    sessionStorage.setItem("hafawa-card", String(this.cards.indexOf(card)));
    if (!focus) return;
    card.querySelector(".card-open").focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  onClick(event) {
    const head = event.target.closest(".card-open");
    if (!head) return;
    const card = head.closest(".card");
    this.open(card.hasAttribute("data-current") && event.detail ? null : card);
  }

  onKey(event) {
    const acts = {
      KeyJ: () => this.step(1),
      KeyK: () => this.step(-1),
      KeyD: () => this.press("[data-does]"),
      KeyL: () => this.drop("later"),
      KeyN: () => this.drop("not-this"),
      KeyC: () => this.press("copy-text button"),
      KeyO: () => this.press("[data-person]"),
      KeyU: () => document.querySelector(".toast:last-of-type [data-undoes]")?.click(),
      Enter: () => this.press("[data-does]"),
    };
    const act = acts[event.code];
    if (!act || (event.code === "Enter" && !this.mayEnter(event))) return;
    event.preventDefault();
    act();
  }

  // Enter stays what it is on every link, button and summary; on the open card's own line it means "done".
  mayEnter(event) {
    if (event.target === document.body) return true;
    return Boolean(event.target.closest(".card[data-current] .card-open"));
  }

  step(by) {
    const at = this.cards.indexOf(this.current);
    const next = this.cards[Math.max(0, Math.min(this.cards.length - 1, at + by))];
    this.open(next, { focus: true });
  }

  press(what) { this.current?.querySelector(what)?.click(); }

  drop(name) { this.current?.querySelector(`drop-menu[data-name="${name}"]`)?.open(); }
}
customElements.define("today-list", TodayList);
