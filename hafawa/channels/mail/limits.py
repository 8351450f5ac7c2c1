"""How large may a message and its pieces be before they are cut or refused? Pure.

What is cut is noted on the message; what is refused becomes a rejected row. The caps are far above what people send
(header blocks of real mail stay under 100 KB) and low enough that the worst message costs well under a second.
"""

from __future__ import annotations

MESSAGE_BYTES = 100 * 1024 * 1024
HEADER_BLOCK_BYTES = 4 * 1024 * 1024
HEADER_COUNT = 2_000
HEADER_VALUE_BYTES = 64 * 1024
SUBJECT_CHARACTERS = 500
NAME_CHARACTERS = 300
RECIPIENTS = 200
REFERENCES = 100
MESSAGE_ID_CHARACTERS = 250
PARTS = 300
NESTING = 30
PARAMETERS = 50
TEXT_BYTES = 1024 * 1024
HTML_NESTING = 500
HTML_ENTITIES = 20_000  # nh3 0.3 needs time in the square of these
ATTACHMENTS = 100
KEPT_CHARACTERS = 100_000
QUOTED_CHARACTERS = 20_000
