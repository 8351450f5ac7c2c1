"""Is loyalty earned or bought?"""

from __future__ import annotations

from django.utils.translation import gettext as _

from hafawa.analytics.telling.section import Found, Line, Section, need_words


def tell(found: Found) -> Section:
    del found
    sentence = Line(_("Not known: nothing on record says which orders came with a coupon or a discount."))
    need = _("Orders that say which coupon was used and how much it took off.")
    return Section(
        "earned", "gift", _("Is loyalty earned or bought?"), sentence, (Line(need_words(need)),), is_known=False
    )
