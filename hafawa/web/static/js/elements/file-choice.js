// <file-choice>: says which file was chosen, where the browser's own words for it are not shown.
class FileChoice extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.input.addEventListener("change", () => this.show());
    this.show(); // the browser may remember a choice when one comes back
  }

  show() {
    this.querySelector("[data-names]").textContent = [...this.input.files].map((file) => file.name).join(" · ");
  }
}
customElements.define("file-choice", FileChoice);
