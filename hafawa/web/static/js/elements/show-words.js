// <show-words data-in="id" data-start="3" data-end="9">: its button selects those letters of the field with that id.
class ShowWords extends HTMLElement {
  connectedCallback() {
    this.querySelector("button")?.addEventListener("click", () => this.show());
  }

  show() {
    const field = document.getElementById(this.dataset.in);
    if (!field) return;
    field.focus();
    field.setSelectionRange(Number(this.dataset.start), Number(this.dataset.end));
  }
}
customElements.define("show-words", ShowWords);
