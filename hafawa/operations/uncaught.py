"""Where does a fault go that nobody catches: in a thread, in a finaliser, in the log's own machinery? Into the log.

Python would print it with its words, and the log's machinery the raw arguments of a line it could not write.
"""

from __future__ import annotations

import logging
import sys
import threading

logger = logging.getLogger(__name__)


def hear() -> None:
    """From now on, in this process."""
    logging.raiseExceptions = False
    threading.excepthook = _in_thread
    sys.unraisablehook = _unraisable


def _in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        logger.error("a thread ended by a fault", exc_info=args.exc_value)


def _unraisable(args: sys.UnraisableHookArgs) -> None:
    if args.exc_value is not None:
        logger.error("a fault was raised where nothing can catch it", exc_info=args.exc_value)
