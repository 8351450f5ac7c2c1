// <made-anew>: shows the new list by itself, unless somebody has begun to work on this one; then its link waits.
let hasBegun = false;
for (const act of ["pointerdown", "keydown"]) document.addEventListener(act, () => { hasBegun = true; }, { capture: true });

class MadeAnew extends HTMLElement {
  connectedCallback() { if (!hasBegun) location.reload(); }
}
customElements.define("made-anew", MadeAnew);
