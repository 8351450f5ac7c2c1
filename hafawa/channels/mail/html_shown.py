"""How is a letter shown as it was sent, with nothing in it that runs, fetches or leads astray? nh3, a short list. Pure.

What comes out stands in a frame of its own that allows no script, no form, and no picture but those inlined here
(`FRAME` says how). Two locks for one door: each alone would do.
"""

from __future__ import annotations

import binascii
import html
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import nh3

from hafawa.channels.mail import html_text, links, pictures
from hafawa.kernel.text import direction


def _names(words: str) -> list[str]:
    return words.split()


_TAGS = frozenset(
    _names(
        "a abbr b bdi big blockquote br caption center cite code col colgroup dd del div dl dt em figcaption figure"
        " font h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre q s samp small span strike strong sub sup table tbody td"
        " tfoot th thead tr tt u ul var"
    )
)
_DROPPED = frozenset(
    _names(
        "script style head title template noscript iframe frame frameset object embed applet svg math textarea select"
        " button audio video canvas map noembed noframes xmp plaintext"
    )
)
_ALIGNED = {"align", "dir", "lang", "style"}
_CELL = {*_ALIGNED, "bgcolor", "colspan", "rowspan", "valign", "width", "height"}
_ATTRIBUTES = {
    **{tag: {"dir", "lang", "style"} for tag in ("span", "b", "i", "u", "em", "strong", "code", "small", "big", "q")},
    **dict.fromkeys(("div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "center"), _ALIGNED),
    **{tag: {"dir", "lang", "style"} for tag in ("ul", "li", "dl", "dd", "dt")},
    "a": {"href"},
    "col": {"span", "width"},
    "font": {"color", "size", "dir"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"dir", "lang", "style", "start", "type"},
    "table": {*_ALIGNED, "bgcolor", "border", "cellpadding", "cellspacing", "width"},
    "td": _CELL,
    "th": _CELL,
    "tr": {*_ALIGNED, "bgcolor", "valign"},
}
_STYLES = frozenset(
    _names(
        "background-color border border-bottom border-collapse border-color border-left border-radius border-right"
        " border-spacing border-style border-top border-width color direction font-size font-style font-weight line-"
        " height list-style-type max-width padding padding-bottom padding-left padding-right padding-top text-align"
        " text-decoration vertical-align white-space width"
    )
)
_ACTIVE_STYLE = re.compile(r"(?i)[\\@<>]|/\*|\b(url|image|image-set|expression|var|env|attr|element)\s*\(|javascript:")
_FETCHES = re.compile(r"(?i)\b(url|image-set|image)\s*\(")
_SIZE = re.compile(r"\s*(\d{1,4})(?:\.\d+)?\s*(px|%)?\s*")
_STARTS_LINK = re.compile(r'<a href="([^"<>]*)"')
_SIZES = {"width", "height", "colspan", "rowspan", "span", "border", "cellpadding", "cellspacing", "start"}
_LINE = 24  # pixels
_TINY = 3  # pixels; nobody is shown a picture of that size, it counts who opens

FRAME = (  # what a browser is told of the page; pictures of others are added where somebody asked for them
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:{pictures}; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
_PAGE = """<!doctype html>
<html dir="{direction}"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width"><title>{title}</title><style>
:root {{ color-scheme: light; }}
html {{ background: #fff; color: #221e1a; font: 15px/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }}
body {{ margin: 12px; }}
img {{ max-width: 100%; height: auto; }}
table {{ max-width: 100%; }}
pre {{ white-space: pre-wrap; font: inherit; }}
blockquote {{ margin-inline: 0; padding-inline-start: 12px; border-inline-start: 3px solid #d9d0c3; }}
a {{ color: #0b5a8a; }}
a[data-goes-to]::after {{
  content: "\\2009[" attr(data-goes-to) "]"; color: #5b534a; font-size: 12px; unicode-bidi: isolate; direction: ltr;
}}
</style></head><body>{body}</body></html>"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter made harmless. `html` is empty where it cannot be shown (nested to hurt); its words still can.

    `remote` pictures lie on others' machines; `tiny` of them are made to count who opens. `lines` is about how long it
    is, with its pictures.
    """

    html: str
    remote: int = 0
    tiny: int = 0
    lines: int = 0


@dataclass
class _Cleaning:
    own_hosts: Collection[str]
    inline: Mapping[str, str]
    with_remote: bool
    remote: set[str] = field(default_factory=set)
    backgrounds: int = 0

    def keep(self, tag: str, name: str, value: str) -> str | None:
        """The value an attribute may have; None: it goes."""
        if name == "href":
            found = links.link(value, own_hosts=self.own_hosts)
            return found.url if found else None
        if name == "src":
            return self._picture(value)
        if name == "style":
            self.backgrounds += bool(_FETCHES.search(value))
            return None if _ACTIVE_STYLE.search(value) else value
        if name == "title":  # nh3 lets it through everywhere; ours says where a link leads
            return None
        if name in _SIZES:
            return value if _SIZE.fullmatch(value) else None
        return value

    def _picture(self, value: str) -> str | None:
        scheme, colon, rest = value.strip().partition(":")
        if colon and scheme.lower() == "cid":
            return self.inline.get(rest.strip("<>"))
        found = links.web(value, own_hosts=self.own_hosts)
        if found is None:
            return None
        self.remote.add(found.url)
        return found.url if self.with_remote else None


def cleaned(
    source: str, *, own_hosts: Collection[str] = (), inline: Mapping[str, str] | None = None, with_remote: bool = False
) -> Shown:
    """`source` made harmless. `inline`: the letter's own pictures as data: addresses, by Content-ID.

    Links that lead to `own_hosts`, or anywhere but the open web, lose their address and keep their words.
    """
    if html_text.is_hostile(source):
        return Shown("")
    cleaning = _Cleaning(own_hosts, inline or {}, with_remote)
    body = nh3.clean(
        source,
        tags=set(_TAGS),
        clean_content_tags=set(_DROPPED),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=cleaning.keep,
        set_tag_attribute_values={"a": {"rel": "noopener noreferrer nofollow", "target": "_blank"}},
        filter_style_properties=set(_STYLES),
        url_schemes={"http", "https", "mailto", "tel", "cid"},
        url_relative="deny",
        link_rel=None,
    )
    tiny = sum(_is_tiny(tag) for tag in re.findall(r"(?i)<img\b[^<>]{0,5000}>", source))
    told = _STARTS_LINK.sub(_with_goal, body)
    return Shown(told, len(cleaning.remote) + cleaning.backgrounds, tiny, _lines(body))


def page(body: str, *, title: str, words: str) -> str:
    """The whole page for the frame; it runs the way most of its `words` do."""
    return _PAGE.format(direction=direction(words), title=html.escape(title), body=body)


def as_page_of_words(words: str) -> str:
    """Plain words as a body: what was sent without any layout."""
    return f"<pre>{html.escape(words)}</pre>"


def policy(*, with_remote: bool) -> str:
    """The Content-Security-Policy of the frame's page."""
    return FRAME.format(pictures=" https: http:" if with_remote else "")


def _with_goal(match: re.Match[str]) -> str:
    found = links.link(html.unescape(match[1]))
    goal = html.escape(found.goes_to) if found else ""
    return f'{match[0]} title="{match[1]}" data-goes-to="{goal}"' if goal else match[0]


def _is_tiny(tag: str) -> bool:
    sizes = [int(n) for n in re.findall(r"(?i)\b(?:width|height)\s{0,3}[=:]\s{0,3}[\"']?(\d{1,4})", tag)]
    return bool(sizes) and max(sizes) < _TINY and bool(re.search(r"(?i)src\s{0,3}=\s{0,3}[\"']?https?:", tag))


def _lines(body: str) -> int:
    """About how many lines of a page 90 letters wide it takes; a picture counts by its height, or as a dozen."""
    blocks = re.split(r"(?i)<(?:br|p|div|tr|li|h[1-6]|blockquote|hr|pre)\b", body)
    lines = 0
    for block in blocks:
        letters = len(html.unescape(re.sub(r"<[^<>]*>", "", block)).strip())
        lines += -(-letters // 90) + sum(_high(picture) for picture in re.findall(r"<img\b[^<>]*", block))
    return lines + body.count("<p") + body.count("<h")


def _high(picture: str) -> int:
    """The lines a picture takes: as it says, as it is, or as they mostly are."""
    if said := re.search(r'height="(\d{1,4})', picture):
        return int(said[1]) // _LINE
    if inlined := re.search(r'src="data:[a-z/]{1,30};base64,([A-Za-z0-9+/]{64,4000})', picture):
        start = inlined[1][: len(inlined[1]) // 4 * 4]
        found = pictures.picture(binascii.a2b_base64(start))
        return min(found.height, 600) // _LINE if found else 12
    return 12 if "src=" in picture else 0
