// <chat-stir data-ref="chat:…" data-to="/chats/…/stirs/" data-last="12" data-words="They are writing…" data-acts>
// In the page of a conversation of the bubble: says when the visitor types, and tells the visitor (data-acts) when one
// of us types into a text field of this page, and that what they wrote was seen.
const SHOWN = 6_000, EVERY = 3_000;

class ChatStir extends HTMLElement {
  connectedCallback() {
    this.ends = new AbortController();
    const until = { signal: this.ends.signal };
    document.addEventListener("hafawa:live", event => this.heard(event.detail), until);
    if (!this.hasAttribute("data-acts")) return;
    document.addEventListener("input", event => this.types(event), until);
    document.addEventListener("visibilitychange", () => this.reads(), until);
    document.addEventListener("htmx:afterSettle", () => { this.reads(); this.seen(); }, until);
    this.reads();
  }

  disconnectedCallback() { this.ends.abort(); clearTimeout(this.stops); }

  heard(said) {
    if (said.ref !== this.dataset.ref) return;
    const read = this.parentElement.querySelector("[data-chat-read]");
    if (read && said.kind === "chat.read" && said.by === "visitor") read.hidden = false;
    if (read && said.kind === "message.sent") read.hidden = true;
    if (said.kind === "chat.typing" && said.by === "visitor") this.show();
    if (said.kind === "message.received") this.show(this.dataset.new);
  }

  show(words = this.dataset.words) {
    this.textContent = words;
    clearTimeout(this.stops);
    this.stops = setTimeout(() => { this.textContent = ""; }, SHOWN);
  }

  types(event) {
    const field = event.target.closest?.("textarea, [contenteditable]");
    if (!field || field.closest("[data-kind=note], .write-panel-note") || Date.now() - (this.typedAt ?? 0) < EVERY) return;
    this.typedAt = Date.now();
    this.tell({ typing: "yes" });
  }

  reads() {
    const last = Math.max(Number(this.dataset.last), Number(document.getElementById("thread")?.dataset.last ?? 0));
    if (document.hidden || !last || last <= (ChatStir.read.get(this.dataset.ref) ?? 0)) return;
    ChatStir.read.set(this.dataset.ref, last);
    this.tell({ read: String(last) });
  }

  // In a chat words come by the minute and stand right above the box: an answer is written in sight of them.
  seen() {
    const field = document.getElementById("reply-seen");
    const last = Number(document.getElementById("thread")?.dataset.last ?? 0);
    if (field && !document.hidden && last > Number(field.value)) field.value = String(last);
  }

  tell(said) {
    const headers = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
    fetch(this.dataset.to, { method: "POST", headers, body: new URLSearchParams(said) }).catch(() => {});
  }
}
ChatStir.read = new Map();
customElements.define("chat-stir", ChatStir);
