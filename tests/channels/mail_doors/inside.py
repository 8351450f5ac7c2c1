"""What only the product itself can do: say who we are, open a door. Run as a program on a data folder; answers in JSON.

`python -m tests.channels.mail_doors.inside ADDRESS KIND=KEY ...`; the path of each door's address by its kind.
"""

from __future__ import annotations

import json
import sys


def main() -> None:
    import django

    django.setup()
    from hafawa.channels.mail_doors import opening
    from hafawa.channels.mailbox import keeping
    from hafawa.kernel import clock

    address, *wanted = sys.argv[1:]
    keeping.is_us(address)
    made = {}
    for one in wanted:
        kind, _, key = one.partition("=")
        door, secret = opening.open_(kind=kind, address=address, key=key, by=None, now=clock.now())
        made[kind] = f"/api/v1/mail-in/{door.name}/{secret}/"
    print(json.dumps(made))


if __name__ == "__main__":
    main()
