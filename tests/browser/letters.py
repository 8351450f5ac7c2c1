"""The letters the browser tests look at: one with everything in it, one nobody can read, some that would do harm."""

from __future__ import annotations

from tests.channels.mail.rich import DATES, LOGO, PHOTO, WINMAIL, File, rich

DATES_AT, PACKAGE_AT = 2, 3
UNREADABLE = "To: support@finjan.example\nSubject: ვინ ვარ მე? من أنا؟\n\nno sender at all".encode()
PAGES = """<table width="600" bgcolor="#f3eee5" cellpadding="12"><tr><td><img src="cid:logo@layla" alt="finjan"></td></tr>
<tr><td bgcolor="#ffffff" dir="rtl"><h2 style="color:#0b6b5e">الكأس وصلت مكسورة</h2><p>مرحباً، وصلت الكأس <b>مكسورة</b> مع
الطلب FN-12924، والصورة مرفقة. اتصلوا بي على +995 555 12-34-56 بعد السادسة مساءً.</p>
<p dir="ltr">გამარჯობა, ფინჯანი გატეხილი მოვიდა. <a href="https://evil.example/login">www.my-bank.example</a></p>
<img src="https://tracker.example/open?id=77" width="1" height="1"><img src="https://pictures.example/cup.jpg"></td></tr>
</table>"""
WORDS = """مرحباً، وصلت الكأس مكسورة مع الطلب FN-12924، والصورة مرفقة. هذه صفحة المنتج: https://finjan.example/cups/12

გამარჯობა, ფინჯანი გატეხილი მოვიდა, ფოტოს გიგზავნით. Please call +995 555 12-34-56 after six.

--\u0020
ليلى حدّاد · Layla Haddad
+995 555 12-34-56

في يوم الإثنين، 9 نوفمبر 2026، كتب Finjan <support@finjan.example>:
> غادرت الطلبية FN-12924 يوم الجمعة.
> Your parcel left on Friday.
"""


def everything() -> bytes:
    """Pages, pictures, an invitation, a package, a file with a long name; in Arabic and Georgian."""
    bill = File("ინვოისი და გარანტიის ბარათი · فاتورة وضمان رقم 12-34-56.pdf", "application/pdf", b"%PDF-1.7 bill")
    return rich(
        words=WORDS,
        html=PAGES,
        files=[LOGO, PHOTO, DATES, WINMAIL, bill],
        subject="الكأس وصلت مكسورة · FN-12924",
        headers=[("List-Unsubscribe", "<mailto:u@example.org>"), ("In-Reply-To", "<before@finjan.example>")],
        number=900,
    )
