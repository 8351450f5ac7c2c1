// Is this key press a shortcut? The physical key counts, so that Arabic and Georgian layouts work.
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

export function isShortcut(event) {
  const busy = document.querySelector("dialog[open]") && event.code !== "Escape";
  return !(event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || busy || event.target.closest(TYPING));
}
