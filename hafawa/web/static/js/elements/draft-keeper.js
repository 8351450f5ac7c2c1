// <draft-keeper data-key="words-12">: what is typed in its field is still there after the page was closed.
// With data-rev the server keeps it too, and counts: what was kept here before a newer one there is `older`, and not shown.
// <draft-keeper data-key="call-12" data-forgets>: it was kept elsewhere; the draft may go.
class DraftKeeper extends HTMLElement {
  connectedCallback() {
    if ("forgets" in this.dataset) return this.forget();
    this.field = this.querySelector("textarea, input");
    this.form = this.field?.form;
    const kept = this.kept;
    if (kept !== null && kept !== this.field.value) {
      if (this.isNewest) this.field.value = kept;
      else this.older = kept;
    }
    this.field?.addEventListener("input", () => this.keep());
    this.form?.addEventListener("submit", () => { if (!window.htmx) this.forget(); });
    this.form?.addEventListener("htmx:beforeOnLoad", (event) => { if (this.isSent(event.detail)) this.forget(); });
  }

  get key() { return `hafawa-draft-${this.dataset.key}`; }

  get kept() { try { return localStorage.getItem(this.key); } catch { return null; } }

  get isNewest() { return this.dataset.rev === undefined || localStorage.getItem(`${this.key}-rev`) === this.dataset.rev; }

  // What its own form sends is sent; what a field in it asks the server meanwhile is not.
  isSent({ xhr, requestConfig }) { return requestConfig.elt === this.form && xhr.status < 300; }

  keep() {
    try {
      localStorage.setItem(this.key, this.field.value);
      if (this.dataset.rev !== undefined) localStorage.setItem(`${this.key}-rev`, this.dataset.rev);
    } catch { /* a full or closed store loses only the draft */ }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
      localStorage.removeItem(`${this.key}-rev`);
    } catch { /* nothing was kept */ }
  }
}
customElements.define("draft-keeper", DraftKeeper);
