"""Which places and acts does the palette know, by which words in three languages?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy

from hafawa.search import folding, sounds
from hafawa.team.models import LANGUAGES
from hafawa.team.permissions import Level


@dataclass(frozen=True)
class Place:
    """Somewhere to go, or a button of the frame to press (`press`: its selector)."""

    name: str
    title: str
    icon: str
    url: str
    press: str = ""


@dataclass(frozen=True)
class _Known:
    name: str
    title: object  # lazy
    icon: str
    address: str
    press: str = ""
    level: Level = Level.VIEWER


_KNOWN = (
    _Known("today", gettext_lazy("Today"), "sun", "web:today"),
    _Known("inbox", gettext_lazy("Inbox"), "mail", "web:inbox"),
    _Known("people", gettext_lazy("People"), "people", "web:people"),
    _Known("calls", gettext_lazy("Calls"), "phone", "web:calls"),
    _Known("bring", gettext_lazy("Bring your customers"), "tray", "web:imports", level=Level.AGENT),
    _Known("imports", gettext_lazy("Imports"), "tray", "web:imports"),
    _Known("results", gettext_lazy("Results"), "chart", "web:results"),
    _Known("figures", gettext_lazy("Figures"), "figures", "web:figures"),
    _Known("listening", gettext_lazy("Listening"), "speak", "web:listening"),
    _Known("backlog", gettext_lazy("What to change"), "mend", "web:listening_backlog"),
    _Known("mentions", gettext_lazy("Spoken in public"), "star", "web:listening_mentions"),
    _Known("themes", gettext_lazy("Themes"), "speak", "web:themes"),
    _Known("boundaries", gettext_lazy("Boundaries"), "lock", "web:boundaries", level=Level.AGENT),
    _Known("search", gettext_lazy("Find anything"), "search", "web:search"),
    _Known("settings", gettext_lazy("Settings"), "sliders", "web:settings", level=Level.MANAGER),
    _Known("mailboxes", gettext_lazy("Mailboxes"), "mail", "web:settings_mailboxes", level=Level.MANAGER),
    _Known("outbox", gettext_lazy("Outbox"), "send", "web:outbox", level=Level.AGENT),
    _Known(
        "mail_doors", gettext_lazy("Other ways in for mail"), "mail", "web:settings_mail_doors", level=Level.MANAGER
    ),
    _Known("phone", gettext_lazy("Phone"), "phone", "web:settings_phone", level=Level.MANAGER),
    _Known("assistant", gettext_lazy("Language model"), "sliders", "web:assistant", level=Level.OWNER),
    _Known("automatic", gettext_lazy("Automatic answers"), "send", "web:automatic", level=Level.MANAGER),
    _Known("replies", gettext_lazy("Saved replies"), "answer", "web:settings_replies", level=Level.AGENT),
    _Known("named", gettext_lazy("Where you are named"), "note", "web:inbox_mentions", level=Level.AGENT),
    _Known("routine", gettext_lazy("Routine questions"), "question", "web:routine", level=Level.MANAGER),
    _Known("account", gettext_lazy("My account"), "person", "web:account"),
    _Known("shortcuts", gettext_lazy("Shortcuts"), "keyboard", "", press="[data-shows=shortcuts]"),
    _Known("sign_out", gettext_lazy("Sign out"), "sign-out", "", press="[data-signs-out]"),
)
_WORDS = {  # what else they are called, in three languages
    "today": "home cards list start الرئيسية بطاقات მთავარი ბარათები",
    "inbox": "conversations queue mail chat answer reply صندوق الوارد محادثات رد بريد შემოსული საუბრები პასუხი ფოსტა",
    "people": "customers clients contacts العملاء الزبائن جهات კლიენტები მომხმარებლები",
    "calls": "call phone ring callback missed dial اتصال مكالمات هاتف رد ზარები დარეკვა ტელეფონი",
    "phone": "telephone twilio asterisk pbx calls هاتف سنترال مكالمات ტელეფონი სატელეფონო ზარები",
    "bring": "import upload csv file excel orders mail استيراد رفع ملف طلبات იმპორტი ატვირთვა ფაილი",
    "imports": "undo take back uploads تراجع واردات გაუქმება იმპორტი",
    "results": "outcomes kindness measured نتائج قياس შედეგები გაზომვა",
    "figures": "numbers statistics report late أرقام إحصاء تقرير რიცხვები სტატისტიკა ანგარიში",
    "listening": "mood feeling themes words voice المزاج الشعور المواضيع الإصغاء განწყობა თემები სიტყვები მოსმენა",
    "backlog": "demands suggestions fix change requests مطالب اقتراحات تغيير მოთხოვნები წინადადებები შეცვლა",
    "mentions": "reviews mentions social public مراجعات تقييمات ذكر შეფასებები ხსენება სოციალური",
    "themes": ("topics complaints praise love wrong listening موضوعات شكاوى مديح استماع თემები საჩივრები ქება მოსმენა"),
    "boundaries": "abuse limits insults إساءة حدود إهانة შეურაცხყოფა საზღვრები",
    "search": "search look بحث ابحث ძებნა პოვნა",
    "settings": "shop hours currency country time zone إعدادات متجر عملة დუკანი მაღაზია პარამეტრები ვალუტა",
    "mailboxes": "mail email imap connect inbox بريد صندوق ربط ფოსტა საფოსტო ყუთი დაკავშირება",
    "outbox": "sent sending waiting mail failed undo صادر إرسال مرسل بريد გასული გაგზავნა ფოსტა",
    "mail_doors": "postmark mailgun sendgrid ses smtp mx webhook inbound خدمة بريد استقبال ფოსტის სერვისი მიღება",
    "assistant": "ai llm assistant key tokens cost نموذج ذكاء اصطناعي مساعد مفتاح ხელოვნური ინტელექტი ასისტენტი",
    "automatic": "auto reply out of office hours rules رد تلقائي خارج الدوام قواعد ავტომატური პასუხი წესები",
    "replies": "templates canned macros snippets ردود جاهزة قوالب შაბლონები პასუხები მზა",
    "named": "mentions @ notes colleagues إشارات ملاحظات ذكر მონიშვნა შენიშვნები ხსენება",
    "routine": "automatic machine examples shadow آلي تلقائي أسئلة أمثلة ავტომატური მანქანა მაგალითები",
    "account": (
        "language theme dark light password profile لغة المظهر داكن كلمة السر حساب ენა თემა მუქი პაროლი ანგარიში"
    ),
    "shortcuts": "keys keyboard help مفاتيح اختصارات مساعدة კლავიშები დახმარება",
    "sign_out": "log out logout leave exit خروج تسجيل გასვლა",
}
_FIRST = ("bring", "today", "people", "figures")


def first(level: Level) -> list[Place]:
    """What is offered before anything is typed."""
    return [_shown(known) for known in _KNOWN if known.name in _FIRST and level >= known.level]


def find(text: str, level: Level) -> list[Place]:
    """Those each word of `text` begins a word of, or nearly is one; best first."""
    sought = folding.sought_words(text)
    if not sought:
        return []
    scored = [(_fits(sought, _words(known.name)), known) for known in _KNOWN if level >= known.level]
    found = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])
    return [_shown(known) for _score, known in found]


def _fits(sought: list[str], words: frozenset[str]) -> float:
    """0 where a word fits nothing; more, the more of a word was typed."""
    return min(max((_alike(word, other) for other in words), default=0.0) for word in sought)


def _alike(word: str, other: str) -> float:
    if other.startswith(word):
        return 1 + len(word) / len(other)
    is_near = len(word) > 3 and folding.stem(word) == folding.stem(other)
    alike = 1.0 if is_near else sounds.likeness(word, other) if len(word) > 3 else 0.0
    return alike if alike >= sounds.NEAR + 0.05 else 0.0


@lru_cache(maxsize=64)
def _words(name: str) -> frozenset[str]:
    known = next(known for known in _KNOWN if known.name == name)
    return frozenset(word for text in (_WORDS[known.name], *_titles(known)) for word in folding.name_tokens(text))


def _titles(known: _Known) -> Iterator[str]:
    for code, _own_name in LANGUAGES:
        with translation.override(code):
            yield str(known.title)


def _shown(known: _Known) -> Place:
    return Place(known.name, str(known.title), known.icon, reverse(known.address) if known.address else "", known.press)
