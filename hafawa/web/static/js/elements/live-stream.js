// <live-stream data-from="/live/" data-after="12">: tells the page what happens, as it happens: an event `hafawa:live`
// on the document, with {kind, ref, person}. Kind "many" means: too much to tell, look for yourself.
//
// One tab of this browser holds the stream and tells the others. When it is closed another takes over, from the last
// event it heard of, so that nothing is missed and nothing told twice.
const LONGEST_WAIT = 60_000;

class LiveStream extends HTMLElement {
  connectedCallback() {
    this.last = Number(this.dataset.after) || 0;
    this.wait = 1000;
    this.others = "BroadcastChannel" in window ? new BroadcastChannel("hafawa-live") : null;
    this.others?.addEventListener("message", event => this.tell(event.data));
    addEventListener("pagehide", () => this.close());
    addEventListener("pageshow", event => { if (event.persisted) this.begin(); });
    this.begin();
  }

  begin() {
    this.ends = new AbortController();
    if (navigator.locks && this.others) this.holdInTurn();
    else this.open();
  }

  disconnectedCallback() { this.close(); }

  holdInTurn() {
    navigator.locks
      .request("hafawa-live", { signal: this.ends.signal }, () => new Promise(done => { this.lets = done; this.open(); }))
      .catch(() => {});
  }

  open() {
    if (this.ends.signal.aborted) return;
    this.source = new EventSource(`${this.dataset.from}?after=${this.last}`);
    this.source.addEventListener("open", () => { this.wait = 1000; });
    this.source.addEventListener("message", event => this.heard(event));
    this.source.addEventListener("error", () => this.broke());
  }

  heard(event) {
    const said = JSON.parse(event.data);
    this.tell(said);
    this.others?.postMessage(said);
  }

  tell(said) { // an event has an id and is told once; a signal has none
    if (said.id && said.id <= this.last) return;
    if (said.id) this.last = said.id;
    document.dispatchEvent(new CustomEvent("hafawa:live", { detail: said }));
  }

  broke() {
    if (this.source.readyState !== EventSource.CLOSED) return; // the browser comes back by itself, from where it was
    setTimeout(() => this.open(), this.wait * (0.7 + Math.random() * 0.6));
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  close() {
    this.ends.abort();
    this.source?.close();
    this.lets?.();
  }
}
customElements.define("live-stream", LiveStream);
