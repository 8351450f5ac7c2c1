"""Does an address in a letter lead to the open web, a mailbox or a telephone, and nowhere else?"""

from __future__ import annotations

import pytest

from hafawa.channels.mail.links import Link, in_words, link

OWN = {"hafawa.shop.example", "203.0.113.5"}


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " \x01javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "javascript\u2028:alert(1)",
        "\u2028javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox",
        "file:///etc/passwd",
        "blob:https://a.example/x",
        "about:blank",
        "ftp://a.example/",
        "view-source:https://a.example/",
        "https://a.example/\u2028onclick",
        "https://a.example/\u202egpj.exe",
        'https://a.example/"onmouseover=alert(1)',
        "https://a.example/<b>",
        "https:\\\\a.example\\x",
        "https:a.example",
        "https:///a.example",
        "x" * 3000,
        "",
    ],
)
def test_javascript_in_a_url_field_and_every_other_scheme_is_no_link(url: str) -> None:
    assert link(url, own_hosts=OWN) is None


@pytest.mark.parametrize(
    "url",
    [
        "/sign-out/",
        "//hafawa.shop.example/x",
        "?page=2",
        "#top",
        "https://hafawa.shop.example/people/1/erase/",
        "https://HAFAWA.Shop.Example.:8707/",
        "https://ｈafawa.shop.example/",
        "https://hafawa.shop.example:99999999/",
        "http://203.0.113.5/",
        "http://user:pass@a.example/",
        "http://localhost/",
        "http://a.localhost/",
        "http://intranet/",
        "http://printer.local/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://0177.0.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://192.168.1.1/reboot",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://%6cocalhost.example/",
    ],
)
def test_nothing_leads_to_our_own_pages_or_a_machine_inside(url: str) -> None:
    assert link(url, own_hosts=OWN) is None


@pytest.mark.parametrize(
    ("url", "goes_to"),
    [
        ("https://a.example/x?y=1&z=2#k", "a.example"),
        ("  http://A.example:8080/x  ", "a.example:8080"),
        ("http://8.8.8.8/x", "8.8.8.8"),
        ("https://ფინჯანი.გე/ყავა", "ფინჯანი.გე"),
        ("https://مثال.إختبار/", "مثال.إختبار"),
        ("https://аррӏе.com/", "xn--80ak6aa92e.com"),
        ("mailto:layla@a.example?subject=x&bcc=y@b.example", "layla@a.example"),
        ("tel:+995 (555) 12-34-56", "+995555123456"),
    ],
)
def test_a_link_says_where_it_really_goes(url: str, goes_to: str) -> None:
    found = link(url, own_hosts=OWN)
    assert found is not None
    assert found.goes_to == goes_to
    assert link(found.url, own_hosts=OWN) == found, "what was let through once is let through again, unchanged"


def test_a_mail_link_fills_in_nothing_else() -> None:
    assert link("mailto:a@b.example?body=x&cc=evil@c.example") == Link("mailto:a@b.example", "a@b.example")


def test_words_are_kept_whole_and_addresses_in_them_found() -> None:
    text = "See https://a.example/x, (https://b.example/y) or javascript:alert(1). انظر https://c.example/؟ კარგი"
    pieces = list(in_words(text, own_hosts=OWN))
    assert "".join(piece for piece, _link in pieces) == text
    assert [found.url for _piece, found in pieces if found] == [
        "https://a.example/x", "https://b.example/y", "https://c.example/",
    ]  # fmt: skip
