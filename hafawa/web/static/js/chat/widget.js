// The chat bubble of a shop's site: <script src=".../chat/widget.js" defer></script>.
// Attributes: data-lang (else the page's), data-identity (signed by the shop's server), data-side="start",
// data-theme="auto" (follows dark mode), data-mount="no" (the page places <hafawa-chat> itself).
//
// What is written is kept in this browser before it is sent, and until it was acknowledged; each message has a key of
// its own, so that one sent twice is one. What is said is heard over one open request, which goes on after the last
// message heard. No cookie; nothing of the page is read but its language and address.
(() => {
  "use strict";
  const script = document.currentScript;
  const home = new URL(".", script ? script.src : location.href).href;
  const HEARD_NOTHING = 40_000, HIDDEN_FOR = 30_000, TYPING_EVERY = 3_000, TYPING_SHOWN = 6_000, LONGEST_WAIT = 30_000;

  const STYLE = `
    :host { all: initial; position: fixed; inset-block-end: 16px; inset-inline-end: 16px; z-index: 2147483000; font: 16px/1.5 system-ui, "Noto Sans", "Noto Sans Arabic", "Noto Sans Georgian", sans-serif; color-scheme: light;
      --bg: #fff; --sunken: #f3eee5; --ink: #221e1a; --ink2: #5b534a; --line: #d9d0c3; --control: #8a7f71; --accent: #0b6b5e; --on: #fff; --wrong: #a8321e; color: var(--ink); }
    :host([data-side="start"]) { inset-inline: 16px auto; }
    :host([data-preview]) { position: static; display: block; }
    :host([hidden]) { display: none; }
    * { box-sizing: border-box; font: inherit; color: inherit; margin: 0; }
    :focus-visible { outline: 3px solid #1b5fcc; outline-offset: 2px; }
    button { cursor: pointer; }
    .bubble { display: grid; place-items: center; inline-size: 56px; block-size: 56px; border: 0; border-radius: 28px; background: var(--accent); color: var(--on); box-shadow: 0 2px 12px rgb(0 0 0 / 25%); position: relative; margin-inline-start: auto; }
    .bubble svg { inline-size: 28px; block-size: 28px; fill: none; stroke: currentcolor; stroke-width: 1.8; stroke-linejoin: round; stroke-linecap: round; }
    .count { position: absolute; inset-block-start: -4px; inset-inline-end: -4px; min-inline-size: 22px; border-radius: 11px; background: var(--wrong); color: #fff; font-size: 13px; line-height: 22px; text-align: center; padding-inline: 4px; }
    .panel { display: flex; flex-direction: column; inline-size: min(23rem, calc(100vw - 32px)); block-size: min(34rem, calc(100vh - 110px)); margin-block-end: 12px; background: var(--bg); border: 1px solid var(--line); border-radius: 14px; overflow: hidden; box-shadow: 0 6px 30px rgb(0 0 0 / 20%); }
    :host([data-preview]) .panel { inline-size: 100%; block-size: 30rem; box-shadow: none; }
    [hidden] { display: none !important; }
    header { display: flex; align-items: center; gap: 8px; padding: 8px 16px; padding-inline-end: 8px; background: var(--accent); color: var(--on); }
    h2 { flex: 1; font-size: 1.05em; font-weight: 600; overflow-wrap: anywhere; }
    .plain { display: grid; place-items: center; min-inline-size: 44px; min-block-size: 44px; border: 0; background: none; border-radius: 10px; font-size: 1.3em; line-height: 1; }
    header .plain:focus-visible { outline-color: var(--on); }
    .log { flex: 1 0 6rem; overflow-y: auto; padding: 12px 16px; overscroll-behavior: contain; }
    ol { list-style: none; padding: 0; display: grid; gap: 8px; }
    li { display: grid; justify-items: start; max-inline-size: 88%; justify-self: start; }
    li.mine { justify-self: end; justify-items: end; }
    .said { background: var(--sunken); border-radius: 12px; padding: 8px 12px; overflow-wrap: anywhere; white-space: pre-wrap; text-align: start; }
    .mine .said { background: var(--accent); color: var(--on); }
    .mine .said a { color: inherit; }
    .about { color: var(--ink2); font-size: .8125em; }
    .wrong { color: var(--wrong); }
    a { color: var(--accent); }
    .stir { min-block-size: 1.6em; padding-inline: 16px; color: var(--ink2); font-size: .875em; }
    .felt { padding: 8px 16px; border-block-start: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
    .felt p { inline-size: 100%; }
    .answer { border: 1px solid var(--control); background: none; border-radius: 22px; min-block-size: 44px; padding-inline: 16px; }
    form { display: flex; flex-direction: column; gap: 8px; min-block-size: 0; padding: 8px 12px 12px; border-block-start: 1px solid var(--line); }
    form > * { flex: none; }
    .row { display: flex; gap: 8px; align-items: end; }
    textarea, input { inline-size: 100%; border: 1px solid var(--control); border-radius: 10px; padding: 9px 12px; background: var(--bg); min-block-size: 44px; }
    textarea { resize: none; max-block-size: 8em; field-sizing: content; }
    label { font-size: .875em; color: var(--ink2); display: grid; gap: 2px; }
    label > input { font-size: 1rem; color: var(--ink); }
    summary { font-size: .875em; color: var(--ink2); min-block-size: 28px; cursor: pointer; }
    details[open] { display: grid; gap: 6px; flex: 0 1 auto; min-block-size: 0; overflow-y: auto; padding: 3px; margin: -3px; }
    .send { border: 0; border-radius: 10px; min-block-size: 44px; padding-inline: 16px; background: var(--accent); color: var(--on); font-weight: 600; }
    .files { display: flex; flex-wrap: wrap; gap: 6px; }
    .files span { display: inline-flex; align-items: center; border: 1px solid var(--line); border-radius: 10px; padding-inline-start: 10px; font-size: .875em; max-inline-size: 100%; overflow-wrap: anywhere; }
    .only-heard { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    :host([data-theme="dark"]) { color-scheme: dark; --bg: #201d1a; --sunken: #37322c; --ink: #f1ece4; --ink2: #bfb6aa; --line: #3a352f; --control: #81786c; --accent: #5cc7b4; --on: #06231f; --wrong: #f29b88; }
    @media (prefers-color-scheme: dark) { :host([data-theme="auto"]) { color-scheme: dark; --bg: #201d1a; --sunken: #37322c; --ink: #f1ece4; --ink2: #bfb6aa; --line: #3a352f; --control: #81786c; --accent: #5cc7b4; --on: #06231f; --wrong: #f29b88; } }
    @media (max-width: 30rem) { :host(:not([data-preview])) .panel { inline-size: calc(100vw - 32px); } }`;

  const make = (name, attributes = {}, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value === true) made.setAttribute(key, "");
      else if (value !== false && value != null) made.setAttribute(key, value);
    }
    made.append(...inside);
    return made;
  };
  const picture = () => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", "M4 5h16v11H10l-5 4v-4H4z M8 9h8 M8 12h5");
    svg.append(path);
    return svg;
  };
  const random = length => {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return [...crypto.getRandomValues(new Uint8Array(length))].map(n => letters[n & 63]).join("");
  };
  const pause = (ms, wakes) => new Promise(done => {
    const timer = setTimeout(done, ms);
    if (wakes) wakes.push(() => { clearTimeout(timer); done(); });
  });
  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");

  // Whose conversation: each person the shop's site vouches for has a place of their own in this browser.
  const placeOf = identity => {
    let who = "";
    try {
      const said = atob(identity.split(".")[0].replace(/-/g, "+").replace(/_/g, "/"));
      who = JSON.parse(decodeURIComponent(escape(said))).email.trim().toLowerCase();
    } catch { /* nobody in particular */ }
    let mark = 2166136261;
    for (const letter of who) mark = Math.imul(mark ^ letter.codePointAt(0), 16777619) >>> 0;
    return `hafawa-chat:${home}:${who ? mark.toString(36) : ""}`;
  };

  // What this browser keeps, shared by all tabs of the site: {token, outbox, open, draft}.
  class Kept {
    constructor(identity) {
      this.place = placeOf(identity);
      this.memory = {};
      const nobody = placeOf("");
      if (this.place !== nobody && !this.read().token) this.take(nobody);
    }

    take(other) { // what they began before they signed in goes on under their name
      try {
        const before = localStorage.getItem(other);
        if (before) { localStorage.setItem(this.place, before); localStorage.removeItem(other); }
      } catch { /* nothing is kept here */ }
    }

    read() {
      try { return JSON.parse(localStorage.getItem(this.place) ?? "{}"); } catch { return this.memory; }
    }

    change(how) {
      const now = this.read();
      how(now);
      this.memory = now;
      try { localStorage.setItem(this.place, JSON.stringify(now)); } catch { /* for as long as the page is open */ }
      return now;
    }

    get token() { return this.read().token || this.change(now => { now.token = random(43); }).token; }
    get outbox() { return this.read().outbox ?? []; }
  }

  class HafawaChat extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      this.isPreview = this.hasAttribute("data-preview");
      this.identity = this.dataset.identity ?? "";
      this.lang ||= document.documentElement.lang || "";
      this.kept = new Kept(this.isPreview ? "" : this.identity);
      this.items = new Map();
      this.state = { team_read: 0, own_read: 0, asks: false };
      this.files = [];
      this.last = 0;
      this.wait = 500;
      this.wakes = [];
      this.hidden = true;
      const root = this.attachShadow({ mode: "open" });
      this.dress(root);
      this.begin();
    }

    dress(root) { // a sheet made by script needs no leave of the site's style policy; browsers before 2023 have none
      try {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(STYLE);
        root.adoptedStyleSheets = [sheet];
      } catch { root.append(make("style", {}, STYLE)); }
    }

    async begin() {
      for (let wait = 1000; ; wait = Math.min(wait * 2, 60_000)) {
        const met = await this.hello();
        if (met === false) return;
        if (met) break;
        await pause(wait);
      }
      this.draw();
      this.hidden = false;
      if (this.isPreview) return;
      addEventListener("online", () => this.wake());
      addEventListener("storage", event => { if (event.key === this.kept.place) this.drawWaiting(); });
      document.addEventListener("visibilitychange", () => this.seen());
      this.show(Boolean(this.kept.read().open), { isQuiet: true });
      this.flush();
      this.listen();
    }

    // How it looks, and what was said. False: the chat is not here; null: we could not be asked.
    async hello() {
      const body = { identity: this.identity, preview: this.isPreview };
      const answer = await this.ask("hello/", body, this.isPreview ? null : this.kept.read().token).catch(() => null);
      if (answer?.status === 401) { this.forget(); return null; }
      if (answer?.status === 403) { console.warn("Hafawa: the chat may not stand on this site. Allow it in Settings, Chat."); return false; }
      if (!answer?.ok) return null;
      const look = await answer.json();
      if (!look.on) return false;
      this.look = look;
      this.words = look.words;
      this.isKnown = Boolean(look.visitor);
      this.email = look.visitor?.email ?? "";
      if (look.state) this.state = look.state;
      return true;
    }

    forget() { // the conversation is another person's: a new one begins, what waits goes there
      this.kept.change(now => { now.token = random(43); });
      this.isKnown = false;
      this.last = 0;
      this.stream?.abort();
      for (const item of this.items.values()) item.remove();
      this.items.clear();
    }

    ask(where, body, token, more = {}) {
      const headers = { "Content-Type": "application/json" };
      if (token) headers.Authorization = `Bearer ${token}`;
      const address = `${home}${where}${where.includes("?") ? "&" : "?"}lang=${encodeURIComponent(this.lang)}`;
      return fetch(address, { method: "POST", headers, body: JSON.stringify(body), credentials: this.isPreview ? "same-origin" : "omit", cache: "no-store", ...more });
    }

    // ---- what is seen
    draw() {
      const { words, look } = this;
      this.setAttribute("dir", look.dir);
      this.setAttribute("lang", look.lang);
      this.list = make("ol", { "aria-label": words.messages });
      this.log = make("div", { class: "log", role: "log", "aria-live": "polite", tabindex: "0", "aria-label": words.messages }, this.list);
      this.stir = make("div", { class: "stir", role: "status" });
      this.feltBox = make("div", { class: "felt", role: "group", hidden: true });
      this.writing = make("textarea", { id: "writing", rows: 1, maxlength: look.text_most, dir: "auto", "aria-label": words.write, placeholder: words.write, enterkeyhint: "send", oninput: () => this.types(), onkeydown: event => this.key(event) });
      this.nameField = make("input", { autocomplete: "name", maxlength: 200, dir: "auto" });
      this.emailField = make("input", { type: "email", autocomplete: "email", maxlength: 254, dir: "ltr", required: !look.open && !this.email });
      this.who = make("details", { open: !look.open, hidden: Boolean(this.email || this.identity) }, make("summary", {}, words.email), make("p", { class: "about" }, words.email_why), make("label", {}, words.name, this.nameField), make("label", {}, words.email, this.emailField));
      this.fileList = make("div", { class: "files" });
      const chooser = make("input", { type: "file", multiple: true, hidden: true, accept: look.endings.join(","), "aria-label": words.attach, onchange: () => { this.attach([...chooser.files]); chooser.value = ""; } });
      const attach = look.files && make("button", { type: "button", class: "plain", "aria-label": words.attach, title: words.attach, onclick: () => chooser.click() }, "+");
      this.form = make("form", { novalidate: true, onsubmit: event => { event.preventDefault(); this.say(); } }, this.who, this.fileList, make("div", { class: "row" }, ...(attach ? [attach, chooser] : []), this.writing, make("button", { type: "submit", class: "send" }, words.send)));
      this.panel = make("section", { class: "panel", id: "panel", role: "dialog", "aria-label": words.title, hidden: !this.isPreview, onkeydown: event => { if (event.key === "Escape") this.show(false); } },
        make("header", {}, make("h2", { dir: "auto" }, look.shop || words.title), make("button", { type: "button", class: "plain", "aria-label": words.close, onclick: () => this.show(false) }, "×")),
        this.log, this.stir, this.feltBox, this.form);
      this.badge = make("span", { class: "count", "aria-hidden": "true", hidden: true });
      this.bubble = make("button", { type: "button", class: "bubble", "aria-controls": "panel", "aria-expanded": "false", "aria-label": words.open, onclick: () => this.show(this.panel.hidden) }, picture(), this.badge);
      this.shadowRoot.append(this.panel, this.bubble);
      this.writing.value = this.kept.read().draft ?? "";
      this.list.append(make("li", {}, make("div", { class: "said", dir: "auto" }, look.open ? words.greeting : words.away)));
      if (this.isPreview) { this.panel.inert = this.bubble.inert = true; return; }
      for (const message of look.messages ?? []) this.hear(message);
      this.drawWaiting();
      this.drawState();
    }

    show(isOpen, { isQuiet = false } = {}) {
      this.panel.hidden = !isOpen;
      this.bubble.setAttribute("aria-expanded", String(isOpen));
      this.kept.change(now => { now.open = isOpen; });
      if (isOpen) this.log.scrollTop = this.log.scrollHeight;
      if (!isQuiet) (isOpen ? this.writing : this.bubble).focus();
      this.drawState();
    }

    hear(message) {
      this.last = Math.max(this.last, message.id);
      const key = message.mine ? message.key : `e${message.id}`;
      const before = this.items.get(key);
      if (before?.message) return;
      if (message.mine) this.kept.change(now => { now.outbox = (now.outbox ?? []).filter(one => one.key !== key); });
      const item = this.drawn(message);
      item.message = message;
      if (before) before.replaceWith(item);
      else this.place(item, message.id);
      this.items.set(key, item);
      if (!message.mine) { this.stir.textContent = ""; this.log.scrollTop = this.log.scrollHeight; }
      this.drawState();
    }

    place(item, id) { // in the order of the timeline, before what waits to be sent
      const after = [...this.list.children].find(one => one.dataset.waits || one.message?.id > id);
      this.list.insertBefore(item, after ?? null);
      this.log.scrollTop = this.log.scrollHeight;
    }

    drawn(message) {
      const { words } = this;
      const who = message.mine ? words.you : message.automatic ? words.automatic : message.by || words.one_of_us;
      const time = make("time", { datetime: message.at }, new Intl.DateTimeFormat(this.look.lang, { hour: "numeric", minute: "numeric" }).format(new Date(message.at)));
      const about = make("div", { class: "about" }, make("bdi", {}, message.mine ? "" : who), message.mine ? "" : " · ", time);
      const said = make("div", { class: "said", dir: "auto" }, make("span", { class: "only-heard" }, `${who}: `), ...this.linked(message.text));
      const item = make("li", { class: message.mine ? "mine" : null }, ...(message.text ? [said] : []));
      for (const file of message.files ?? []) {
        const name = make("bdi", {}, file.name);
        item.append(make("div", { class: "said" }, file.key ? make("a", { href: `${home}files/${file.id}/?key=${encodeURIComponent(file.key)}`, download: true, rel: "noopener" }, name) : name));
      }
      item.append(about);
      return item;
    }

    linked(text) {
      return text.split(/(https?:\/\/[^\s<>"']+)/).map((part, n) => n % 2 ? make("a", { href: part, target: "_blank", rel: "noopener noreferrer nofollow" }, part) : part);
    }

    // What is not acknowledged yet, after all that is.
    drawWaiting() {
      const waiting = this.kept.outbox;
      for (const [key, item] of this.items) if (!item.message && !waiting.some(one => one.key === key)) { item.remove(); this.items.delete(key); }
      for (const one of waiting) {
        const item = this.drawn({ mine: true, text: one.text, files: one.files, at: one.at });
        item.dataset.waits = "yes";
        const about = item.querySelector(".about");
        if (one.why) about.replaceChildren(make("span", { class: "wrong" }, filled(this.words.not_sent, { why: one.why })), " ", make("button", { type: "button", class: "answer", onclick: () => this.again(one.key) }, this.words.again));
        else about.replaceChildren(this.isCutOff ? this.words.waits : this.words.sending);
        const before = this.items.get(one.key);
        if (before?.message) continue;
        if (before) before.replaceWith(item);
        else { this.list.append(item); this.log.scrollTop = this.log.scrollHeight; }
        this.items.set(one.key, item);
      }
    }

    drawState() {
      const said = [...this.items.values()].map(item => item.message).filter(Boolean);
      const unread = said.filter(one => !one.mine && one.id > this.state.own_read).length;
      const isSeen = !this.panel.hidden && !document.hidden;
      this.badge.hidden = !unread || isSeen;
      this.badge.textContent = String(unread);
      this.bubble.setAttribute("aria-label", this.badge.hidden ? this.words.open : `${this.words.new} (${unread})`);
      if (unread && isSeen) this.reads(Math.max(...said.filter(one => !one.mine).map(one => one.id)));
      for (const item of this.items.values()) item.querySelector(".state")?.remove();
      const mine = said.filter(one => one.mine).sort((a, b) => b.id - a.id)[0];
      if (mine) this.items.get(mine.key).querySelector(".about").append(make("span", { class: "state" }, ` · ${mine.id <= this.state.team_read ? this.words.read : this.words.sent}`));
      this.drawFelt();
    }

    drawFelt() {
      if (this.state.asks && this.feltBox.hidden) {
        const answers = ["yes", "some", "no"].map(felt => make("button", { type: "button", class: "answer", onclick: () => this.felt(felt) }, this.words[felt]));
        this.feltBox.replaceChildren(make("p", { id: "felt" }, this.words.felt), ...answers);
        this.feltBox.setAttribute("aria-labelledby", "felt");
      }
      this.feltBox.hidden = !this.state.asks;
      this.log.scrollTop = this.log.scrollHeight;
    }

    // ---- what they do
    key(event) {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.say();
    }

    say() {
      const text = this.writing.value.trim();
      const needsEmail = !this.look.open && !this.email && !this.identity;
      const email = this.emailField.value.trim();
      if ((needsEmail || email) && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
        this.who.open = true;
        this.emailField.setAttribute("aria-invalid", "true");
        this.stir.textContent = this.words.wrong_email;
        this.emailField.focus();
        return;
      }
      if (!text && !this.files.length) return;
      const one = { key: random(24).replace(/_/g, "-"), text, files: this.files, name: this.nameField.value.trim(), email, at: new Date().toISOString() };
      this.kept.change(now => { now.outbox = [...(now.outbox ?? []), one]; now.draft = ""; });
      this.writing.value = "";
      this.files = [];
      this.drawFiles();
      this.stir.textContent = "";
      this.drawWaiting();
      this.writing.focus();
      this.flush();
    }

    again(key) {
      this.kept.change(now => { for (const one of now.outbox ?? []) if (one.key === key) delete one.why; });
      this.drawWaiting();
      this.writing.focus();
      this.flush();
    }

    // One after another, each until it is acknowledged; one that was refused in words waits for them.
    async flush() {
      if (this.isSending) return;
      this.isSending = true;
      for (let wait = 500, one; (one = this.kept.outbox.find(each => !each.why)); ) {
        const said = await this.deliver(one).catch(() => 0);
        this.isCutOff = said === 0;
        if (said === true) { wait = 500; continue; }
        this.drawWaiting();
        if (typeof said === "string") continue;
        await pause(said || wait * (0.7 + Math.random() * 0.6), this.wakes);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
      this.isSending = false;
    }

    // True: kept. Words: refused. A number: try again after so many milliseconds, 0 after a while.
    async deliver(one) {
      const body = { key: one.key, text: one.text, files: one.files.map(file => file.id), name: one.name, email: one.email, identity: this.identity, page: location.origin + location.pathname, away: !this.look.open };
      const answer = await this.ask("messages/", body, this.kept.token, { keepalive: true });
      if (answer.status === 401) { this.forget(); return 100; }
      if (answer.status === 429) return 1000 * Number(answer.headers.get("Retry-After") || 20);
      if (answer.status >= 500) return 0;
      const said = await answer.json();
      if (!answer.ok) {
        this.kept.change(now => { for (const each of now.outbox ?? []) if (each.key === one.key) each.why = said.words || String(answer.status); });
        return said.words || String(answer.status);
      }
      const isFirst = !this.isKnown;
      this.isKnown = true;
      const before = this.last;
      this.hear(said.message);
      if (!isFirst) this.last = before; // others may have been said before it: only the stream says how far we heard
      this.email = said.said_email;
      this.who.hidden = Boolean(this.email || this.identity);
      if (this.email && !this.look.open) this.stir.textContent = filled(this.words.kept, { email: `\u2068${this.email}\u2069` });
      this.listen();
      return true;
    }

    types() {
      this.kept.change(now => { now.draft = this.writing.value; });
      if (!this.isKnown || Date.now() - (this.typedAt ?? 0) < TYPING_EVERY) return;
      this.typedAt = Date.now();
      this.ask("signals/", { typing: true }, this.kept.token).catch(() => {});
    }

    reads(id) {
      if (id <= (this.told ?? 0)) return;
      this.told = id;
      this.ask("signals/", { read: id }, this.kept.token).then(answer => { if (answer.ok) { this.state.own_read = Math.max(id, this.state.own_read); } else this.told = 0; }).catch(() => { this.told = 0; });
    }

    async felt(felt) {
      const answer = await this.ask("rating/", { felt }, this.kept.token).catch(() => null);
      if (!answer?.ok) return;
      this.state.asks = false;
      this.feltBox.hidden = true;
      this.stir.textContent = this.words.thanks;
      this.writing.focus();
    }

    async attach(chosen) {
      for (const file of chosen) {
        this.stir.textContent = this.words.sending;
        this.stir.textContent = await this.upload(file).catch(() => this.words.waits);
      }
    }

    async upload(file) {
      if (file.size > this.look.file_most) return filled(this.words.too_large, { most: this.look.file_most >> 20 });
      const answer = await fetch(`${home}files/?name=${encodeURIComponent(file.name)}&lang=${encodeURIComponent(this.lang)}`, { method: "POST", body: file, headers: { "Content-Type": "application/octet-stream", Authorization: `Bearer ${this.kept.token}` }, credentials: "omit" });
      const said = await answer.json();
      if (!answer.ok) return said.words;
      this.files.push(said);
      this.drawFiles();
      return "";
    }

    drawFiles() {
      this.fileList.replaceChildren(...this.files.map(file => make("span", {}, make("bdi", {}, file.name), make("button", { type: "button", class: "plain", "aria-label": filled(this.words.take_off, { name: file.name }), onclick: () => { this.files = this.files.filter(one => one !== file); this.drawFiles(); this.writing.focus(); } }, "×"))));
    }

    // ---- what they hear
    wake() {
      this.wait = 500;
      for (const wakes of this.wakes.splice(0)) wakes();
      this.flush();
      this.listen();
    }

    seen() { // a page nobody looks at lets its stream go after a while, and asks for what it missed
      clearTimeout(this.hides);
      if (document.hidden) { this.hides = setTimeout(() => this.stream?.abort(), HIDDEN_FOR); return; }
      this.drawState();
      this.wake();
    }

    async listen() {
      if (this.isListening || !this.isKnown || document.hidden) return;
      this.isListening = true;
      while (this.isKnown && !document.hidden) {
        const isOver = await this.hearOn().catch(() => false);
        if (isOver) break;
        await pause(this.wait * (0.7 + Math.random() * 0.6), this.wakes);
        this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
      }
      this.isListening = false;
    }

    // One open request, until it breaks. True: we may not listen.
    async hearOn() {
      const control = (this.stream = new AbortController());
      const headers = { Authorization: `Bearer ${this.kept.token}`, "Last-Event-ID": String(this.last) };
      let dog = setTimeout(() => control.abort(), HEARD_NOTHING);
      try {
        const answer = await fetch(`${home}live/`, { headers, signal: control.signal, credentials: "omit", cache: "no-store" });
        if (answer.status === 401 || answer.status === 403) return true;
        if (!answer.ok || answer.status === 204) return false;
        const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
        for (let rest = "", part; !(part = await reader.read()).done; ) {
          clearTimeout(dog);
          dog = setTimeout(() => control.abort(), HEARD_NOTHING);
          this.wait = 500;
          const blocks = (rest + part.value).split("\n\n");
          rest = blocks.pop();
          blocks.forEach(block => this.take(block));
        }
      } finally { clearTimeout(dog); control.abort(); }
      return false;
    }

    take(block) {
      const data = block.split("\n").filter(line => line.startsWith("data: ")).map(line => line.slice(6)).join("\n");
      if (!data) return;
      const said = JSON.parse(data);
      if (said.what === "message") this.hear(said);
      if (said.what === "typing") this.typing();
      if (said.what === "read" || said.what === "state") { Object.assign(this.state, said); this.drawState(); }
    }

    typing() {
      this.stir.textContent = this.words.typing_we;
      clearTimeout(this.stops);
      this.stops = setTimeout(() => { this.stir.textContent = ""; }, TYPING_SHOWN);
    }
  }
  if (!customElements.get("hafawa-chat")) customElements.define("hafawa-chat", HafawaChat);

  const mount = () => {
    if (document.querySelector("hafawa-chat")) return;
    const chat = document.createElement("hafawa-chat");
    for (const key of ["identity", "side", "theme"]) if (script.dataset[key]) chat.dataset[key] = script.dataset[key];
    chat.lang = script.dataset.lang || document.documentElement.lang || "";
    document.body.append(chat);
  };
  if (script?.dataset.mount === "no") return;
  if (document.body) mount();
  else addEventListener("DOMContentLoaded", mount);
})();
