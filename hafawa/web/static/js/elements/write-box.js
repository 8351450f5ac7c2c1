// <write-box>: a field to write to somebody in. Its paragraphs turn by their letters, its words are kept on the server while
// they are typed, what is remarked is marked in it, "/" finds a saved reply, "@" a colleague, Ctrl or ⌘ and Enter sends.
import { Offers } from "../offers.js";
import { placeIn, plain, turn } from "../paragraphs.js";

const KEPT_AFTER = 1200; // ms without a key
const WRITES_FOR = 30000;

class WriteBox extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("textarea");
    this.form = this.field.form;
    this.keeper = this.querySelector("draft-keeper");
    this.rev = Number(this.dataset.rev);
    this.saved = plain(this.field.defaultValue);
    this.marks = [];
    this.mirror = this.behind();
    this.offers = new Offers(this);
    this.field.addEventListener("input", () => this.onInput());
    this.field.addEventListener("keydown", (event) => this.onKey(event));
    this.field.addEventListener("scroll", () => { this.mirror.scrollTop = this.field.scrollTop; });
    this.addEventListener("htmx:afterSwap", () => this.onRemarks());
    this.addEventListener("click", (event) => this.onClick(event));
    this.form.addEventListener("click", (event) => this.onFormClick(event));
    this.form.addEventListener("submit", () => this.onSubmit());
    this.onHide = () => { if (document.visibilityState === "hidden") this.keep({ last: true }); };
    document.addEventListener("visibilitychange", this.onHide);
    this.begin();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.onHide);
    clearTimeout(this.waiting);
  }

  // Behind the field the same words stand once more, unseen but for what is marked in them.
  behind() {
    const mirror = document.createElement("div");
    mirror.className = "write-mirror";
    mirror.setAttribute("aria-hidden", "true");
    this.field.before(mirror);
    return mirror;
  }

  begin() {
    turn(this.field);
    if (this.keeper.older?.trim() && plain(this.keeper.older) !== this.saved) this.tell({ text: plain(this.keeper.older), rev: this.rev });
    if (plain(this.field.value) !== this.saved) this.keepSoon();
    if (this.field.value.trim() && this.dataset.kind === "reply") setTimeout(() => window.htmx?.trigger(this.field, "write-looks"), 50);
    if (this.field.hasAttribute("data-refused")) this.field.focus();
  }

  onInput() {
    if (!this.composes) turn(this.field);
    this.wroteAt = Date.now();
    this.redraw();
    this.offers.look();
    this.keepSoon();
    this.noteWriting();
  }

  onKey(event) {
    this.composes = event.isComposing;
    if (event.isComposing || this.offers.onKey(event)) return;
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const which = event.shiftKey ? "[data-sends-and-closes]" : "[data-sends]";
    const button = this.form.querySelector(which) ?? this.form.querySelector("[data-sends]");
    if (!button.disabled) this.form.requestSubmit(button);
  }

  onSubmit() {
    clearTimeout(this.waiting);
    this.sends = true;
    setTimeout(() => { this.sends = false; }, 3000);
  }

  // ---- kept

  keepSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.keep(), KEPT_AFTER);
  }

  async keep({ last = false, force = false } = {}) {
    clearTimeout(this.waiting);
    const text = plain(this.field.value);
    const over = this.over.join();
    if (this.sends || this.isTold || (!force && text === this.saved && over === (this.savedOver ?? over))) return;
    const body = new URLSearchParams({ kind: this.dataset.kind, text, since: this.rev });
    for (const mark of this.over) body.append("passed_over", mark);
    const headers = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
    try {
      const answer = await fetch(this.dataset.draft, { method: "POST", body, headers, keepalive: last && text.length < 20000 });
      if (answer.ok) this.onKept(await answer.json(), text, over);
      else if (answer.status === 409) this.tell(await answer.json());
      else this.state("offline");
    } catch { this.state("offline"); }
  }

  onKept({ rev }, text, over) {
    this.rev = rev;
    this.saved = text;
    this.savedOver = over;
    this.keeper.dataset.rev = rev;
    this.keeper.keep();
    this.state("kept");
  }

  state(which) { const shown = this.querySelector("[data-state]"); shown.textContent = `${shown.dataset[which]} · `; }

  // Another window has newer words: they are shown when asked for, and until then nothing of either is lost.
  tell(newer) {
    this.newer = newer;
    this.isTold = true;
    const banner = this.querySelector("[data-newer]");
    const words = banner.querySelector("[data-when]");
    words.textContent = newer.is_sent ? words.dataset.whenSent : words.dataset.when;
    banner.querySelector("[data-take]").hidden = Boolean(newer.is_sent);
    banner.hidden = false;
  }

  settle({ take }) {
    this.rev = this.newer.rev;
    this.isTold = false;
    this.querySelector("[data-newer]").hidden = true;
    if (take) this.put(this.newer.text, { whole: true });
    this.keep({ force: true });
    this.field.focus();
  }

  // ---- put in

  put(text, { from = this.field.selectionStart, to = this.field.selectionEnd, whole = false } = {}) {
    this.field.focus();
    this.field.setSelectionRange(whole ? 0 : from, whole ? this.field.value.length : to);
    // The one way that leaves Ctrl+Z working.
    if (!document.execCommand("insertText", false, text)) {
      this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, "end");
      this.field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    const place = /\{\{?\s*[A-Za-z][\w -]*\}\}?/u.exec(text);
    if (place && !whole) this.field.setSelectionRange(from + place.index, from + place.index + place[0].length);
  }

  used(id) { this.hide("used", id); }

  hide(name, value) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    this.append(input);
  }

  // ---- remarks

  get over() { return [...this.querySelectorAll("input[name=passed_over]")].map((input) => input.value); }

  onRemarks() {
    const rows = [...this.querySelectorAll(".remark[data-start]")];
    const text = plain(this.field.value);
    this.marks = rows.filter((row) => row.dataset.kind !== "promise").map((row) => {
      const [start, end] = [Number(row.dataset.start), Number(row.dataset.end)];
      return { start, words: text.slice(start, end), whole: end - start > 200 || text.slice(start, end).trim() === text.trim() };
    });
    this.redraw();
  }

  redraw() {
    const text = plain(this.field.value);
    const found = this.marks.filter((mark) => !mark.whole && mark.words).map((mark) => this.nearest(text, mark)).filter(Boolean);
    found.sort((a, b) => a[0] - b[0]);
    const pieces = [];
    let end = 0;
    for (const [from, to] of found) {
      if (from < end) continue;
      const mark = document.createElement("mark");
      mark.textContent = this.piece(from, to);
      pieces.push(this.piece(end, from), mark);
      end = to;
    }
    this.mirror.replaceChildren(...pieces, `${this.piece(end, text.length)}\n`);
    this.mirror.scrollTop = this.field.scrollTop;
  }

  nearest(text, { start, words }) {
    const before = text.lastIndexOf(words, start);
    const after = text.indexOf(words, start);
    const at = before < 0 || (after >= 0 && after - start < start - before) ? after : before;
    return at < 0 ? null : [at, at + words.length];
  }

  piece(from, to) { return this.field.value.slice(from === 0 ? 0 : placeIn(this.field.value, from), placeIn(this.field.value, to)); }

  onClick(event) {
    const row = event.target.closest(".remark[data-start]");
    if (event.target.closest("[data-take]")) this.settle({ take: true });
    else if (event.target.closest("[data-keep]")) this.settle({ take: false });
    else if (row && event.target.closest("[data-shows]")) this.show(row);
    else if (row && event.target.closest("[data-passes-over]")) this.passOver(row);
  }

  show({ dataset }) {
    this.field.focus();
    this.field.setSelectionRange(placeIn(this.field.value, Number(dataset.start)), placeIn(this.field.value, Number(dataset.end)));
  }

  passOver(row) {
    this.hide("passed_over", row.dataset.mark);
    this.field.focus();
    this.keep();
    window.htmx?.trigger(this.field, "write-looks");
  }

  onFormClick(event) {
    const from = event.target.closest("[data-inserts]");
    if (from) this.insert(document.getElementById(from.dataset.inserts).textContent);
    if (!from && !event.target.closest("[data-opens-replies]")) return;
    const menu = event.target.closest("details");
    if (menu) menu.open = false;
    if (!from) this.insert("/");
  }

  insert(text) {
    const before = this.field.value.slice(0, this.field.selectionStart);
    const gap = before && !/\s$/u.test(before) ? (text === "/" ? " " : "\n\n") : "";
    this.put(gap + text);
  }

  noteWriting() {
    const note = this.form.querySelector("[name=writing]");
    if (!note) return;
    if (!note.value) {
      note.value = "1";
      document.querySelector("who-is-here")?.look();
    }
    clearTimeout(this.stops);
    this.stops = setTimeout(() => { note.value = ""; }, WRITES_FOR);
  }
}
customElements.define("write-box", WriteBox);
