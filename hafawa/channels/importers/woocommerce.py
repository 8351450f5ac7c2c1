"""How is an orders export of WooCommerce read? By the column names of its two widely used exporters.

`order_number`, `order_date`, `order_total`, `billing_email`...: the import and export suite and Customer/Order/Coupon
Export; "Order Number", "Order Date", "Order Total Amount", "Email (Billing)"...: Advanced Order Export, which repeats
the order's cells in the row of each of its items. `customer_id` 0 is a guest. Amounts have a decimal point; the order
of day and month is whatever the shop chose, so it is told from the rows, or asked.
Source: WooCommerce documentation, "Import and Export of WooCommerce Orders".
"""

from __future__ import annotations

from django.utils.translation import gettext_noop

from hafawa.channels.importers.mapping import Wishes
from hafawa.channels.importers.orders import FIELDS, Orders

_COLUMNS = {
    "ref": "order_number|order_number_formatted|Order Number|order_id|Order ID",
    "date": "order_date|Order Date|date",
    "amount": "order_total|Order Total Amount|Order Total",
    "currency": "order_currency|Order Currency|currency",
    "email": "billing_email|Email (Billing)|customer_email",
    "phone": "billing_phone|Phone (Billing)",
    "customer_id": "customer_id|Customer User ID|Customer ID",
    "first_name": "billing_first_name|First Name (Billing)",
    "last_name": "billing_last_name|Last Name (Billing)",
    "status": "status|order_status|Order Status",
    "item": "Item Name|Product Name",
    "quantity": "Quantity (- Refund)|Quantity",
    "unit_price": "Item Cost",
    "paid_at": "paid_date|date_paid|Paid Date",
    "refunded": "refunded_total|Order Refund Amount",
}
WISHES = Wishes("woocommerce", FIELDS, words=_COLUMNS, fixed={"decimal": ".", "amounts": "order"}, asks_currency=True)
IMPORTER = Orders(
    "woocommerce",
    gettext_noop("WooCommerce: orders export"),
    WISHES,
    signature=(
        ("order_number", "order_total", "billing_email"),
        ("order_id", "order_total", "billing_email"),
        ("Order Number", "Order Status", "Order Date", "Email (Billing)"),
    ),
    system="woocommerce",
)
