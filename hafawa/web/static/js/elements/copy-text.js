// <copy-text data-from="id" data-done="Copied">: its button copies the words of the field with that id.
class CopyText extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button?.addEventListener("click", () => this.copy());
  }

  async copy() {
    const field = document.getElementById(this.dataset.from);
    if (!field) return;
    if (navigator.clipboard) await navigator.clipboard.writeText(field.value).catch(() => this.copyBySelecting(field));
    else this.copyBySelecting(field);
    this.say();
  }

  copyBySelecting(field) {
    field.select();
    document.execCommand("copy");
    this.button.focus();
  }

  say() {
    const words = this.querySelector("[data-words]");
    const before = words.textContent;
    if (before === this.dataset.done) return;
    words.textContent = this.dataset.done;
    setTimeout(() => { words.textContent = before; }, 2000);
  }
}
customElements.define("copy-text", CopyText);
