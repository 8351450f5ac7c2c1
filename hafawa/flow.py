"""In which order does what happened become whom to turn to? The stages; read this file first.

    door -> event -> understanding -> standing -> suggestion -> action -> outcome

Each stage reads on from its own cursor, may be run twice, and sets aside what it cannot read.
"""

from __future__ import annotations
