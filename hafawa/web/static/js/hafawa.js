// Which behaviours do the pages have? One custom element each. Those of the frame come with every page; the others only
// where they stand, one after another, so that each finds those before it.
import "./elements/command-palette.js";
import "./elements/drop-menu.js";
import "./elements/key-map.js";
import "./elements/live-stream.js";
import "./elements/toast-stack.js";

const RARER = [
  "chat-stir", "copy-text", "draft-keeper", "file-drop", "guess-place", "live-part", "made-anew", "one-key", "pass-key",
  "queue-list", "show-words", "talk-page", "today-list", "who-is-here", "write-box", "write-tabs",
];
let coming = Promise.resolve();

function look() {
  for (const name of RARER) {
    if (!document.querySelector(name) || customElements.get(name)) continue;
    coming = coming.then(() => import(`./elements/${name}.js`)).catch(fault => console.error(fault));
  }
}

look();
document.addEventListener("htmx:load", look);
