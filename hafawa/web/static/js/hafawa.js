// Which behaviours do the pages have? One custom element each.
import "./elements/copy-text.js";
import "./elements/draft-keeper.js";
import "./elements/drop-menu.js";
import "./elements/file-drop.js";
import "./elements/guess-place.js";
import "./elements/key-map.js";
import "./elements/made-anew.js";
import "./elements/toast-stack.js";
import "./elements/today-list.js";
