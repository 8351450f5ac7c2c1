"""What is each topic called, when it is loved and when it goes wrong?"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hafawa.listening.themes.models import OwnTopic, Theme
from hafawa.listening.themes.topics import LOVED, WRONG

NAMES: dict[str, tuple[Promise, Promise]] = {
    "delivery": (_("Quick delivery"), _("Late or lost deliveries")),
    "packaging": (_("Careful packaging"), _("Broken or badly packed")),
    "wrong_item": (_("Exactly what was ordered"), _("Wrong or missing items")),
    "quality": (_("Good quality"), _("Poor quality")),
    "taste": (_("The taste"), _("A disappointing taste")),
    "price": (_("Fair prices"), _("Prices too high")),
    "manner": (_("Kind people"), _("Unkind service")),
    "skill": (_("People who know their trade"), _("People who do not know enough")),
    "waiting": (_("No waiting"), _("Long waits")),
    "answers": (_("Quick answers"), _("Left without an answer")),
    "refunds": (_("Easy returns and refunds"), _("Trouble with returns and refunds")),
    "billing": (_("Honest bills"), _("Wrong bills and charges")),
    "booking": (_("Easy booking"), _("Trouble with bookings")),
    "website": (_("A website that works"), _("Trouble with the website")),
    "cleanliness": (_("Cleanliness"), _("Not clean")),
    "noise": (_("Peace and quiet"), _("Noise")),
    "comfort": (_("A pleasant place"), _("An uncomfortable place")),
    "access": (_("Easy to reach"), _("Hard to reach or to park")),
    "hours": (_("Convenient hours"), _("Closed when it should be open")),
    "range": (_("A good choice"), _("Out of stock, too little choice")),
    "information": (_("Honest, clear information"), _("Wrong or missing information")),
    "loyalty": (_("They keep coming back"), _("Thinking of leaving")),
    "gift": (_("Perfect as a gift"), _("A gift or feast spoilt")),
    "personal": (_("The personal touch"), _("Treated like a number")),
    "result": (_("Work well done"), _("Work badly done")),
    "safety": (_("Care for health and allergies"), _("A danger to health")),
}
TRADES: dict[str, Promise] = {
    "mixed": _("A bit of everything"),
    "shop": _("Shop"),
    "online": _("Online shop"),
    "food": _("Café or restaurant"),
    "hotel": _("Hotel or guest house"),
    "practice": _("Practice or clinic"),
    "salon": _("Salon"),
    "repair": _("Repairs and trades"),
}


def topic_name(topic: str, sign: str) -> str:
    """What `topic` is called with that sign, in the reader's language; a shop's own topic in its own words."""
    if topic in NAMES:
        return str(NAMES[topic][0 if sign == LOVED else 1])
    own = OwnTopic.objects.filter(id=int(topic[4:])).first() if topic[4:].isdigit() else None
    return own_name(own, sign) if own else topic


def own_name(own: OwnTopic, sign: str) -> str:
    """What the shop calls its own topic."""
    return own.name_wrong if sign == WRONG else own.name_loved


def theme_name(theme: Theme) -> str:
    """What a theme is called: by hand, else a part by its phrases, else by its topic."""
    return theme.name or (theme.phrases if theme.parent_id else "") or topic_name(theme.topic, theme.sign)
