// Which behaviours do the pages have? One custom element each. Those of the frame come with every page; the others only
// where they stand.
import "./elements/command-palette.js";
import "./elements/drop-menu.js";
import "./elements/key-map.js";
import "./elements/live-stream.js";
import "./elements/toast-stack.js";

const RARER = [
  "chat-stir", "copy-text", "draft-keeper", "file-choice", "file-drop", "guess-place", "live-part", "made-anew", "one-key",
  "pass-key", "queue-list", "show-words", "talk-page", "today-list", "who-is-here", "write-box", "write-files", "write-tabs",
];
const asked = new Set();

// All come at once and run in turn, so that each finds those before it; the page has loaded when they have run.
function look() {
  for (const name of RARER) {
    if (asked.has(name) || !document.querySelector(name)) continue;
    asked.add(name);
    const src = new URL(`./elements/${name}.js`, import.meta.url).href;
    document.head.append(Object.assign(document.createElement("script"), { type: "module", async: false, src }));
  }
}

look();
document.addEventListener("htmx:load", look);
