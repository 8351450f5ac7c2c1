"""How is the orders export of Shopify read? One row a line of an order; the order's own cells stand in its first row.

"Accepts Marketing: no" means that a box was not ticked: it is no refusal, so it is not taken for one.
"Fulfilled at" is the dispatch, not the arrival, so no delivery is read from it.
Source: Shopify Help Center, "Exporting orders", and exports as shops receive them.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop

from hafawa.channels.importers.mapping import Wishes
from hafawa.channels.importers.orders import FIELDS, Orders

_COLUMNS = {
    "ref": "Name",
    "date": "Created at",
    "amount": "Total",
    "currency": "Currency",
    "email": "Email",
    "phone": "Phone|Billing Phone|Shipping Phone",
    "name": "Billing Name|Shipping Name",
    "status": "Financial Status",
    "item": "Lineitem name",
    "quantity": "Lineitem quantity",
    "unit_price": "Lineitem price",
    "cancelled_at": "Cancelled at",
    "paid_at": "Paid at",
    "refunded": "Refunded Amount",
}
WISHES = Wishes(
    "shopify", FIELDS, words=_COLUMNS, fixed={"dates": "ymd", "decimal": ".", "amounts": "order"}, asks_currency=True
)
IMPORTER = Orders(
    "shopify",
    gettext_noop("Shopify: orders export"),
    WISHES,
    signature=(("Name", "Email", "Financial Status", "Created at", "Lineitem quantity", "Lineitem name"),),
    system="shopify",
)
