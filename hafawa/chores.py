"""What is done again and again beside the stages of the flow: each chore, how often, and whether there is any need?

What a chore needs is imported late, so that a process that only asks whether one is due stays small.
"""

from __future__ import annotations

import logging

from hafawa import flow
from hafawa.kernel import clock
from hafawa.people import likely
from hafawa.tasks.schedules import every

SOON_SECONDS = 5
SEND_SECONDS = 1
GATHER_SECONDS = 2  # somebody who writes is in the inbox before the words are read
DOOR_SECONDS = 2  # mail that was acknowledged: it waits for nobody else
ASK_SECONDS = 60
SWEEP_SECONDS = 3600
_log = logging.getLogger(__name__)


def register() -> None:
    """Tell the scheduler of this process of them."""
    every("people.alike", "hafawa.chores.alike_now", seconds=SOON_SECONDS, key="alike", only_if=likely.is_due)
    every("search", "hafawa.chores.index_now", seconds=SOON_SECONDS, only_if=is_index_behind)
    every("conversations", "hafawa.chores.gather_now", seconds=GATHER_SECONDS, only_if=is_gathering_due)
    every("mail", "hafawa.chores.fetch_mail_now", seconds=SOON_SECONDS, key="mail", only_if=is_mail_due)
    every("automatic", "hafawa.chores.answer_now", seconds=GATHER_SECONDS, only_if=is_rule_due)
    every("outbox", "hafawa.chores.send_mail_now", seconds=SEND_SECONDS, key="outbox", only_if=is_mail_to_send)
    every(
        "mail.doors", "hafawa.chores.gather_mail_now", seconds=DOOR_SECONDS, key="mail.doors", only_if=is_mail_at_doors
    )
    every("surveys", "hafawa.chores.ask_now", seconds=ASK_SECONDS, key="surveys", only_if=is_somebody_asked)
    every("attached.sweep", "hafawa.chores.sweep_attached_now", seconds=SWEEP_SECONDS, only_if=are_files_attached)
    every("mail.sweep", "hafawa.chores.sweep_mail_now", seconds=SWEEP_SECONDS, only_if=are_doors_there)
    every("listening.learn", "hafawa.listening.tasks.learn", seconds=SOON_SECONDS, only_if=is_learning_due)
    every("listening.reread", "hafawa.listening.tasks.reread", seconds=SOON_SECONDS, only_if=is_reading_behind)
    every("listening.words", "hafawa.listening.tasks.count_words", seconds=SOON_SECONDS, only_if=is_counting_due)


def alike_now() -> None:
    """The task: who is like whom, for some of those who came or changed; it comes again while there are more."""
    likely.refresh(now=clock.now())


def index_now() -> None:
    """The task: names, keys and details that changed, and whatever came, can be found."""
    from hafawa.search import indexing

    indexing.index(now=clock.now())


def gather_now() -> None:
    """The task: what was said stands in the inbox, in its conversation."""
    from hafawa.conversations import gather

    gather.read_on(now=clock.now())


def is_gathering_due() -> bool:
    """Whether something was said that is in no conversation yet; an import under way brings it along at its end."""
    from hafawa.conversations import gather

    return gather.is_behind() and not flow.is_importing()


def answer_now() -> None:
    """The task: what a rule may answer is answered."""
    from hafawa.conversations.automatic import acting

    acting.run(now=clock.now())


def is_rule_due() -> bool:
    """Whether a rule is on and something was read since."""
    from hafawa.conversations.automatic import acting

    return acting.is_due()


def fetch_mail_now() -> None:
    """The task: what is new in the mailboxes comes in; one that cannot be read does not keep the others waiting."""
    from hafawa.channels.mailbox import connecting, fetching

    for mailbox in fetching.due(now=clock.now()):
        try:
            fetching.look(mailbox, bring_in=flow.bring_in, now=clock.now())
        except connecting.Trouble as trouble:  # noted with the mailbox, told on its page
            _log.warning("a mailbox could not be read", extra={"mailbox": mailbox.pk, "trouble": trouble.key})


def send_mail_now() -> None:
    """The task: what is due in the outbox goes out, and what servers report of it is read."""
    from hafawa.channels.outbox import actions

    actions.send_due(clock.now())


def is_mail_to_send() -> bool:
    """Whether the outbox has anything to do."""
    from hafawa.channels.outbox import sending

    return sending.is_due(now=clock.now())


def gather_mail_now() -> None:
    """The task: what came through the doors for mail and was acknowledged is brought in."""
    from hafawa.channels.mail_doors import gathering

    gathering.gather(bring_in=flow.bring_in, now=clock.now())


def sweep_mail_now() -> None:
    """The task: what came through the doors for mail and became imports hours ago is let go of."""
    from hafawa.channels.mail_doors import keeping

    keeping.sweep(now=clock.now())


def sweep_attached_now() -> None:
    """The task: files that went along with an answer a day ago, and what no draft names, are let go of."""
    from hafawa.conversations.composing import attaching

    attaching.sweep(now=clock.now())


def ask_now() -> None:
    """The task: whom the shop asks, some hours after their conversation was closed, whether it felt personal."""
    from hafawa.conversations import after_closing
    from hafawa.surveys import by_itself

    now = clock.now()
    if (span := by_itself.span(now=now)) is not None:
        after, until = span
        for ref, person, letter in after_closing.closed_by_mail(after=after, until=until):
            by_itself.ask(ref, person, letter, now=now)
        by_itself.looked(until)


def is_somebody_asked() -> bool:
    """Whether the shop asks by itself at all."""
    from hafawa.surveys import by_itself

    return by_itself.is_on()


def are_files_attached() -> bool:
    """Whether a file ever lay beside an answer."""
    from hafawa.conversations.composing import attaching

    return attaching.is_anything_there()


def are_doors_there() -> bool:
    """Whether mail ever came by another way than a mailbox."""
    from hafawa.channels.models import MailDoor

    return MailDoor.objects.exists()


def is_mail_at_doors() -> bool:
    """Whether something came through the doors for mail."""
    from hafawa.channels.mail_doors import gathering

    return gathering.is_waiting()


def is_mail_due() -> bool:
    """Whether a mailbox is to be looked at."""
    from hafawa.channels.mailbox import fetching

    return bool(fetching.due(now=clock.now()))


def is_index_behind() -> bool:
    """Whether the search lags behind; an import under way brings it along at its end."""
    from hafawa.search import indexing

    return indexing.is_behind() and not flow.is_importing()


def is_learning_due() -> bool:
    """Whether corrections came that nothing was learned from yet."""
    from hafawa.listening import tasks

    return tasks.is_learning_due()


def is_reading_behind() -> bool:
    """Whether another reader read what is there, in quiet time: no import runs, and the stages have nothing to do."""
    from hafawa.listening import rereading

    return rereading.is_due() and not flow.is_importing() and not flow.is_behind()


def is_counting_due() -> bool:
    """Whether words are to be counted, in quiet time."""
    from hafawa.listening import tasks

    return tasks.is_counting_due() and not flow.is_importing() and not flow.is_behind()
