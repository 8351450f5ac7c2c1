"""Are the new words of a letter told from what it repeats, in three languages and the marks of many programs?"""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hafawa.channels.mail.html_text import text_of
from hafawa.channels.mail.quotes import cut

OLD = "> old words\n> more old words"
ENGLISH = [
    (f"New.\n\nOn Mon, Jan 5, 2026 at 9:00 AM Support <support@shop.example> wrote:\n{OLD}", "New."),
    (f"New.\n\nOn 5 January 2026 at 09:00, Support\n<support@shop.example> wrote:\n{OLD}", "New."),
    (f"New.\n\nOn Mon, Jan 5, 2026, 9:00 AM\nSupport Desk of the Shop\n<support@shop.example> wrote:\n\n{OLD}", "New."),
    (f"New.\n\n2026-01-05 9:00 GMT+04:00 Support <support@shop.example>:\n{OLD}", "New."),
    ("New.\n\n-----Original Message-----\nFrom: Support\nold words", "New."),
    ("New.\n\n---------- Forwarded message ---------\nFrom: A <a@b.example>\nold words", "New."),
    (
        "New.\n\nFrom: Support <s@shop.example>\nSent: Monday, January 5, 2026 9:00\nTo: Me\nSubject: Hi\n\nold words",
        "New.",
    ),
    ("New.\n\n*From:* Support\n*Date:* 5/1/2026\n*To:* Me\n\nold words", "New."),
    ("New.\n\n________________________________\nFrom: Support\nSent: today\nTo: me\nold", "New."),
    ("New.\n\nSent from my iPhone", "New."),
    ("New.\n\nSent from my iPhone\n\n> On 5 Jan 2026, at 09:00, S <s@shop.example> wrote:\n> \n> old", "New."),
    ("New.\n-- \nLayla Haddad\n+971 50 123 4567", "New."),
    ("New.\n\nGet Outlook for Android", "New."),
    (f"New.\n{OLD}", "New."),
    (f"On Mon, Jan 5, 2026 at 9:00 AM S <s@shop.example> wrote:\n{OLD}\n\nYes, the blue one.", "Yes, the blue one."),
    ("On 5/1/2026 9:00, S wrote:\n> blue or red?\nBlue.\n> big or small?\nBig.", "Blue.\nBig."),
]
ARABIC = [
    (f"كلام جديد.\n\nفي الاثنين، 5 يناير 2026 في 9:00 ص، كتب متجر <support@shop.example>:\n{OLD}", "كلام جديد."),
    (
        f"كلام جديد.\n\nفي الاثنين، ٥ يناير ٢٠٢٦ في ٩:٠٠ ص تمت كتابة ما يلي بواسطة\nالدعم <support@shop.example>:\n{OLD}",
        "كلام جديد.",
    ),
    (f"كلام جديد.\n\nبتاريخ 05/01/2026 كتب الدعم:\n{OLD}", "كلام جديد."),
    (f"كلام جديد.\n\nيوم الاثنين ٥ يناير ٢٠٢٦، كتبت ليلى حداد <l@x.example>:\n{OLD}", "كلام جديد."),
    (
        f"كلام جديد.\n\n\u200fفي ٥\u200f/١\u200f/٢٠٢٦، الساعة ٩:٠٠ ص، كتب الدعم \u202a<s@shop.example>\u202c:\n{OLD}",
        "كلام جديد.",
    ),
    (
        "كلام جديد.\n\nمن: الدعم <s@shop.example>\nتم الإرسال: الاثنين 5 يناير 2026\nإلى: ليلى\nالموضوع: طلب\n\nكلام قديم",
        "كلام جديد.",
    ),
    ("كلام جديد.\n\nمن: الدعم\nالتاريخ: ٥ يناير ٢٠٢٦\nإلى: ليلى\n\nكلام قديم", "كلام جديد."),
    ("كلام جديد.\n\n-----الرسالة الأصلية-----\nكلام قديم", "كلام جديد."),
    ("كلام جديد.\n\n---------- رسالة معاد توجيهها ---------\nمن: أحمد\nكلام قديم", "كلام جديد."),
    ("كلام جديد.\n\nأُرسلت من الـ iPhone", "كلام جديد."),
    ("كلام جديد.\n\nتم الإرسال من هاتفي", "كلام جديد."),
    ("كلام جديد.\n\nمرسل من هاتف سامسونج", "كلام جديد."),
    ("كلام جديد.\n-- \nليلى حداد\nدبي", "كلام جديد."),
    (f"في 5/1/2026 9:00، كتب الدعم:\n{OLD}\n\nنعم، الأزرق من فضلكم.", "نعم، الأزرق من فضلكم."),
]
GEORGIAN = [
    (f"ახალი.\n\n2026 წლის 5 იანვარს, 9:00-ზე, მხარდაჭერამ <s@shop.example> დაწერა:\n{OLD}", "ახალი."),
    (f"ახალი.\n\nორშ, 5 იან. 2026, 09:00 მომხმარებელმა Support (<s@shop.example>) დაწერა:\n{OLD}", "ახალი."),
    (f"ახალი.\n\nორშ, 5 იან. 2026, 09:00 მომხმარებელმა\nSupport Desk <s@shop.example> დაწერა:\n{OLD}", "ახალი."),
    (f"ახალი.\n\n05.01.2026 09:00 ნინო წერს:\n{OLD}", "ახალი."),
    (f"ახალი.\n\n5 იანვარი, 2026 მოიწერა გიორგიმ:\n{OLD}", "ახალი."),
    (f"ახალი.\n\n2026-01-05 09:00 GMT+04:00 მხარდაჭერა <s@shop.example>:\n{OLD}", "ახალი."),
    (
        "ახალი.\n\nვისგან: მხარდაჭერა <s@shop.example>\nგაგზავნილია: 5 იანვარი 2026\nვის: ნინო\nთემა: შეკვეთა\n\nძველი",
        "ახალი.",
    ),
    ("ახალი.\n\nგამომგზავნი: მხარდაჭერა\nთარიღი: 5 იანვარი 2026\nმიმღები: ნინო\n\nძველი", "ახალი."),
    ("ახალი.\n\n-----ორიგინალი შეტყობინება-----\nძველი", "ახალი."),
    ("ახალი.\n\n---------- გადამისამართებული შეტყობინება ---------\nვისგან: ა\nძველი", "ახალი."),
    ("ახალი.\n\nგაგზავნილია ჩემი iPhone-დან", "ახალი."),
    ("ახალი.\n\nგამოგზავნილია iPhone-იდან", "ახალი."),
    ("ახალი.\n-- \nნინო ბერიძე\nთბილისი", "ახალი."),
    (f"05.01.2026, 09:00, მხარდაჭერამ დაწერა:\n{OLD}\n\nდიახ, ლურჯი.", "დიახ, ლურჯი."),
]
UNTOUCHED = [
    "On Monday I wrote:\nplease help",
    "On 5 January 2026 my parcel was late.\nPlease look.",
    "I bought it from: your shop\nand it broke",
    "From: the heart, thank you",
    "من: القلب شكرا لكم",
    "في 5 يناير 2026 وصل الطلب مكسورا.",
    "2026 წლის 5 იანვარს ამანათი არ მოვიდა.",
    "The note said:\nleft with the neighbour",
    "Sent from my heart to yours, and then more words that go on and on and on until nobody reads any of this",
    "My order -- the blue one -- is late",
    "a\n\n---\n\nb",
    "Delivery times were 9:00:\nmorning, and noon",
]


