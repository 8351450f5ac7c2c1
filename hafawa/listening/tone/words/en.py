"""Which English words in a draft blame, dismiss, chill, apologise, own, offer? See `lexicon` for the notation.

What blames speaks of "you" as the one who did wrong; "you should get a text by now" does not, so only verbs of having
done or left undone stand here.
"""

from __future__ import annotations

_DONE = (
    "checked|read|told|said|asked|known|measured|mentioned|written|called|given|looked|ordered|noticed|warned|"
    "informed|thought|tried|followed|filled|entered|chosen|kept|brought|bought|come|done|contacted|let|realised|"
    "realized|understood|listened|seen|paid|confirmed|specified|packed"
)
_WRONG = "wrong|incorrect|incorrectly|wrongly|invalid|mistaken"
_REPAIRS = (
    "sent|refunded|changed|moved|booked|cancelled|canceled|replaced|fixed|mended|repaired|put|taken|took|credited|"
    "returned|paid|set|corrected|spoken|talked|asked|told|rung|called|checked|found|opened|made|added|removed|"
    "reserved|packed|printed|extended|written|posted|ordered|reached|attached|paused|updated|swapped|gave|given"
)

WORDS: dict[str, str] = {
    "blame": f"""
        when you don't|didn't|do|did ~ read|listen|check|follow|pay|look, you never|didn't|haven't ~ mentioned|told|
        said| mention|tell|say|informed|inform|asked|ask, on you not, that's|this is|it's on you, had you ~ {_DONE}|
        booked| written, if you|you'd ~ booked ~ earlier|sooner, you missed ~ appointment|deadline|slot|call|date|
        delivery, you ~ ordered|booked|bought|chose|picked|wrote|used|pressed|selected|entered|gave ~ {_WRONG}, you
        gave us ~ {_WRONG}, next time ~ read|check|make|please|be|order|tell|ask|book, you're|you are ~ to blame|
        responsible|at fault, you ~ ignored|overlooked|misread|misunderstood|mistyped|misused, you weren't|were not|
        wasn't ~ home|there|careful| available|paying, you used it|them wrong|wrongly|incorrectly, user error, misuse,
        your responsibility, you have|had only to, you left it|them too late, you waited too long, you were too late,
        not read|follow ~ instructions|label, what did you expect, you chose to, your own choice|doing|decision,
        you're|you are the one who, you wouldn't ~ if, you should have|have've ~ {_DONE}, you should've {_DONE}, you
        ought to have, you could have ~ {_DONE}|avoided, you were supposed to, you needed to have, you had to ~
        before, if you had|hadn't {_DONE}, if you had ~ {_DONE}, if you'd {_DONE}, if only you, had you {_DONE}, you
        failed to, you neglected to, you didn't bother, you obviously|clearly|apparently|evidently didn't|did|don't|
        do|haven't|have|ignored|missed|misread|were|are, you did not read|follow|check|listen|provide|give|mention,
        you didn't read|follow|check|listen|provide, you entered|gave|wrote|typed|chose|filled|put|selected|provided ~
        {_WRONG}, you forgot to, you must have dropped| broken|damaged|lost|misread|missed|used|spilled|washed, your
        own fault, it's|is|was your fault, all your fault, because of your mistake|error|fault|negligence|
        carelessness, due to your mistake|error|fault| negligence, your mistake, your own mistake, your carelessness,
        your negligence, you are to blame, you have yourself to, only yourself to blame, it|this|that was|is your
        responsibility to, your responsibility to check, caused by you, did you even, why didn't|did you|not ~ tell|
        say|ask|check|read|mention|call|write, didn't you read|see|check, if you actually, you broke it, through your
        own""",
    "not_blame": """
        if you hadn't written|told|said|called|noticed, thank*, thanks, glad, you did everything right, you weren't
        told, on you tomorrow|today, good on you, you should have been, you didn't do anything, not your fault, no
        fault of yours, wasn't|isn't your fault, not your mistake, wasn't|isn't your mistake, not because of""",
    "dismissal": """
        your problem, your own problem, not ours, been over|through this, already explained|answered|told|said|stated|
        covered ~ this|that|you|why|it|how, already|repeatedly explained, company|our|shop|store|standard policy .,
        it's|its|is ~ company|our|shop|store policy, against policy, policy is clear, those|these are ~ rules|terms|
        conditions, the rules say, can't|cannot|couldn't help you|with|further, unable to help, not able to help,
        can't| cannot ~ do anything|more, nothing else ~ do, out of our|my hands, beyond our|my control, don't ~
        shout|yell|raise|whine|exaggerate|overreact, stop shouting|yelling|whining|complaining, do not shout|yell|
        raise, first|only one|person|customer| time ~ complain|complained|complaining| mention, drama, make a fuss,
        such a fuss, refer to our|the|your ~ faq|website|terms|policy|page|manual, see our website|terms|policy, check
        our|the website|site|faq, refrain from, stop contacting|writing|calling, not contact us again, don't contact
        us, just have to wait|accept|live| deal, just|only be patient, have to|must ~ wait ~ turn|like, like everyone
        else, like everybody else, you can't|cannot ~ expect us|everything, you expect too much, we can't| cannot
        please|win, happens ~ all the time, these things happen, get ~ over, move on ., not our decision|policy|
        business, don't take it, take it personally, other customers ~ wait|manage|never|didn't, everyone else ~
        happy|fine|satisfied, so what, whatever ~ like|want|say, that's ~ way it is, that is ~ way it is, there's|
        there ~ nothing ~ can do, no exceptions, can't ~ make an exception, our ~ hands are tied, calm it, read it
        again, as you should know, as you know full, clearly you, do what you want, do as you like, feel free to ~
        complain|sue, simply| just not possible ., non negotiable, final decision, decision is final, case closed, big
        deal, calm down, please relax, just relax, chill out, take it easy, as i|we already, as i|we have already, as
        already said| stated|mentioned|explained|told, as i|we said, as i|we told you, as i've|we've said|told|
        already|explained| mentioned, as mentioned|stated|explained|said|discussed above|before|earlier|previously|
        already|several|many, as previously mentioned|stated|explained|said|advised, as per my|our last|previous|
        earlier, i|we have|already told|explained you ~ before|this|already|times, we|i told you ~ before|already|it|
        that|this|to, we|i already told| said|explained|answered, how many|often times must|do|have|should, like i
        said, unfortunately ~ policy| policies| rules, per our|company policy, against our|company policy, policy does
        not|doesn't allow|permit, rules are rules, policy is policy, policies are policies, nothing i|we can do,
        nothing ~ i|we can do, nothing more i|we can, nobody else ~ complained|complains|problem|issue|problems, no
        one else ~ complained|complains| problem|issue, never had ~ complaint|complaints before, other customers are|
        have ~ happy|no, only one who| complaining, not my|our problem, not my|our department, not my|our job, not my|
        our concern, not my|our business, not my|our responsibility, not my|our fault, you are|you're overreacting,
        you are|you're exaggerating, you are|you're being unreasonable|dramatic|ridiculous|difficult|emotional|rude,
        no need to be| get upset|angry| rude|dramatic|emotional, don't be so, whatever ., it is what it is, that's|
        that is life, that's|that is just how, just how it is, take it or leave it, deal with it, get over it, not a
        big deal, no big deal, what do you want| expect me|us, system does|will not|n't allow|let, system doesn't|
        won't| wont allow|let, customer is always right, only a ~ cake|scratch|dress|kettle|shirt, calm yourself, keep
        your voice, watch your tone, mind your tone, the terms you agreed, terms you accepted, read our terms, it's|it
        is on|in the|our website already, find someone| somewhere else, go elsewhere, shop elsewhere, we don't care, i
        don't care, if you don't like it, end of story, end of discussion, not interested in, stop complaining|
        whining| writing|bothering|asking, can't please everyone, with all due respect, pls|please see faq, see the
        faq, that's|thats all i can, everyone else manages, everybody else manages, we are busy too, you are not the
        only, you're not the only, wait like everyone|everybody""",
    "officialese": """
        has been noted, been noted, will be dealt, be dealt with, due time, to inform you that|about, is to inform,
        reference is made, been declined|denied|rejected, was|were declined|denied|rejected, your recent inquiry|
        enquiry|request| correspondence, further to your, please note that, kindly note, note that ~ request|case|
        order, the above, herewith, enclosed please find, please find attached, we remain, at your disposal, under
        review, being reviewed|processed| investigated, internal|responsible team|department|unit, concerned
        department|team, your concern has been, duly, your message has been received, for quality purposes, regret
        any, case number, reference number is, be informed, we wish to inform, we would like to inform,
        non refundable as, in line with ~ policy|terms, terms and conditions clause, subject to ~ review|approval,
        escalated to, dear ~ customer|client|sir|madam|guest|user|patron|consumer, dear valued, to whom it may,
        hereby, please be advised|informed, kindly be advised|informed, we regret to inform|advise, i regret to
        inform|advise, your request|application|complaint|claim|inquiry|enquiry|case|ticket|query has been ~ rejected|
        registered| processed|received|forwarded|logged|closed|denied|escalated|declined|submitted, your request|
        application| complaint|claim|inquiry|case|ticket is being processed|handled|reviewed, ticket|case closed,
        ticket|case| request|complaint has been closed, relevant|appropriate|competent department, in accordance with,
        pursuant to, aforementioned, above mentioned, as per clause, clause number, with reference to your, in
        reference to your, with regard to your ~ complaint|request|inquiry, rest assured that, do not reply to, this
        matter is|has been| being ~ handled|forwarded|escalated|reviewed, for your perusal, the undersigned, we
        acknowledge receipt, your patience is appreciated, your cooperation is appreciated, internal procedures,
        standard procedure, standard operating""",
    "hollow": """
        sorry ~ you see it|this|things, sorry if there|we|i|this|that|it|my|our|anything|something, sorry ~ any|
        distress you may|might, for any ~ you may|might, sorry|regret ~ meet your|expectations, sorry|regret ~ fell
        short, apologise| apologize|apologies ~ if|you feel|may have|any, sorry ~ may have|might have, sorry ~ you're
        not|you aren't|you're having|upset, sorry ~ misunderstanding, sorry ~ hear you|that you ~ feel|unhappy|
        unsatisfied|disappointed| dissatisfied, sorry ~ your perception, sorry ~ took|interpreted, regret ~ your ~
        experience|disappointment, not meet your expectations, below your expectations, sorry ~ you feel|felt|think|
        thought ~ way|that|like|so, sorry ~ feel that way, sorry if you, sorry if ~ upset| offended|hurt|offence|
        offense|caused|felt|feel, apologise|apologize|apologies if, sorry ~ you ~ not satisfied| happy, sorry ~ you
        are|were|feel disappointed|upset|unhappy|dissatisfied, sorry ~ you're disappointed|upset| unhappy|
        dissatisfied, sorry ~ you ~ weren't|aren't ~ satisfied|happy, regret ~ you feel|felt, sorry ~ you took it,
        sorry ~ expectations, regret ~ impression, sorry for how you feel""",
    "vague": """
        any inconvenience, inconvenience ~ caused, inconveniences caused, for the inconvenience, the inconvenience .,
        for any trouble, confusion caused, for this experience, about your experience, for your experience, your
        experience with, for what happened, for the situation""",
    "apology": """
        sorry, apologise|apologize|apologises|apologizes|apologies|apology|apologising|apologizing, forgive us|me,
        we|i regret, pardon""",
    "no_apology": "sorry to see you, no need to be|say sorry, don't be sorry, better safe than sorry, not sorry",
    "again": """
        again ~ sorry|apologies|apologise|apologize, sorry ~ again, sorry once more, once more ~ sorry|apologies|
        apologise|apologize, once again ~ sorry|apologies|apologise|apologize, apologise|apologize again,
        apologies again, further apologies""",
    "pledge": """
        never|not|doesn't|won't ~ happens|happen|occur|occurs ~ again, make sure ~ never|doesn't|won't|not, committed
        to ~ providing|excellent|quality|service|best|improving|excellence, taken|taking|take on board, serve you
        better, better ~ future|next time, do|try our|my|very best, work|working hard|harder to|on, excellent ~
        service, quality service, highest quality, exceed your, we value|appreciate your ~ feedback|opinion|comments|
        input|business|loyalty, feedback ~ noted|shared|passed|appreciated|helps, strive to, always|constantly|
        continuously looking|trying|striving|improving, look into ways, raise our standards, step up, up our game, use
        ~ opportunity ~ improve, learning experience, take your ~ seriously, customer satisfaction, will|strive|try|
        promise|aim|hope|work|working|continue|strives|endeavour|endeavor to|hard ~ do|be better, we|we'll|i'll|i will
        ~ do better, will ~ do better, will ~ improve, strive|striving|try|trying|working|work| aim|committed|
        constantly|continuously to|on ~ improve|improving, strive for, continue improving, won't|not|never ~ happen
        again, doesn't|don't ~ happen again, will not ~ repeated, never be repeated, take|takes this|it|your|these|all
        ~ seriously, taken|take ~ on board, learn|learned|learnt from this|it|our, feedback|opinion|comments|
        satisfaction is|are ~ important|valuable|valued|priority, value your ~ opinion| feedback|comments|
        satisfaction, room for improvement, your satisfaction is, best ~ service, highest ~ standards""",
    "change": """
        from now on, from today, as of today, since yesterday, now two of us, we have|we've changed|added|stopped|
        hired| moved|put, so that it|this|that, is|are off the shelf|shelves|counter, now checks|check|goes|go,
        starting today""",
    "ours": """
        our|my mistake|fault|error|doing|slip|oversight, on us|me, we|i forgot|missed|mixed|misread|sent|packed|
        charged| lost|broke|overlooked|failed|should|didn't|hadn't|kept|left|let|got|gave|were|was|booked|put|
        mislabelled, that was us, we|i had|have|'ve not, because we|i, late|wrong|cold|broken|missing|delay|wait|
        waiting|mix, mixed up""",
    "done": f"""
        i've|we've|i|we ~ {_REPAIRS}, have|has|is|are|was|were been|already|now ~ {_REPAIRS},
        is|are|was|were {_REPAIRS}, back on your, on its|the way, on today's, is|are ready, off your bill|account,
        no charge|fee, free of charge, on the house, goes back, going back, back to your""",
    "offer": """
        would you, shall i|we, may i|we, can i|we, could you, could i|we, which ~ would|suits|prefer|one, please ~
        send| tell|call|ring|write|let|come|bring|reply|give|share|choose|keep, let me know, let us know, you can, you
        may, you could, just say|tell|write|reply|bring|come, ring|call|tell|ask|send|bring us|me|for, feel free,
        voucher| refund|replacement|discount|credit|gift, full refund, money back, either, keep it, no need to,
        needn't, here is|are|you, here's, if you|you'd like, we|i can ~ offer| send|give|mend|repair|bring|come|
        refund|replace|swap""",
    "instant": """
        let me, one moment, just a moment, a moment, a minute, a second, right now, right away, straight away, now,
        immediately, at once, i'm checking, back in""",
    "dated": """
        this afternoon|evening|morning|week|weekend, the weekend, half hour|an hour, before ~ easter|christmas|the,
        in a sec|bit|tick, on the""",
    "soon": """
        soon, shortly, as soon as possible, asap, in due course, at the earliest, when possible, one of these days,
        at some point, in the near future, as quickly as""",
    "answer": """
        yes, no, yep, yeah, nope, sure, of course, certainly, absolutely, indeed, because, don't know, do not know,
        not sure, i'm afraid, only, both, none, neither, free, in stock, sold out, available""",
    "warm": """
        thank*, thanks, congratulations, congrats, happy birthday, glad, lovely, delighted, wonderful, welcome, enjoy,
        love, loved, well done, hooray, yay, pleasure, made my|our, so kind, happy, great, brilliant, haha, see you,
        warm*, kind|best regards|wishes, take care, bless, hugs, cheers, hope you, smile*, touched""",
    "greeting": "hi, hello, hey, dear, good morning|afternoon|evening|day, hiya, greetings, morning",
    "small": """
        i understand, we understand, hear you, frustrating, upsetting, upset, frustration, thank, thanks, attention,
        appreciate, regards, sincerely, hello, hi, dear""",
}


def forms(word: str) -> tuple[str, ...]:
    """The shapes under which an English word is looked up."""
    return (word,)
