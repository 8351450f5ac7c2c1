// <live-part data-refs="chat:… mail:…"> or <live-part data-kinds="conversation.changed">: is told `live` when something
// is said or changed there, so that what stands inside asks for itself anew (hx-trigger="live from:closest live-part").
// Not while somebody ticks lines or has a menu open inside it: then once they are done. Where the keys stood, they stand.
const TOGETHER = 120; // what comes within so many milliseconds is one

class LivePart extends HTMLElement {
  connectedCallback() {
    this.ends = new AbortController();
    const until = { signal: this.ends.signal };
    document.addEventListener("hafawa:live", event => { if (this.concerns(event.detail)) this.soon(); }, until);
    this.addEventListener("change", () => { if (this.waits) this.soon(); }, until);
    this.addEventListener("htmx:beforeSwap", () => this.note(), until);
    this.addEventListener("htmx:afterSettle", () => this.goBack(), until);
  }

  disconnectedCallback() { this.ends.abort(); clearTimeout(this.timer); }

  concerns({ kind, ref }) {
    if (kind === "many") return true;
    const refs = (this.dataset.refs ?? "").split(" ").filter(Boolean);
    const kinds = (this.dataset.kinds ?? "").split(" ").filter(Boolean);
    if (kinds.includes(kind)) return true;
    return refs.includes(ref) && /^(message|call|conversation)\./.test(kind);
  }

  get isBusy() { return Boolean(this.querySelector("input:checked, details[open], drop-menu [aria-expanded=true]")); }

  soon() {
    this.waits = true;
    if (this.isBusy) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.waits = false; this.dispatchEvent(new CustomEvent("live")); }, TOGETHER);
  }

  note() {
    this.stood = this.querySelector("[data-current] a[href]")?.getAttribute("href");
    this.hadFocus = this.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  }

  goBack() {
    const at = href => [...this.querySelectorAll("a[href]")].find(a => a.getAttribute("href") === href);
    if (this.stood) at(this.stood)?.closest(".talk")?.setAttribute("data-current", "");
    if (this.hadFocus) at(this.hadFocus)?.focus({ preventScroll: true });
  }
}
customElements.define("live-part", LivePart);
