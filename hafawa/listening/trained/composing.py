"""How do chances become what the product acts on? Pure.

A chance at or above its cut (a head's, for the language) makes a claim true. Cuts were chosen on held-out messages: a
false complaint or false anger costs a shop more than one found a message later, a message left unanswered costs most.
"""

from __future__ import annotations

from collections.abc import Mapping

from hafawa.listening.reading import ANGRY_FROM, BAD_KINDS, EMOTIONS, KINDS, Reading
from hafawa.listening.rules import Seen

LEANS = 0.5  # of a cut, where the lists make the claim too
SCORN = 0.8  # chance of irony where the lists know the phrase
SHORT = 8  # words
TOLD = 0.3  # a chance from which an emotion or kind is written down
SURE = 0.65  # of positive, negative and neutral, the likeliest; below it the feeling was not read: unknown is never bad
BORNE_OUT = 0.45  # the same where a claim says so too: a complaint is unhappy, praise and thanks are pleased

Chances = Mapping[str, float]


def compose(seen: Seen, ruled: Reading, chances: Chances, cuts: Chances) -> Reading:
    """The reading of a message of which the lists saw `seen` and concluded `ruled`, and the heads gave `chances`."""

    def holds(*heads: str, listed: bool) -> bool:
        """Where the lists say the same, half the cut is enough."""
        return any(chances[head] >= cuts[head] * (LEANS if listed else 1.0) for head in heads)

    if ruled.is_automatic or holds("auto", listed=False):
        return _automatic(seen, chances, cuts)
    closes, scorns, denies = seen.only_closes, seen.has("scorn") and ruled.is_complaint, _denies(seen)
    is_complaint = scorns or (not closes and not denies and holds("complaint", listed=ruled.is_complaint))
    is_question = not closes and holds("question", listed=ruled.is_question)
    is_status = not closes and holds("status", listed=ruled.is_order_status)
    is_request = not closes and holds("request", "cancel", "refund", listed=ruled.is_request)
    asks = is_complaint or is_question or is_status or is_request
    three = _three(chances)
    is_thanks = holds("thanks", listed=ruled.is_thanks) and not scorns
    is_praise = not closes and holds("praise", "staffpraise", listed=ruled.is_praise) and not scorns
    borne_out = {"cold": is_complaint, "warm": (is_praise or is_thanks) and not is_complaint}
    return Reading(
        language=seen.language,
        feeling=_feeling(three, ruled, borne_out, is_settled=scorns or denies),
        anger=_anger(chances["angry"], cuts["angry"], ruled, is_borne_out=scorns or is_complaint),
        is_thanks=is_thanks,
        is_praise=is_praise,
        is_complaint=is_complaint,
        is_question=is_question,
        is_order_status=is_status,
        is_request=is_request,
        needs_answer=not closes and (asks or holds("answer", listed=ruled.needs_answer)),
        bad_kind=next((kind for kind in BAD_KINDS if seen.has(kind)), "") if is_complaint else "",
        emotions=_told(chances, EMOTIONS),
        intensity=round((chances["annoyed"] + chances["angry"] + chances["furious"]) / 3, 3),
        urgency=round(chances["urgent"], 3),
        irony=round(max(chances["ironic"], SCORN if scorns else 0.0), 3),
        kinds=_told(chances, KINDS),
        evidence=ruled.evidence,
        confidence=round(max(three.values()), 3),
        chances=chances,
        cuts=cuts,
    )


def _denies(seen: Seen) -> bool:
    """A short message whose bad words are all denied ("no problem at all", "not late"): the heads see the words."""
    named = seen.has("bad", "awful", "complaint", *BAD_KINDS)
    return seen.words_seen <= SHORT and named and bool(seen.weights) and min(seen.weights) > 0


def _feeling(
    three: Mapping[str, float], ruled: Reading, borne_out: Mapping[str, bool], *, is_settled: bool
) -> float | None:
    """What the heads say, unless a list settles it: scorn and denial turn words round, which heads do not see."""
    if is_settled:
        return ruled.feeling
    likeliest = max(three, key=lambda name: three[name])
    enough = BORNE_OUT if borne_out.get(likeliest) else SURE
    return round(three["warm"] - three["cold"], 3) if three[likeliest] >= enough else None


def _anger(chance: float, cut: float, ruled: Reading, *, is_borne_out: bool) -> float:
    """From one half, anger. Who says that they are angry, and complains, is; listed words alone need half the cut."""
    bent = _step(chance, cut)
    is_listed = ruled.anger >= ANGRY_FROM and (is_borne_out or chance >= LEANS * cut)
    return max(bent, ruled.anger) if is_listed else bent


def _automatic(seen: Seen, chances: Chances, cuts: Chances) -> Reading:
    words = tuple(("automatic", found) for found in dict.fromkeys(seen.words.get("automatic", ())))
    kinds = {**_told(chances, KINDS), "auto": max(0.9, round(chances["auto"], 3))}
    return Reading(
        language=seen.language,
        feeling=0.0,
        is_automatic=True,
        kinds=kinds,
        evidence=words[:12],
        confidence=0.9,
        chances=chances,
        cuts=cuts,
    )


def _three(chances: Chances) -> dict[str, float]:
    feels = 1.0 - chances["neutral"]
    return {
        "warm": feels * chances["positive"],
        "cold": feels * (1.0 - chances["positive"]),
        "neutral": chances["neutral"],
    }


def _step(chance: float, cut: float) -> float:
    """`chance` bent so that `cut` becomes a half: what is shown as anger is anger from one half, in every language."""
    return round(0.5 * chance / cut if chance < cut else 0.5 + 0.5 * (chance - cut) / max(1e-6, 1.0 - cut), 3)


def _told(chances: Chances, names: tuple[str, ...]) -> dict[str, float]:
    return {name: round(chances[name], 3) for name in names if chances[name] >= TOLD}
