"""How are Asterisk's call detail records read? As the log of any phone system, with the columns known.

What FreePBX, Issabel and others export is the same table with a header; cdr_csv's own Master.csv has none.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop

from hafawa.channels.importers.phone_log import CDR, PhoneLog

IMPORTER = PhoneLog("asterisk", gettext_noop("Asterisk: call detail records"), CDR, is_cdr=True)
