// <pass-key data-does="get|create" data-options="/address">: its button asks the browser for a passkey and sends it.
// The options stand in the element as JSON, or are fetched from data-options at the click.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const withBytes = (listed) => (listed || []).map((key) => ({ ...key, id: bytes(key.id) }));

class PassKey extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential) return;
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => this.ask());
    this.querySelector("form").addEventListener("submit", (event) => {
      if (this.querySelector("[name=credential]").value) return;
      event.preventDefault(); // Enter in a field is the button
      this.ask();
    });
  }

  async ask() {
    try {
      const options = (await this.options()).publicKey;
      const found = this.dataset.does === "create" ? await this.create(options) : await this.get(options);
      this.querySelector("[name=credential]").value = JSON.stringify(found);
      this.querySelector("form").submit();
    } catch {
      const said = this.querySelector("[data-said]");
      said.textContent = said.dataset.failed;
    }
  }

  async options() {
    const kept = this.querySelector("script[type='application/json']");
    if (kept) return JSON.parse(kept.textContent);
    const answer = await fetch(this.dataset.options, { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options;
  }

  async create(options) {
    const made = await navigator.credentials.create({ publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: withBytes(options.excludeCredentials),
    } });
    const { attestationObject, clientDataJSON } = made.response;
    return this.told(made, { attestationObject: text(attestationObject), clientDataJSON: text(clientDataJSON) });
  }

  async get(options) {
    const used = await navigator.credentials.get({ publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: withBytes(options.allowCredentials),
    } });
    const { authenticatorData, clientDataJSON, signature, userHandle } = used.response;
    const response = { authenticatorData: text(authenticatorData), clientDataJSON: text(clientDataJSON), signature: text(signature) };
    return this.told(used, userHandle ? { ...response, userHandle: text(userHandle) } : response);
  }

  told(key, response) {
    return { id: key.id, rawId: text(key.rawId), type: key.type, response, clientExtensionResults: key.getClientExtensionResults() };
  }
}
customElements.define("pass-key", PassKey);
