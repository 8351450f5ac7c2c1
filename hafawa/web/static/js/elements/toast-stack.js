// <toast-stack>: a notice goes after its seconds, waits while it is pointed at or focused, and can be closed.
class ToastStack extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => { if (event.target.closest("[data-closes]")) event.target.closest(".toast").remove(); });
    this.addEventListener("submit", (event) => { event.target.closest(".toast")?.setAttribute("data-sent", ""); });
    this.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) event.target.closest(".toast")?.remove(); });
    this.clock = setInterval(() => this.tick(), 250);
  }

  disconnectedCallback() { clearInterval(this.clock); }

  tick() {
    for (const toast of this.querySelectorAll(".toast[data-seconds]")) {
      if (toast.matches(":hover, :focus-within, [data-sent]")) continue;
      const left = Number(toast.dataset.seconds) - 0.25;
      toast.dataset.seconds = left;
      if (left <= 0) toast.remove();
    }
  }
}
customElements.define("toast-stack", ToastStack);
