"""Which English words carry thanks, praise, complaint, anger, questions and requests? See `lexicon` for the notation.

Our own list, written for what people write to shops; `feeling_words.en` adds feelings of every walk of life. Labels:
love, good, bad, awful are feelings (1, .6, -.6, -1); kinds of bad experience carry the key used in `analytics.strikes`.
"""

from __future__ import annotations

from hafawa.listening.feeling_words.en import FEELING

_BE = "is|are|was|were|be|been|being"
_THING = "order*|parcel*|package*|delivery|deliveries|shipment*|item*|stuff|goods|purchase*|courier|box|medicine|gift"
_NOT = (
    "not|never|n't|isn't|wasn't|aren't|hasn't|haven't|hadn't|didn't|doesn't|don't|won't|can't|cannot|cant|couldn't|dont"
)
_STAFF = (
    "staff|waiter|waitress|manager|agent|driver|courier|cashier|clerk|assistant|receptionist|guy|lady|girl|woman|man"
)
_MONEY = "money|refund|payment|cash|deposit"

WORDS: dict[str, str] = {
    "plain": """
        would like, i like to know, like to, kind of, sort of, better to, best regards, best wishes, kind regards,
        good morning, good evening, good afternoon, good day, nice day, good night, fast as, well as, as well""",
    "love": """
        love*, adore*, amazing*, awesome, excellent*, fantastic*, wonderful*, perfect, perfectly, perfection,
        superb*, outstanding*, brilliant*, fabulous*, gorgeous, stunning*, delicious*, exquisite, magnificent,
        phenomenal*, exceptional*, incredible, incredibly, marvelous, marvellous, flawless*, heavenly, divine,
        terrific, splendid, best ~ ever, the best, best coffee|food|service|shop|place|restaurant|hotel|quality|
        purchase|phone|product, five stars, 5 stars, 5/5, 10/10, blown away, made ~ day, can't fault, cannot
        fault, couldn't fault, to die for, second to none, top notch, first class, a gem, hidden gem, over the
        moon, exceeded ~ expectations, highly recommend*, couldn't be happier, could not be happier, could not ask
        for more, couldn't ask for more, above and beyond, no complaints, nothing to complain, works great, work
        great, works perfectly, game changer, mouthwatering, impeccable, unforgettable, must have, worth every
        penny, worth the money, thrilled, delighted, excellant, awsome, beautifully, beautiful, masterpiece, ❤, 😍,
        🥰, 💕, 💖, 🤩, 😘, 💯, ♥""",
    "good": """
        good, great*, nice*, lovely, friendly, helpful, kind, kindly ~ staff, kindness, polite, happy, glad,
        pleased, pleasant*, pleasure, enjoy*, comfortable, comfy, cosy, cozy, tasty, yummy, fresh, clean, quick,
        quickly, fast, prompt*, efficient*, reliable, recommend*, impressed, impressive, satisf*, fair prices,
        affordable, reasonable, reasonably, well made, well packed, well worth, good value, bargain, solid,
        sturdy, durable, sleek, elegant, cute, pretty, charming, attentive, welcoming, warm, caring, thoughtful,
        professional, knowledgeable, smooth, smoothly, easy, easily, convenient, on time, in time, works well,
        works fine, work well, fits well, fit well, fits perfectly, cool, fun, funny, interesting, fine, decent,
        favorite, favourite, generous, clear, crisp, thank god, better than, love it, like it, i like, really
        like, we like*, liked, i liked, wow, yay, bravo, congrat*, worked well, worked great, joy, excited,
        superior, handy, sharp, quality product, high quality, good quality, great quality, best, not bad, not too
        bad, not bad at all, can't go wrong, cannot go wrong, no problem*, no issue*, without any problem*,
        without a hitch, never fails, never failed, never let me|us|you down, don't hesitate, classic, touching,
        enjoyed, moving, talented, genius, : ), ; ), : d, 😊, 😀, 😃, 😄, 🙂, 👍, 👌, 🎉, 💐, 🌹, ⭐, 🙏, 😁, ☺""",
    "bad": """
        dent, dents, wobbl*, sputter*, leak*, chipped, chip, embarrass*, snapped, still poor, give up, i give up,
        done waiting, stuck, rusty, spilled, squeak*, smell*, too hot, too cold, no answer, nothing works, bad*,
        poor*, disappoint*, problem*, issue*, fault*, defect*, broken, broke, breaks, breaking, fail*, useless,
        worse, wrong, unhappy, unsatisf*, dissatisf*, sad, sadly, unfortunate*, annoy*, irritat*, slow, slowly,
        dirty, filthy, cold food, stale, bland, tasteless, overpriced, expensive, pricey, boring, bored, dull,
        noisy, loud, uncomfortable, unfriendly, unhelpful, unprofessional, careless, mediocre, average at best,
        nothing special, cheap, cheaply, flimsy, junk, crap*, sucks, suck, sucked, lacking, lacks, lack, lousy,
        mess, messy, missing, lost, late, delay*, damaged, scratched, cracked, torn, stained, faded, dead, stopped
        working, not work*, doesn't work, didn't work, don't work, won't work, does not work, did not work,
        complain*, complaint*, regret*, avoid, overcooked, undercooked, burnt, soggy, greasy, unclear, confus*,
        difficult, hard to, impossible, trouble, hassle, wait* ~ forever, waste, wasted, too small, too big, too
        loud, too expensive, too long, too short, upset, worried, concerned, hurt, unreliable, unusable, cheated,
        mistake*, error*, misleading, inaccurate, inferior, unacceptable, let down, let us down, let me down, not
        worth, not good, not great, not happy, not impressed, not satisfied, not recommend*, would not recommend,
        wouldn't recommend, don't recommend, could be better, expected better, expected more, deserve* better,
        return it, returned it, sent it back, drops, dropped calls, static, died, return* them, won't be back,
        will not be back, not be back, won't be coming back, not coming back, never come back, never coming back,
        not going back, won't return, will not return, go elsewhere, stay away, steer clear, predictable, lame,
        awkward, weak, unbelievable acting, plot holes, cliche*, pointless, silly, ugly, cheesy, don't buy, do not
        buy, don't waste, dont waste, not waste, lies, false, unimpressive, underwhelm*, meh, : (, ruin*, 👎, 😢, 😞,
        😔, 😟, 🙄, 😒, 🤦, 💔, 😕, ☹""",
    "awful": """
        awful*, terrible, terribly, horrible, horribly, horrid, horrendous, dreadful, appalling*, disgust*,
        atrocious, abysmal, worst*, hate*, hated, pathetic*, disgrace*, shameful, ashamed, shame on, rip off,
        ripoff, rip-off, scam*, fraud*, thieves, liar*, nightmare, garbage, trash*, rubbish, piece of junk, total
        waste, waste of money, waste of time, complete waste, humiliat*, insult*, outrag*, furious, angry, livid,
        ridiculous*, unbelievable, never again, never shop, never buy, never order, never use, never return,
        inedible, food poisoning, disaster, zero stars, 0 stars, one star, incompetent, joke, crappy, shit*,
        bullshit, wtf, sick of, fed up, 💩, 😡, 🤬, 😠, 😤, 🤮, 😭""",
    "negator": f"""
        {_NOT}, no, nor, neither, without, hardly, barely, nothing, nobody, none, ain't, wouldn't, shouldn't,
        weren't, far from, lack of""",
    "intensifier": "very, really, so, extremely, absolutely, totally, completely, incredibly, super, too, such, truly, "
    "highly, utterly, insanely, beyond, always, most",
    "dampener": "bit, slightly, somewhat, little, quite, fairly, rather, kind of, sort of, sometimes, almost",
    "contrast": "but, however, although, though, yet, unfortunately, except",
    "conditional": "if, in case, unless, whether, what if, would it, hope, hopefully, wish",
    "thanks": """
        thank|thanks|thx|tnx|thankyou|cheers|ty, many thanks, much appreciated, appreciate it, appreciate that,
        really appreciate, i appreciate, we appreciate, so grateful, very grateful, are|am|is grateful, grateful
        for, thankful, bless you, 🙏""",
    "full_thanks": """
        thanks|thank|cheers for, thank you ~ for, thank|thanks ~ so|very much, thank you all|nino|everyone, thank
        you and, thanks a million, thanks a bunch, many thanks, huge thanks, thanks again, big thanks, much
        appreciated, appreciate it, really appreciate, so|very|are|am grateful, thankful, i appreciate, thanks ~
        quick|fast|help*|lovely""",
    "scorn": """
        thanks|thank for nothing, thank you for nothing, thanks a lot for ruin*|wast*|break*|los*|noth*|ignor*,
        thanks for ruin*|wast*|los*|ignor*|noth*|break*|destroy*|not|making ~ wait, thanks to you ~ miss*|lost|
        ruin*, oh great, oh wonderful, oh perfect another, just great, well done ~ again, another broken, great
        job ~ ruin*|los*, what a joke, big thanks for nothing, congratulations on los*|ruin*|ignor*, nice way to ~
        treat, how wonderful another, thanks a bunch for nothing, slow clap, brilliant another""",
    "anger": """
        disgrac*, unacceptable, ridiculous, outrag*, furious, livid, angry, disgusted, disgusting, appalling,
        pathetic, shame on, should be ashamed, ashamed of your*, fed up, sick of, sick and tired, had enough,
        enough is enough, scam*, fraud*, thieves, liars, liar, crooks, rip off, ripoff, joke of a, what a joke,
        total joke, complete joke, are you kidding, you kidding me, never again, never shop, never ~ buy|order ~
        from|again|here, last time i, lawyer*, sue you, legal action, report you, consumer office|protection|
        rights, trading standards, small claims, police, how dare, wtf, bullshit, incompetent, worst ~ ever, hate
        you, unbelievable, third time, fourth time, fifth time, for the ~ time again, how many times, not a single
        word, nobody cares, you people never, rolled ~ eyes, insult*, 😡, 🤬, 😠, 😤, 🖕""",
    "complaint": f"""
        third|fourth|fifth|second|3rd|4th|10th time ~ i'm|i|that|writing|asking|calling|call*|contact*|this|we,
        won't be coming back, won't be back, never again, expected better, expected more, complain about, make a
        complaint, file a complaint, very disappointed, so disappointed, let me down, let us down, {_NOT} ~
        acceptable, unacceptable, nothing special, never shop, never buy, never order, lawyer, report you,
        consumer office, still {_NOT}, still no, what is going on, ruined our|my|the, overpriced, waste of money,
        waste of time, {_NOT} happy with, {_NOT} impressed, not good enough""",
    "question": """
        ?, do you have|sell|offer|ship|deliver|accept|take|make|know, wanted to know, want to know, wondering,
        wonder if|whether, would like to know, like to know, let me know if|when|whether|how|what, can i|we, could
        i|we, may i, is there, are there, are you open, how much|many|long|do|can|does|to, what time|is|are|size|
        colour|color, when do|is|are|will|can|does, where is|are|can|do, which, why is|are|do|does|did|was|were|
        has, who is|can|do, does it|this|the, any chance, is it possible, can you tell, could you tell, tell me
        when|where|how|what|why|if|which""",
    "wh": "how, what, when, where, which, why, who",
    "order_status": f"""
        track|tracking|trace my|the|an|our|{_THING}, status of|for ~ {_THING}, {_THING} ~ status, eta of|for|on,
        check|see|know ~ status ~ {_THING}, how soon ~ expect|arrive|get|receive, how long ~ arrive|expect, where|
        where's is|are|'s my|the|our {_THING}, where|where's my|our|the {_THING}, where ~ is|are ~ {_THING}, when
        ~ will|is|does ~ arriv*|come|coming|delivered|here|ship*|get, when ~ {_THING} ~ here|arriv*|come|ship*|
        get, when ~ my|our ~ {_THING}, when can i expect, has|have my|our|the {_THING} ~ ship*|sent|dispatch*|
        left|gone, is my|our|the {_THING} ~ coming|way|ship*|lost|sent|on, any update|updates|news ~ {_THING},
        update ~ on ~ {_THING}, track* ~ my ~ {_THING}, track* number|code|link|says|shows|info*, status of ~
        {_THING}, {_THING} status, know ~ if ~ {_THING} ~ ship*|sent|dispatch*|left, know when ~ {_THING},
        {_THING} ~ on its way, how long ~ {_THING} ~ take|arriv*, waiting for my {_THING}, nobody tells ~ where ~
        it, tell ~ where ~ it is, says delivered but""",
    "request": """
        need|want|wanna|require ~ help|assistance|support, help me, help with|to, can|could you help, assistance
        with|to|regarding, i|we|i'm|am have|got|try|trying|looking|wanna to|for ~ cancel|change|return|exchange|
        talk|speak|chat|contact|refund|update|edit|delete|remove|pay|order|buy|switch|download|get|file|lodge|
        report|recover|reset, file|lodge a|an complaint|claim|reclamation, reimburse me, contact|talk|speak|chat ~
        customer service|support|care, how do|to i cancel|return|change|delete|exchange, please cancel|change|
        send|exchange|refund|call|remove|book|replace|update|delete|add|stop|return|fix|resend|reply|answer|
        contact|help|confirm|let|give|check|email|reschedule|ship|unsubscribe, i'd like ~ a|my ~ refund|
        replacement|exchange, i'd|i would|we'd|we would like to change|cancel|return|book|order|exchange|
        reschedule|speak|talk|update|move|add|reserve, can|could|would|will you please, can|could|would you send|
        call|cancel|change|refund|replace|check|help|book|add|update|ship|email|resend|fix|also|give|exchange|
        remove|hold|arrange|forward, can|could someone|anyone ~ call|ring|help|contact|answer|look|check|reply|
        get, i|we want to return|cancel|change|exchange|speak|talk|book|order|reschedule, i|we|would want a|my
        refund|replacement|money, want my money, give ~ back, give me my, refund me, refund please, i|we need to
        return|cancel|change|exchange|reschedule|speak|talk|book|move|postpone|update, i|we need a refund|
        replacement|invoice, cancel my|the|our order|subscription|membership|booking|account|appointment, have to
        cancel, call me, ring me, phone me, write to me, get back to me, let me speak|talk, speak|talk to a|the|
        your manager|person|human|someone|supervisor|agent, want to speak|talk, give me a human|person|refund|
        call, unsubscribe, remove me, take me off, stop sending|emailing, send me a|the|my|another|new|it, send a
        replacement, replacement please, book ~ table|room|appointment, reserve a|me, change my|the|our address|
        order|booking|name|date|appointment|delivery, exchange it, replace it, requesting a, i request""",
    "human": """
        speak|talk to a|the|your person|human|manager|someone|supervisor|representative, real person, real human,
        a human, not|don't ~ talk|speak ~ bot|robot|machine, no bot, no robot""",
    "grief": """
        husband|wife|father|mother|dad|mum|mom|son|daughter|brother|sister|grandmother|grandfather|partner ~ died|
        passed|dead|death, passed away, funeral, in hospital, in the hospital, lost my job, lost ~ job, made
        redundant, cancer, miscarriage, i was fired, bereave*""",
    "closing": """
        ok, okay, got it, understood, noted, bye, goodbye, see you, talk soon, sounds good, have a good|nice|
        great, take care, perfect, alright, all good, will do, thanks, thank you, no worries, cheers, great""",
    "automatic": """
        out of office, out of the office, automatic reply, automatic response, auto reply, auto-reply, autoreply,
        automated message|reply|response|email, this is an automatic|automated, do not reply to this, currently
        away, delivery status notification, undeliverable, mail delivery failed, mailer-daemon, on annual leave,
        on maternity leave""",
    "refund_delayed": f"""
        still ~ waiting|wait ~ refund|money, still no refund, still {_NOT} ~ refund*, refund* ~ {_NOT} ~ come|
        came|received|arrived|processed|appeared|through, {_NOT} ~ received|gotten|got|seen|had ~ refund|money,
        where is|'s my refund|money, where's my refund|money, waiting ~ for ~ refund|money|credit, no refund ~
        yet, refund is taking, refund ~ delayed, been ~ refund ~ still, returned ~ weeks|days|month ago ~ no|
        nothing, refuse* to refund, refused ~ refund, won't ~ refund""",
    "overcharged": f"""
        charged ~ twice|double|extra|more|again|wrong|too|incorrect*, double charged, overcharg*, over charged,
        billed ~ twice|double|more|wrong|for, charged ~ for ~ something|things|items ~ {_NOT}, took ~ money ~
        twice|two, took ~ card ~ twice|two times, wrong amount, hidden fee*|charge*|cost*, extra charge*, two
        charges, higher than ~ price|advertised, price ~ different ~ till|checkout, paid twice, debited twice, why
        was i billed|charged""",
    "missed_discount": f"""
        discount|coupon|voucher|promo|promotion|code|offer ~ {_NOT} ~ work*|appl*|accept*|honour*|honor*|given|go|
        taken|valid|recogni*, {_NOT} ~ given|get|got|apply|applied|honour|honor|accept ~ discount|coupon|voucher|
        promo|offer, coupon|code|voucher ~ invalid|expired|rejected|refused, refused ~ coupon|discount|voucher,
        missed the discount|sale, without the discount, discount ~ missing, forgot ~ discount, sale price ~ {_NOT}""",
    "damaged": f"""
        chipped, a dent, dents, snapped off, {_BE} ~ damaged|cracked|crushed|smashed|torn|dented|shattered|
        scratched|leaking|leaked|squashed, arrived|came|received|got ~ damaged|broken|cracked|crushed|smashed|
        torn|dented|shattered|scratched|leaking|pieces|bent|spoiled|rotten|mouldy|wet|melted, in pieces, glasses|
        glass|plate*|cup*|mug*|mirror|vase|screen|bottle* ~ {_BE} ~ broken|cracked|shattered, broken in ~ box|
        transit|delivery, damaged in|during|item|goods|box|product|parcel|package, crushed, shattered, dented, has
        a crack, scratches on|all""",
    "wrong_item": f"""
        wrong item|size|colour|color|product|order|one|model|dress|shoes|shirt|book|dish|meal|thing|parcel|food|
        pizza, sent ~ wrong, got the wrong, received the wrong, {_NOT} what i|we ordered|asked|wanted, {_NOT} ~
        the one|item|size|colour ~ ordered, instead of ~ ordered, different from ~ ordered|picture|pictured,
        someone else's order, sent me the ~ but i|we ordered, but i|we ordered, i|we ordered ~ but got|received|
        came, another person's order, {_NOT} as described, mixed up ~ order*""",
    "missing_delivery": f"""
        {_THING} ~ {_NOT} ~ arriv*|come|came|turned|show*|delivered|received|reach*|here, {_NOT} ~ arrived|
        delivered|turned up|come ~ yet, {_NOT} ~ received ~ {_THING}|anything|it|them, never ~ arrived|came|
        received|delivered|got ~ it, never arrived|came|showed|turned, says ~ delivered ~ but, marked ~ delivered
        ~ but, lost ~ {_THING}, {_THING} ~ lost|disappeared|vanished, {_BE} missing from, missing from the|my,
        half ~ order ~ missing, items ~ missing, parts ~ missing, missing item*|part*, only received|got half|one|
        part|two, have|got nothing, nothing ~ arrived, stolen, empty box, still {_NOT} ~ arrived|here|received|
        come|delivered""",
    "late_delivery": f"""
        {_THING} ~ {_BE} ~ late|delayed, {_THING} ~ late|delayed, supposed to arrive|come|be, meant to arrive|be
        here|come, should have arrived|been|come|been delivered, came|arrived|delivered ~ late, arrived|came ~
        days|hours|weeks|day|week|hour ~ late|after, days|hours|weeks|day|week|hour|minutes late, late delivery,
        late again, delivery ~ took ~ weeks|days|forever|long|ages, took ~ weeks|forever|ages|months ~ arrive|
        come|deliver|get, delayed again, is delayed, was delayed, been delayed, slow delivery|shipping, too late""",
    "rude": f"""
        rude*, impolite, disrespect*, dismissive, arrogant, condescending, shouted|yelled|screamed|swore at,
        rolled ~ eyes, {_STAFF} ~ shouted|yelled|rude|insulted|ignored|mocked|laughed, humiliat*, insulted, hung
        up on, attitude, unfriendly, bad manners, ill mannered, talked down, spoke to me like, treated ~ like ~
        dirt|idiot|criminal|child|garbage, unwelcome, hostile, snapped at, aggressive, racist""",
    "ignored": f"""
        is never answered, never answered, goes unanswered, phone ~ not answered, nobody|noone|none|no-one ~
        answer*|repl*|respond*|cares|responded|called|picks, no one ~ answer*|repl*|respond*|picks|has|called, no
        answer, no reply, no response, no word from, never answer*|repl*|respond*|heard, {_NOT} ~ answer*|repl*|
        responded|respond ~ my|me|to|email*|message*|calls|yet, waiting for ~ reply|answer|response, been ignored,
        ignor* me|us|my, being ignored, is anybody there, anyone there, anybody there, written ~ times, emailed ~
        times, called ~ times ~ no|nobody, heard nothing, not a single word, without ~ reply|answer|response,
        silence, unanswered, {_NOT} ~ heard back|anything|from""",
    "long_wait": """
        wait* ~ minutes|hour|hours|mins|forever|ages|long, minutes|hour|hours|mins in|on ~ line|queue|hold, on
        hold for, queue* for|ages, stood in, long wait*|queue*|line, endless wait|queue, still waiting to be ~
        served|seated, kept ~ waiting, slow service, service ~ slow, only one till|cashier|register, took ~ hour*|
        minutes|ages|forever ~ served|seated|serve|food|order|menu""",
    "clueless": f"""
        no idea what|how|about, clueless, {_NOT} ~ know what|anything|how|their|the|about, didn't ~ understand my|
        the|what, wrong information, incompetent, incorrect information, reading from a script, from a script,
        passed|sent|transferred me ~ from ~ to, passed around, different answer*|story|stories, contradict*,
        {_NOT} ~ help me at, untrained, couldn't answer, could not answer, knew nothing, knows nothing, unhelpful,
        useless ~ support|staff|agent""",
    "broken_promise": f"""
        you|they|he|she|agent|manager|we promised ~ call|refund|send|me|us|deliver*|a|to|it|within|but|that,
        promised ~ but|never|nothing, broken promise*, said ~ you'd|you|he'd|they'd|she'd|would|someone ~ call|
        would|email|send|reply|come|fix, was|were promised, been promised, broke ~ promise|word, nobody called, no
        call, never called ~ back, didn't call back, {_NOT} ~ keep ~ promise*|word, empty promises, another
        promise, as promised but""",
    "technical": f"""
        app|website|site|page|checkout|login|link|button|system|form ~ {_NOT} ~ work*|load*|open*|let|respond*,
        app|website|site|page|system ~ crash*|freezes|freezing|frozen|down|broken|hangs|fails|glitch*|stuck,
        button does|did nothing, keeps crashing, error 404|500|code|message|page, can't|cannot|couldn't|unable ~
        log|login|sign|check|checkout|pay|register|reset|access|open ~ in|out|site|account|password|page|app|
        online|it, payment ~ fail*|declined, {_NOT} ~ let me log|pay|check|sign|order|register|in, says error, bug
        in, password reset ~ {_NOT}, locked out""",
    "poor_quality": f"""
        poor|bad|low|terrible|awful|horrible|cheap quality, quality ~ poor|bad|terrible|low|awful|horrible|
        disappoint*|gone|dropped|worse, broke ~ after|within|in ~ days|day|week|weeks|month|months|hours|first|
        one|two, stopped working, {_NOT} ~ working ~ after, fell apart, falls apart, falling apart, come* off ~
        easily|after, cheap material|plastic|fabric|feel, cheaply made, badly made, poorly made, flimsy, colour|
        color ~ faded|ran, faded after, shrank, shrunk, ripped after, tore after, fabric is thin, too thin, {_NOT}
        ~ worth ~ money|price, {_NOT} ~ last ~ long|week|month|day, defective, faulty, wore out, died after,
        stale, tasteless, undercooked, overcooked, raw, soggy, food ~ cold, junk, piece of junk|crap, garbage,
        made in a hurry, {_NOT} fresh, battery ~ dies|died|bad""",
}
WORDS |= {label: f"{WORDS[label]}, {listed}" for label, listed in FEELING.items()}


def forms(word: str) -> tuple[str, ...]:
    """
    The shapes under which an English word is looked up: itself, and without a possessive."""
    return (word, word[:-2]) if word.endswith("'s") and len(word) > 3 else (word,)
