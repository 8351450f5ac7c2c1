// <command-palette>: Ctrl or ⌘ and K, wherever K is printed; type, choose with the arrows, Enter opens, Escape closes.
class CommandPalette extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.input = this.querySelector("input");
    this.answer = this.querySelector("#palette-answer");
    this.status = this.querySelector("[data-status]");
    this.listener = (event) => this.onGlobalKey(event);
    document.addEventListener("keydown", this.listener);
    for (const button of document.querySelectorAll("[data-opens=palette]")) button.addEventListener("click", () => this.open());
    this.querySelector("[data-closes]").addEventListener("click", () => this.dialog.close());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("input", () => { this.opens = false; });
    this.dialog.addEventListener("click", (event) => this.onClick(event));
    this.addEventListener("htmx:afterSwap", () => this.onAnswer());
    for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) this.addEventListener(failure, () => this.fail());
  }

  disconnectedCallback() { document.removeEventListener("keydown", this.listener); }

  get options() { return [...this.answer.querySelectorAll("[role=option]")]; }

  get current() { return this.answer.querySelector("[aria-selected=true]"); }

  // An answer to fewer letters than are typed is no answer yet.
  get isAnswered() { return this.answer.querySelector("[data-typed]")?.dataset.typed === this.input.value; }

  onGlobalKey(event) {
    if (event.code !== "KeyK" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (this.dialog.open) this.dialog.close();
    else this.open();
  }

  open() {
    document.querySelector("dialog[open]")?.close();
    this.dialog.showModal();
    this.input.focus();
    this.input.select();
    this.input.dispatchEvent(new CustomEvent("palette-opens"));
  }

  onKey(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") this.step(event, 1);
    else if (event.key === "ArrowUp") this.step(event, -1);
    else if (event.key === "Enter") this.enter(event);
  }

  step(event, by) {
    event.preventDefault();
    const options = this.options;
    if (!options.length) return;
    const at = options.indexOf(this.current);
    this.choose(options[(at + by + options.length) % options.length]);
  }

  choose(option) {
    for (const other of this.options) other.setAttribute("aria-selected", String(other === option));
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  enter(event) {
    if (!this.isAnswered) {
      event.preventDefault();
      this.opens = true;
    } else if (this.current) {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) this.beside(this.current);
      else this.current.click();
    }
  }

  beside(option) {
    this.remember(option);
    if (!option.dataset.press) window.open(option.href, "_blank", "noopener");
  }

  onAnswer() {
    const list = this.answer.querySelector("[role=listbox]");
    this.input.setAttribute("aria-expanded", String(Boolean(list)));
    if (list) this.input.setAttribute("aria-controls", list.id);
    else this.input.removeAttribute("aria-controls");
    this.choose(this.options[0]);
    this.say(this.answer.querySelector("[data-says]")?.dataset.says || "");
    if (this.opens && this.isAnswered) {
      this.opens = false;
      this.current?.click();
    }
  }

  // Not at every letter: what is heard is the count one stops at.
  say(words) {
    clearTimeout(this.saying);
    this.saying = setTimeout(() => { this.status.textContent = words; }, 400);
  }

  fail() {
    this.opens = false;
    clearTimeout(this.saying);
    this.status.textContent = this.status.dataset.fails;
    const shown = document.createElement("p");
    shown.className = "palette-none";
    shown.textContent = this.status.dataset.fails;
    this.answer.replaceChildren(shown);
    this.choose(null);
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-controls");
  }

  onClick(event) {
    if (event.target === this.dialog) return this.dialog.close();
    const option = event.target.closest("[role=option]");
    if (!option) return;
    this.remember(option);
    if (option.dataset.press) {
      event.preventDefault();
      this.dialog.close();
      document.querySelector(option.dataset.press)?.click();
    } else if (!event.ctrlKey && !event.metaKey) this.dialog.close();
  }

  remember(option) {
    const { key } = option.dataset;
    if (!key) return;
    const headers = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
    fetch(this.dataset.opened, { method: "POST", keepalive: true, headers, body: new URLSearchParams({ key }) }).catch(() => {});
  }
}
customElements.define("command-palette", CommandPalette);
