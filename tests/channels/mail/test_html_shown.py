"""Is a letter's own page shown with its words, and without anything that runs, fetches or leads astray?"""

from __future__ import annotations

import re

import pytest

from hafawa.channels.mail import html_shown
from hafawa.channels.mail.html_shown import cleaned

OWN = {"hafawa.shop.example"}
DATA = "data:image/png;base64,AAAA"
HOSTILE = [
    "<script>alert(1)</script>hello",
    "<scr<script>ipt>alert(1)</scr</script>ipt>hello",
    "<img src=x onerror=alert(1)>hello",
    "<svg/onload=alert(1)>hello",
    "<svg><script>alert(1)</script></svg>hello",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>hello",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>hello",
    "<object data='javascript:alert(1)'></object>hello",
    "<form action='https://evil.example/'><input name=password><button>hello</button></form>hello",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>hello",
    "<base href='https://evil.example/'>hello",
    "<link rel=stylesheet href='https://evil.example/x.css'>hello",
    "<style>@import url(https://evil.example/x.css)</style>hello",
    "<div style='position:fixed;inset:0;background:url(https://evil.example/x)'>hello</div>",
    "<div style='background-color:red;background-image:image-set(\"https://evil.example/x\" 1x)'>hello</div>",
    "<p style='width:expression(alert(1))'>hello</p>",
    "<p style='color:red;\\62 ackground:url(https://evil.example/x)'>hello</p>",
    "<table background='https://evil.example/x'><tr><td background='https://evil.example/y'>hello</table>",
    "<video src='https://evil.example/x' poster='https://evil.example/y'></video>hello",
    "<a href='java&#x0A;script:alert(1)'>hello</a>",
    "<a href='&#x2028;javascript:alert(1)'>hello</a>",
    "<a href='javascript&colon;alert(1)'>hello</a>",
    "<a href='data:text/html,x'>hello</a>",
    "<a ping='https://evil.example/' href='https://good.example/'>hello</a>",
    "<img srcset='https://evil.example/x 2x' src=''>hello",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>hello",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>hello",
    "<template><img src=x onerror=alert(1)></template>hello",
    "<xmp><img src=x onerror=alert(1)></xmp>hello",
    "<a id=x name=y class=z target=_top href='https://good.example/'>hello</a>",
    "<body onload=alert(1)>hello",
    "<marquee onstart=alert(1)>hello</marquee>",
    "<details open ontoggle=alert(1)>hello</details>",
    "<isindex action=javascript:alert(1)>hello",
    "<!--><img src=x onerror=alert(1)-->hello",
]
ACTIVE = re.compile(
    r"(?i)<\s*(script|iframe|object|embed|form|input|button|meta|base|link|style|svg|math|video|audio|template)\b"
    r"|\son\w+\s*=|javascript:|vbscript:|data:text|evil\.example|position\s*:|url\(|srcset|\sping=|\sid=|\sclass="
)


@pytest.mark.parametrize("source", HOSTILE)
def test_stored_xss_in_mail_html_nothing_active_is_left_and_the_words_stay(source: str) -> None:
    shown = cleaned("before " + source, own_hosts=OWN)
    bare = re.sub(r'(title|alt)="[^"]*"', "", shown.html)
    assert not ACTIVE.search(bare), shown.html
    assert "before" in shown.html


def test_overlays_cannot_be_made() -> None:
    shown = cleaned("<div style='position:absolute;z-index:99;top:0;margin-top:-900px;opacity:0;color:red'>x</div>")
    assert shown.html == '<div style="color:red">x</div>'


@pytest.mark.parametrize("url", ["/people/1/", "//a", "https://hafawa.shop.example/sign-out/", "http://10.0.0.1/"])
def test_relative_and_own_addresses_are_dropped_from_links_and_pictures(url: str) -> None:
    shown = cleaned(f'<a href="{url}">here</a><img src="{url}">', own_hosts=OWN, with_remote=True)
    assert url not in shown.html
    assert "here" in shown.html
    assert shown.remote == 0


def test_links_open_elsewhere_without_a_handle_on_us_and_say_where_they_lead() -> None:
    shown = cleaned('<a href="https://evil.example/x?a=1&amp;b=2">www.my-bank.example</a>')
    assert 'rel="noopener noreferrer nofollow"' in shown.html
    assert 'target="_blank"' in shown.html
    assert 'data-goes-to="evil.example"' in shown.html
    assert 'title="https://evil.example/x?a=1&amp;b=2"' in shown.html


def test_what_is_shown_as_where_it_leads_cannot_be_forged() -> None:
    shown = cleaned("""<a href="https://evil.example/" data-goes-to="bank.example" title="bank.example">x</a>""")
    assert "bank.example" not in shown.html


def test_tracking_pixels_remote_pictures_are_kept_back_and_counted() -> None:
    source = (
        "<img src='https://a.example/logo.png' width=200><img src='https://t.example/open?id=1' width=1 height=1>"
        "<img src='https://a.example/logo.png'>"
    )
    shown = cleaned(source)
    assert "example" not in shown.html
    assert (shown.remote, shown.tiny) == (2, 1)


def test_they_are_there_when_asked_for() -> None:
    shown = cleaned("<img src='https://a.example/logo.png'>", with_remote=True)
    assert 'src="https://a.example/logo.png"' in shown.html


def test_pictures_in_styles_are_counted_and_never_come() -> None:
    shown = cleaned("<div style=\"background:url('https://t.example/x')\">x</div>", with_remote=True)
    assert "example" not in shown.html
    assert shown.remote == 1


def test_cid_of_another_mail_shows_nothing() -> None:
    source = "<img src='cid:mine@a'><img src='CID:mine@a'><img src='cid:other@b'>"
    shown = cleaned(source, inline={"mine@a": DATA})
    assert shown.html.count(DATA) == 2
    assert "other" not in shown.html


def test_a_picture_written_into_the_page_is_not_shown() -> None:
    assert DATA not in cleaned(f"<img src='{DATA}'>").html


@pytest.mark.parametrize(
    ("with_remote", "pictures"), [(False, "img-src data:;"), (True, "img-src data: https: http:;")]
)
def test_the_frame_allows_no_script_no_form_and_only_pictures_asked_for(*, with_remote: bool, pictures: str) -> None:
    said = html_shown.policy(with_remote=with_remote)
    assert "default-src 'none'" in said
    assert pictures in said
    assert "script" not in said
    assert "form-action 'none'" in said
    assert "allow-same-origin" not in said
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in said


@pytest.mark.parametrize(
    ("words", "way"),
    [("Dear Nino, thank you", "ltr"), ("iPhone وصل متأخراً جداً", "rtl"), ("გამარჯობა, სად არის ამანათი?", "ltr")],
)
def test_the_page_runs_the_way_most_of_its_letters_do(words: str, way: str) -> None:
    assert f'<html dir="{way}">' in html_shown.page("x", title="t", words=words)


def test_a_title_is_words_not_markup() -> None:
    made = html_shown.page("x", title="</title><script>alert(1)</script>", words="x")
    assert "<script>" not in made


def test_nested_to_hurt_is_not_shown_at_all() -> None:
    assert cleaned("<div>" * 3000 + "x").html == ""
    assert cleaned("&amp;" * 30_000).html == ""


def test_a_longer_letter_is_reckoned_longer() -> None:
    short, long, seen = (
        cleaned(s).lines for s in ("<p>x</p>", "<p>" + "word " * 400 + "</p>", "<img src=cid:x height=480>")
    )
    assert short < 4
    assert 20 <= long <= 30
    assert seen == 20