@pytest.mark.parametrize(("letter", "new"), ENGLISH + ARABIC + GEORGIAN)
def test_the_new_words_are_told_from_the_old(letter: str, new: str) -> None:
    found = cut(letter)
    assert found.text == new
    kept = "".join("".join((found.text, found.quoted, found.signature)).split())
    assert sorted(kept) == sorted("".join(letter.split()))


@pytest.mark.parametrize("letter", UNTOUCHED)
def test_words_that_only_look_like_a_quote_stay(letter: str) -> None:
    assert cut(letter).text == letter.strip()


def test_each_language_has_its_dozen() -> None:
    assert min(len(ENGLISH), len(ARABIC), len(GEORGIAN)) >= 12


@pytest.mark.parametrize(
    "html",
    [
        '<div>New.</div><div class="gmail_quote"><div>On 5 Jan 2026 S wrote:</div><blockquote>old</blockquote></div>',
        '<div>New.</div><blockquote type="cite"><div>old</div></blockquote>',
        '<p>New.</p><div id="divRplyFwdMsg"><b>From:</b> S<br><b>Sent:</b> today</div><p>old</p>',
        '<div>New.</div><div id="appendonsend"></div><hr><div>old</div>',
        '<div>New.</div><div class="yahoo_quoted"><div>old</div></div>',
        '<div>New.</div><div class="moz-cite-prefix">On 5/1/26 9:00, S wrote:<br></div><blockquote type="cite">old</blockquote>',
        '<div dir="rtl">New.</div><div class="gmail_quote" dir="rtl">في 5 يناير كتب:<blockquote>old</blockquote></div>',
        "<p>New.</p><blockquote><p>old</p></blockquote>",
        "<p>New.</p><p>On Mon, Jan 5, 2026 S &lt;s@shop.example&gt; wrote:</p><blockquote>old</blockquote>",
    ],
)
def test_quotes_marked_in_html_are_found(html: str) -> None:
    assert cut(text_of(html)).text == "New."


def test_an_answer_before_and_a_bare_forward_keep_their_words() -> None:
    forward = "---------- Forwarded message ---------\nFrom: A <a@b.example>\nDate: x\n\nPlease see the complaint."
    assert "Please see the complaint." in cut(forward).text + cut(forward).quoted


def test_hidden_scripts_never_become_words() -> None:
    assert text_of("<scr<script>ipt>alert(1)</script>hello<style>p{}</style><title>t</title>") == "ipt>alert(1)hello"
    assert text_of("a<br>b<p>c</p><ul><li>d<li>e</ul>&amp;amp;") == "a\nb\nc\nd\ne\n&amp;"


@example(["> a", "On 5/1/2026 x@y.zz wrote:"])
@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["> a", "On 5/1/2026 x@y.zz wrote:", "", "new", "-- ", "From: a", "Sent: b", "To: c", "كتب:", "2026"]
        )
    )
)
def test_no_word_is_lost_whatever_the_mixture(lines: list[str]) -> None:
    letter = "\n".join(lines)
    found = cut(letter)
    assert sorted("".join((found.text + found.quoted + found.signature).split())) == sorted("".join(letter.split()))


@pytest.mark.parametrize(
    "piece", ["On x ", "On Mon, 5 Jan 2026\n", "> ", "wrote: ", "\n\n", "من: ", "-", "_", "كتب ", "a@b ", "12:00 "]
)
def test_cutting_time_grows_with_length_and_not_with_its_square(piece: str) -> None:
    def seconds(times: int) -> float:
        found = []
        for _ in range(3):
            start = time.process_time()
            cut(piece * times)
            found.append(time.process_time() - start)
        return min(found)

    assert seconds(20_000) < 9 * max(seconds(5_000), 0.02)
