// <write-files>: files beside an answer. Each is kept on the server as soon as it is chosen, dropped on the form or pasted;
// an answer sent meanwhile waits until they are there.
class WriteFiles extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.list = this.querySelector("[data-list]");
    this.input = this.querySelector("input[type=file]");
    this.coming = this.querySelector("[data-coming]");
    this.button = this.querySelector("[data-attach]");
    this.pending = 0;
    this.refused = [];
    this.turn = Promise.resolve();
    this.input.removeAttribute("name"); // the form itself carries no bytes: the list names what is kept
    this.input.hidden = true;
    this.querySelector("[data-plain]")?.remove();
    this.tame();
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.input.click());
    this.input.addEventListener("change", () => { this.attach(this.input.files); this.input.value = ""; });
    this.addEventListener("click", (event) => this.onClick(event));
    this.form.addEventListener("dragover", (event) => this.onOver(event));
    this.form.addEventListener("dragleave", (event) => { if (!this.form.contains(event.relatedTarget)) this.form.removeAttribute("data-over"); });
    this.form.addEventListener("drop", (event) => this.onDrop(event));
    this.form.addEventListener("paste", (event) => this.onPaste(event));
    this.form.addEventListener("submit", (event) => this.onSubmit(event), { capture: true });
  }

  onOver(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.form.toggleAttribute("data-over", true);
  }

  onDrop(event) {
    this.form.removeAttribute("data-over");
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    this.attach(event.dataTransfer.files);
  }

  // Words copied from an office program come with a picture of themselves: then the words are meant.
  onPaste(event) {
    const { files, types } = event.clipboardData;
    if (!files.length || types.includes("text/plain")) return;
    event.preventDefault();
    this.attach(files);
  }

  onClick(event) {
    const button = event.target.closest("button[name=remove]");
    if (!button) return;
    event.preventDefault();
    const body = new FormData();
    body.append("remove", button.value);
    this.ask(body).then(() => this.button.focus());
  }

  // One after another: each answer holds the list as it is then.
  attach(files) {
    for (const file of [...files]) {
      const body = new FormData();
      body.append("files", file, file.name);
      this.ask(body, file.name);
    }
  }

  ask(body, name = "") {
    if (!this.pending) this.refused = [];
    this.pending += 1;
    this.turn = this.turn.then(() => this.send(body, name)).finally(() => { this.pending -= 1; if (!this.pending) this.onAll(); });
    return this.turn;
  }

  async send(body, name) {
    this.coming.hidden = !name;
    this.coming.textContent = `${this.coming.dataset.words} \u2068${name}\u2069`;
    const headers = { ...JSON.parse(document.body.getAttribute("hx-headers") || "{}"), "HX-Request": "true" };
    try {
      const answer = await fetch(this.dataset.to, { method: "POST", body, headers });
      if (answer.redirected || (!answer.ok && answer.status !== 422)) throw new Error(String(answer.status));
      this.draw(await answer.text());
    } catch { this.refuse(this.dataset.failed); }
    this.list.append(...this.refused);
  }

  draw(list) {
    this.list.innerHTML = list;
    this.refused.push(...this.list.querySelectorAll("[data-refusal]"));
    this.tame();
  }

  // Enter in a field of the form is not to take the first file out.
  tame() { for (const button of this.list.querySelectorAll("button[name=remove]")) button.type = "button"; }

  refuse(words) {
    const said = document.createElement("p");
    Object.assign(said, { className: "small", textContent: words });
    this.refused.push(said);
  }

  onAll() {
    this.coming.hidden = true;
    const waits = this.waits;
    this.waits = null;
    if (waits && !this.refused.length) this.form.requestSubmit(waits.button);
  }

  onSubmit(event) {
    if (!this.pending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.waits = { button: event.submitter };
  }
}
customElements.define("write-files", WriteFiles);
