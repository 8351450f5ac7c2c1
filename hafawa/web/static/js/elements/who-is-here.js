// <who-is-here>: tells the server now and then that this page is open and being looked at, and shows who else has it open.
const EVERY = 20000;

class WhoIsHere extends HTMLElement {
  connectedCallback() {
    this.onChange = () => { if (document.visibilityState === "visible") this.look(); };
    this.onLeave = () => this.leave();
    document.addEventListener("visibilitychange", this.onChange);
    window.addEventListener("pagehide", this.onLeave);
    this.clock = setInterval(this.onChange, EVERY);
    setTimeout(this.onChange, 300);
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.onChange);
    window.removeEventListener("pagehide", this.onLeave);
    clearInterval(this.clock);
  }

  look() { window.htmx?.trigger(this, "here-now"); }

  leave() {
    const headers = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
    fetch(this.dataset.address, { method: "POST", keepalive: true, headers, body: new URLSearchParams({ act: "left" }) }).catch(() => {});
  }
}
customElements.define("who-is-here", WhoIsHere);
