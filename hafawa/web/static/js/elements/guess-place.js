// <guess-place data-guess data-url>: fills time zone, country and currency from what the browser knows.
class GuessPlace extends HTMLElement {
  async connectedCallback() {
    if (!this.hasAttribute("data-guess")) return;
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    this.choose("time_zone", zone);
    const answer = await fetch(`${this.dataset.url}?${new URLSearchParams({ zone, language: navigator.language })}`);
    if (!answer.ok) return;
    const { country, currency } = await answer.json();
    this.choose("country", country);
    this.choose("currency", currency);
  }

  choose(name, value) {
    const select = this.querySelector(`[name=${name}]`);
    if (value && [...select.options].some((option) => option.value === value)) select.value = value;
  }
}
customElements.define("guess-place", GuessPlace);
