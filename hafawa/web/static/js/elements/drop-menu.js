// <drop-menu><details>…: closes with Escape, with a click elsewhere, and when another one opens.
class DropMenu extends HTMLElement {
  connectedCallback() {
    this.details = this.querySelector("details");
    this.outside = (event) => { if (!this.contains(event.target)) this.details.open = false; };
    document.addEventListener("click", this.outside);
    this.addEventListener("keydown", (event) => this.onKey(event));
    this.details.addEventListener("toggle", () => { if (this.details.open) this.closeOthers(); });
  }

  disconnectedCallback() { document.removeEventListener("click", this.outside); }

  open() {
    this.details.open = true;
    this.details.querySelector(".drop-body :is(button, input:not([type=hidden]), select)")?.focus();
  }

  closeOthers() {
    for (const other of document.querySelectorAll("drop-menu")) if (other !== this && other.details) other.details.open = false;
  }

  onKey(event) {
    if (event.key === "Escape" && this.details.open) {
      this.details.open = false;
      this.details.querySelector("summary").focus();
      event.preventDefault();
    }
    if (["ArrowDown", "ArrowUp"].includes(event.key) && this.details.open && event.target.matches("button, summary")) this.step(event);
  }

  step(event) {
    const stops = [...this.details.querySelectorAll(".drop-body :is(button, input:not([type=hidden]))")];
    const at = stops.indexOf(document.activeElement);
    const next = event.key === "ArrowDown" ? at + 1 : at - 1;
    stops[Math.max(0, Math.min(stops.length - 1, next))]?.focus();
    event.preventDefault();
  }
}
customElements.define("drop-menu", DropMenu);
