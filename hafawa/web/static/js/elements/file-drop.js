// <file-drop>: files may be dropped on its form; names what was chosen, sends at once, and shows how far it is.
class FileDrop extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.input = this.querySelector("input[type=file]");
    this.input.addEventListener("change", () => this.send());
    this.addEventListener("dragover", (event) => { event.preventDefault(); this.toggleAttribute("data-over", true); });
    this.addEventListener("dragleave", () => this.removeAttribute("data-over"));
    this.addEventListener("drop", (event) => this.onDrop(event));
    this.form.addEventListener("htmx:xhr:progress", (event) => this.show(event.detail));
    this.form.addEventListener("htmx:afterRequest", (event) => { if (!event.detail.successful) this.reset(); });
  }

  onDrop(event) {
    event.preventDefault();
    this.removeAttribute("data-over");
    if (!event.dataTransfer.files.length) return;
    this.input.files = event.dataTransfer.files;
    this.send();
  }

  send() {
    if (!this.input.files.length) return;
    this.querySelector("[data-names]").textContent = [...this.input.files].map((file) => file.name).join(" · ");
    this.toggleAttribute("data-sending", true);
    this.querySelector("[data-sending-words]").hidden = false;
    this.form.requestSubmit();
  }

  show({ lengthComputable, loaded, total }) {
    const bar = this.querySelector("progress");
    if (lengthComputable && total) bar.value = loaded / total;
  }

  reset() {
    this.removeAttribute("data-sending");
    this.querySelector("[data-sending-words]").hidden = true;
    this.form.reset();
  }
}
customElements.define("file-drop", FileDrop);
