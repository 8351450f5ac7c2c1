"""With which words are people asked whether we may be in touch? The shop's own, and some to begin with.

These are not translations of one another made on the fly: what somebody said yes to is kept with the statement, word
for word, so each is fixed text in its language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.people.actions import PURPOSES
from hafawa.privacy.models import Wording
from hafawa.team import audit
from hafawa.team.models import LANGUAGES, Shop, User

STANDARD = {
    ("marketing", "en"): "May {shop} send you offers and news? You can say no again at any time.",
    ("care", "en"): "May {shop} write or call now and then to ask how you are, without selling anything?",
    ("service", "en"): "May {shop} contact you about your orders and questions?",
    ("questions", "en"): "May {shop} ask you now and then how it went?",
    ("marketing", "ar"): "هل تسمح بأن يرسل إليك {shop} عروضاً وأخباراً؟ يمكنك أن ترفض في أي وقت.",
    ("care", "ar"): "هل تسمح بأن يكتب إليك {shop} أو يتصل بك من حين إلى آخر للاطمئنان عليك دون بيع أي شيء؟",
    ("service", "ar"): "هل تسمح بأن يتواصل معك {shop} بشأن طلباتك وأسئلتك؟",
    ("questions", "ar"): "هل تسمح بأن يسألك {shop} من حين إلى آخر كيف كانت تجربتك؟",
    (
        "marketing",
        "ka",
    ): "შეუძლია {shop}-ს გამოგიგზავნოთ სიახლეები და შეთავაზებები? უარს ნებისმიერ დროს იტყვით.",
    ("care", "ka"): "შეუძლია {shop}-ს ხანდახან მოგწეროთ ან დაგირეკოთ მოსაკითხად, ყოველგვარი გაყიდვის გარეშე?",
    ("questions", "ka"): "შეუძლია {shop}-ს ხანდახან გკითხოთ, როგორ ჩაიარა ყველაფერმა?",
    ("service", "ka"): "შეუძლია {shop}-ს დაგიკავშირდეთ თქვენი შეკვეთებისა და შეკითხვების თაობაზე?",
}


class NoWords(Refused):
    """A wording without words."""


@dataclass(frozen=True)
class Offered:
    """Words to ask with. `own` is the shop's own wording, None for one of those to begin with."""

    purpose: str
    language: str
    text: str
    own: Wording | None = None


def offered() -> list[Offered]:
    """What can be chosen now: the shop's own, where it has none for a purpose and language the standard one."""
    own = [Offered(w.purpose, w.language, w.text, w) for w in Wording.objects.filter(retired_at__isnull=True)]
    there = {(o.purpose, o.language) for o in own}
    shop = Shop.get().name or "…"
    standard = [Offered(p, c, t.format(shop=shop)) for (p, c), t in STANDARD.items() if (p, c) not in there]
    return sorted([*own, *standard], key=lambda o: (PURPOSES.index(o.purpose), o.language, o.text))


def add(*, purpose: str, language: str, text: str, by: User | None, now: datetime) -> Wording:
    """Offer `text` from now on; one that was retired is offered again. Raises `NoWords`."""
    text = " ".join(text.split())
    if not text or purpose not in PURPOSES or language not in dict(LANGUAGES):
        raise NoWords(_("Write the words people are asked with, and choose a purpose and a language."))
    with transaction.atomic():
        made = Wording.objects.get_or_create(
            purpose=purpose, language=language, text=text[:2000], defaults={"made_at": now, "made_by": by}
        )[0]
        Wording.objects.filter(pk=made.pk).update(retired_at=None)
        audit.note(by=by, what="privacy.wording_added", about=f"wording:{made.pk}", now=now)
    return made


def retire(wording: Wording, *, by: User | None, now: datetime) -> None:
    """Offer it no longer; what was stated with it keeps its words."""
    with transaction.atomic():
        Wording.objects.filter(pk=wording.pk, retired_at__isnull=True).update(retired_at=now)
        audit.note(by=by, what="privacy.wording_retired", about=f"wording:{wording.pk}", now=now)
