// What is offered under a field while "/" or "@" and some letters are typed: chosen with the arrows, put in with Enter.
const SIGNS = { reply: /(?:^|\s)\/([^\s/]{0,40})$/u, note: /(?:^|\s)@([^\s@]{0,40})$/u };

export class Offers {
  constructor(box) {
    this.box = box;
    this.field = box.field;
    this.list = box.querySelector("[data-list]");
    this.says = box.querySelector("[data-says]");
    this.list.id = `${this.field.id}-offers`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.field.placeholder);
    this.field.setAttribute("aria-autocomplete", "list");
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => this.take(event.target.closest("[role=option]")));
    this.field.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== this.field) this.close(); }, 150));
  }

  get options() { return [...this.list.querySelectorAll("[role=option]")]; }

  get current() { return this.list.querySelector("[aria-selected=true]"); }

  get isOpen() { return !this.list.hidden; }

  look() {
    const { selectionStart: at, selectionEnd: end, value } = this.field;
    const typed = at === end ? SIGNS[this.box.dataset.kind].exec(value.slice(0, at)) : null;
    if (!typed || this.refusedAt === at - typed[1].length) return typed ? undefined : this.close();
    this.from = at - typed[1].length - 1;
    if (this.box.dataset.replies) this.ask(typed[1]);
    else this.show(this.people(typed[1]));
  }

  ask(sought) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(async () => {
      this.asked = sought;
      try {
        const answer = await fetch(`${this.box.dataset.replies}?${new URLSearchParams({ q: sought })}`);
        const words = answer.ok ? await answer.text() : "";
        if (this.asked === sought && document.activeElement === this.field) this.show(words);
      } catch { this.close(); }
    }, 120);
  }

  people(sought) {
    const names = [...this.box.querySelectorAll("[data-people] li")].map((li) => li.dataset.name);
    const found = names.filter((name) => name.toLowerCase().includes(sought.toLowerCase())).slice(0, 8);
    return found.map((name, n) => {
      const option = document.createElement("div");
      Object.assign(option, { className: "write-option", id: `colleague-${n}` });
      option.setAttribute("role", "option");
      option.dataset.text = `@${name} `;
      const shown = document.createElement("bdi");
      shown.textContent = name;
      option.append(shown);
      return option;
    });
  }

  show(found) {
    if (typeof found === "string") this.list.innerHTML = found;
    else this.list.replaceChildren(...found);
    const { length } = this.options;
    this.list.hidden = !this.list.children.length;
    this.field.setAttribute("aria-controls", this.list.id);
    this.choose(this.options[0]);
    this.says.textContent = this.says.dataset[length === 0 ? "none" : length === 1 ? "foundOne" : "found"];
  }

  close() {
    clearTimeout(this.waiting);
    this.asked = undefined;
    this.list.hidden = true;
    this.refusedAt = undefined;
    this.field.removeAttribute("aria-activedescendant");
    this.field.removeAttribute("aria-controls");
    this.says.textContent = "";
  }

  choose(option) {
    for (const other of this.options) other.setAttribute("aria-selected", String(other === option));
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  // Whether the key was for the list.
  onKey(event) {
    if (!this.isOpen) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      const from = this.from;
      this.close();
      this.refusedAt = from + 1;
    } else if (step && this.options.length) {
      const { options } = this;
      this.choose(options[(options.indexOf(this.current) + step + options.length) % options.length]);
    } else if ((event.key === "Enter" || event.key === "Tab") && this.current && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      this.take(this.current);
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  take(option) {
    if (!option) return;
    const [from, to] = [this.from, this.field.selectionStart];
    const { text, id } = option.dataset;
    this.close();
    this.box.put(text, { from, to });
    if (id) this.box.used(id);
    this.close();
  }
}
