// <talk-page>: on a conversation's page e closes, l piles, h puts off, a gives, j goes to the next, o to the person, r writes.
import { isShortcut } from "../keys.js";

class TalkPage extends HTMLElement {
  connectedCallback() {
    this.listener = (event) => { if (isShortcut(event)) this.onKey(event); };
    document.addEventListener("keydown", this.listener);
  }

  disconnectedCallback() { document.removeEventListener("keydown", this.listener); }

  onKey(event) {
    const click = (what) => () => document.querySelector(what)?.click();
    const menu = (name) => () => document.querySelector(`drop-menu[data-name="${name}"]`)?.open();
    const acts = {
      KeyE: click("[data-act=close]"),
      KeyL: click("[data-act=later]"),
      KeyH: menu("until"),
      KeyA: menu("to"),
      KeyJ: click("[data-next]"),
      KeyO: click("[data-person]"),
      KeyR: click("#tab-reply"),
      KeyU: () => document.querySelector(".toast:last-of-type [data-undoes]")?.click(),
      Escape: click("[data-back]"),
    };
    const act = acts[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  }
}
customElements.define("talk-page", TalkPage);
