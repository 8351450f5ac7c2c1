"""What the pages are made of: no third party, no inline style or script, no left and right, licences beside fonts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import hafawa.web
from tests.web.conftest import House

WEB = Path(hafawa.web.__file__).parent
CSS = sorted(WEB.glob("static/css/*.css"))
TEMPLATES = sorted(WEB.glob("templates/**/*.html"))
SCRIPTS = sorted(WEB.glob("static/js/**/*.js"))
SIDES = re.compile(
    r"(?<![-\w])(left|right|top|bottom|margin-(left|right|top|bottom)|padding-(left|right|top|bottom)"
    r"|border-(left|right|top|bottom)[-\w]*|(min-|max-)?(width|height)|float|clear)\s*:(?!=)"
)
PHYSICAL_VALUES = re.compile(r"(text-align|float|justify-[a-z]+)\s*:\s*(left|right)\b")
OUTSIDE = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/2000/svg)[a-z0-9][a-z0-9.-]*\.[a-z]{2,}""", re.IGNORECASE)


def _bare(css: str) -> str:
    return re.sub(r"/\*.*?\*/|@media[^{]*\{|@font-face\s*\{[^}]*\}", "", css, flags=re.DOTALL)


@pytest.mark.parametrize("path", CSS, ids=lambda p: p.name)
def test_styles_know_start_and_end_only(path: Path) -> None:
    css = _bare(path.read_text())
    assert not [m.group() for m in SIDES.finditer(css)]
    assert not PHYSICAL_VALUES.search(css)


def test_the_rule_of_sides_finds_a_side() -> None:
    assert SIDES.search(".a { margin-left: 1px }")
    assert SIDES.search(".a { width: 1px }")
    assert not SIDES.search(".a { margin-inline-start: 1px; stroke-width: 2; border-block-end: 0 }")


@pytest.mark.parametrize("path", [*TEMPLATES, *CSS, *SCRIPTS], ids=lambda p: p.name)
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    assert not OUTSIDE.search(path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(WEB)))
def test_templates_hold_no_inline_style_or_script(path: Path) -> None:
    html = path.read_text()
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)


@pytest.mark.parametrize("path", CSS, ids=lambda p: p.name)
def test_no_letter_is_made_large(path: Path) -> None:
    """Georgian capitals of that kind are a mistake on paper, and Arabic has none."""
    assert "text-transform" not in path.read_text()
    assert "letter-spacing" not in re.sub(r"letter-spacing: inherit", "", path.read_text())


def test_each_font_has_its_licence_beside_it() -> None:
    fonts = {p.name.rsplit("-", 1)[0] for p in WEB.glob("static/fonts/*.woff2")}
    families = {"noto-sans-arabic", "noto-sans-georgian", "noto-sans"}
    assert fonts
    for font in fonts:
        family = font if font in families else "noto-sans"
        assert "SIL Open Font License" in (WEB / f"static/fonts/OFL-{family}.txt").read_text()


@pytest.mark.parametrize("name", ["today", "people", "imports", "settings", "patterns", "sign_in", "healthz"])
def test_the_policy_of_every_answer_allows_nothing_unsafe(house: House, nino: Client, name: str) -> None:
    answer = nino.get(reverse(f"web:{name}"))
    said = answer["Content-Security-Policy"]
    assert "unsafe" not in said
    assert "default-src 'none'" in said
    assert not re.findall(r"https?:|//", said)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
def test_pages_hold_no_georgian_capitals_and_no_outside_address(house: House, nino: Client, language: str) -> None:
    house.owner.language = language
    house.owner.save()
    for url in ("/", reverse("web:person", args=[house.giorgi.pk]), reverse("web:patterns"), reverse("web:settings")):
        html = nino.get(url).content.decode()
        assert not re.search("[\u1c90-\u1cbf]", html)
        assert not OUTSIDE.search(re.sub(r"[\w.+-]+@[\w.-]+", "", html))


def test_static_files_may_be_kept_for_ever(db: None) -> None:
    from django.templatetags.static import static

    answer = Client().get(static("css/tokens.css"))
    assert answer.status_code == 200
    assert "max-age=31536000" in answer["Cache-Control"]
