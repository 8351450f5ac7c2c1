// Which way does each paragraph of a field run? By the majority of its letters, as on the server (kernel/text.py).
const RTL = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/gu;
const LTR = /[A-Za-z\u00C0-\u024F\u10A0-\u10FF\u1C90-\u1CBF\u2D00-\u2D2F]/gu;
const LETTER = /\p{L}/u;
const MARK = /^[\u200e\u200f\u061c]+/u;
const TO_RTL = "\u200f";
const TO_LTR = "\u200e";

function count(text, letters) { return text.match(letters)?.length ?? 0; }

function runsRtl(text) { return count(text, RTL) > count(text, LTR); }

// A field turns a paragraph by its first letter. Only where that is the wrong way it gets a mark nobody sees.
function markFor(line) {
  const first = line.match(LETTER)?.[0];
  if (first === undefined) return "";
  const rtl = runsRtl(line);
  if (runsRtl(first) === rtl) return "";
  return rtl ? TO_RTL : TO_LTR;
}

export function turn(field) {
  let at = 0;
  for (const line of field.value.split("\n")) {
    const has = line.match(MARK)?.[0] ?? "";
    const bare = line.slice(has.length);
    const wants = markFor(bare);
    if (has !== wants) field.setRangeText(wants, at, at + has.length, "preserve");
    at += wants.length + bare.length + 1;
  }
}

export function plain(text) { return text.replace(/^[\u200e\u200f\u061c]+/gmu, ""); }

// Where a place of the plain text stands in the field, whose paragraphs may begin with a mark.
export function placeIn(text, place) {
  let marks = 0;
  let at = 0;
  for (const line of text.split("\n")) {
    const has = line.match(MARK)?.[0].length ?? 0;
    const bare = line.length - has;
    marks += has;
    if (place <= at + bare) return place + marks;
    at += bare + 1;
  }
  return text.length;
}
