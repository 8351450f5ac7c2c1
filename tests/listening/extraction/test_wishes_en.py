"""English wishes: are demands, ideas and what puts right told apart, and mere requests left alone?"""

from __future__ import annotations

import pytest

from hafawa.listening import extraction

KINDS = ("demand", "suggestion", "fix")


def _kinds(text: str) -> set[str]:
    return {f.what for f in extraction.find(text, language="en") if f.what in KINDS}


@pytest.mark.parametrize(
    "text",
    [
        "The staff should wear name badges.",
        "There should be a ramp at the back entrance.",
        "If only the app remembered my address!",
        "The subscription page needs a pause button.",
        "Bring the scales back to the fruit aisle!",
        "Allow us to choose the delivery hour.",
        "You ought to warn people that the ferry doesn't run.",
        "Prices belong on the shelf.",
    ],
)
def test_what_ought_to_be_is_a_demand_and_an_idea(text: str) -> None:
    assert _kinds(text) == {"demand", "suggestion"}


@pytest.mark.parametrize(
    "text",
    [
        "Nobody should have to give a date of birth to buy a hose.",
        "Why must I print a label?",
        "why isn't there a vegetarian option on the lunch card",
        "Get it repaired.",
        "Someone really needs to look at the showers.",
    ],
)
def test_what_only_demands_offers_no_idea(text: str) -> None:
    assert _kinds(text) == {"demand"}


@pytest.mark.parametrize(
    "text",
    [
        "Suggestion for the checkout: no hurry as a choice.",
        "My only wish: somewhere to hang a coat.",
        "Have you ever thought of selling the marinade by the bottle?",
        "If I were you I'd move the sample table.",
        "a bell for the quiet till please",
        "Wish it could export to a spreadsheet.",
        "Would it be possible to list the allergens?",
    ],
)
def test_an_idea_is_found_where_it_is_told(text: str) -> None:
    assert _kinds(text) == {"suggestion"}


@pytest.mark.parametrize(
    "text",
    [
        "Just take it back, I'm tired of this vacuum.",
        "A proper apology wouldn't hurt.",
        "Come back and clear it up.",
        "A new zip is all I'm asking for.",
        "I want my deposit back.",
        "I got the 40 cm hoop. Swap please.",
        "Moving us to another room tonight would settle it.",
        "The strings broke. Would you restring it for free?",
        "Reissue it with the name below.",
    ],
)
def test_what_puts_right_is_told_by_itself_or_beside_trouble(text: str) -> None:
    assert _kinds(text) == {"fix"}


@pytest.mark.parametrize(
    "text",
    [
        "You should see how the kids play with it!",
        "I wish you all a peaceful Easter.",
        "Wish you all the best.",
        "There should be a parcel for me at the desk.",
        "I'd like to book the tasting for six people.",
        "It would be lovely to see you at our opening.",
        "More of this please!!",
        "How about you, all well?",
        "A table for two on Friday please",
        "The app needs an account.",
        "Refund received, thank you.",
        "Could you send me the invoice again?",
        "Running 15 min late, please keep our table!!",
        "Let me know when the red kettles are back.",
        "She had no idea.",
        "The host suggested we wait.",
    ],
)
def test_requests_talk_and_thanks_are_none(text: str) -> None:
    assert not _kinds(text)
