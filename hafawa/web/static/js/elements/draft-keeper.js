// <draft-keeper data-key="words-12">: what is typed in its field is still there after the page was closed.
class DraftKeeper extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("textarea, input");
    this.form = this.field?.form;
    const kept = this.kept;
    if (kept !== null && kept !== this.field.value) this.field.value = kept;
    this.field?.addEventListener("input", () => this.keep());
    this.form?.addEventListener("submit", () => { if (!window.htmx) this.forget(); });
    this.form?.addEventListener("htmx:beforeSwap", (event) => { if (event.detail.xhr.status < 300) this.forget(); });
  }

  get key() { return `hafawa-draft-${this.dataset.key}`; }

  get kept() { try { return localStorage.getItem(this.key); } catch { return null; } }

  keep() { try { localStorage.setItem(this.key, this.field.value); } catch { /* a full or closed store loses only the draft */ } }

  forget() { try { localStorage.removeItem(this.key); } catch { /* nothing was kept */ } }
}
customElements.define("draft-keeper", DraftKeeper);
