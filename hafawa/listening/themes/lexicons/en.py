"""By which English words is each topic known? See `listening.lexicon` for the notation.

A topic's own name holds words that say what it is about; with "+" or "-" behind it, words that also say which way.
"""

from __future__ import annotations

_THING = "order*|parcel*|package*|deliver*|shipment*|courier*|box|boxes|driver"
_NOT = "not|never|no|nobody|n't|didn't|don't|doesn't|hasn't|haven't|won't|wasn't|isn't|nor|without|still"
_STAFF = (
    "staff|waiter|waitress|waiters|cashier|clerk|assistant|receptionist|reception|manager|barista|driver|"
    "guy|lady|girl|owner|team|nurse|nurses|server|doorman|porter|people|woman|man|stylist|employee*|he|"
    "she|they|you"
)
_FOOD = (
    "food|coffee|tea|cake*|soup|bread|meal*|dish*|dinner|lunch|breakfast|pizza|espresso|latte|cappuccino|"
    "beans|roast|blend|khinkali|khachapuri|hummus|dumpling*|burger|salad|meat|chicken|fish|rice|pastr*|"
    "dessert*|chocolate|wine|juice|croissant*|sandwich*|cookie*|pie|steak|pasta|falafel|honey|"
    "churchkhela|cardamom|drink|drinks|milk"
)

WORDS: dict[str, str] = {
    "delivery": """
        deliver*, courier*, ship|shipping|shipped|shipment, parcel*, dispatch*, tracking, postage, doorstep, where ~
        my order|parcel|package, van, order ~ arrive*""",
    "delivery-": f"""
        {_THING} ~ late|delayed|lost|missing|stuck|nowhere, late delivery|deliveries|parcel, arriv* ~ late, came ~
        late, {_THING} ~ didnt|didn't come|arrive|turn, days late, day late, week late, weeks late, was due, is due,
        still {_NOT} ~ arrived|here|come|delivered|came, hasn't|haven't|has|have|never not|yet|~ arrived|turned,
        never arrived|came| showed, never turned up, still waiting for my|the|our {_THING}, isn't here, not here
        yet, real dates, left ~ in the rain, says delivered, no sign of, two days after, days after the date, marked
        ~ delivered, delivery delay*, wrong address, third delivery""",
    "delivery+": """
        arriv* ~ early|quickly|fast|overnight|on time|next day, a day early, came ~ next day|on
        time|early|quickly|fast, fast|quick|speedy|prompt|swift|free|same-day|overnight|lightning|punctual
        delivery|shipping|dispatch|courier, deliver* ~ fast|quick*|on time|next day|early|promptly|to
        my|smooth*|exactly, shipped ~ same day|fast|quickly, next-day, parcel|courier|delivery ~ on the dot, ahead
        of time|schedule, here the next""",
    "packaging": "pack*|wrap*|ribbon|envelope|bubble, seal*, padding, tissue paper, carton*, zip lock",
    "packaging-": f"""
        arriv* ~ broken|damaged|smashed|cracked|crushed|dented|shattered|torn|chipped|leaking|open*, came ~ broken|
        damaged|smashed|cracked|crushed|dented|shattered|torn|chipped|leaking|in pieces|open, broken ~ on arrival|in
        the box, in pieces, in shards, badly packed|wrapped, too much plastic|packaging|cardboard, damaged in
        transit| the post, box ~ crushed|torn|open|too large|bit large|soaking|wet|dented|soaked, bag ~
        split|torn|burst|open|won't ~ close, {_NOT} reseal*, won't close, spilled, no padding, so much plastic,
        thrown in a box, packaging ~ terrible|poor|bad, cracked cup|mug|plate|jar|screen, chip on the|its""",
    "packaging+": """
        beautifully|well|carefully|nicely|lovingly|perfectly|safely|elegantly|properly|smartly
        packed|packaged|wrapped| boxed, wrapped ~ better|beautifully|lovely|so|cotton, wrapped it,
        lovely|beautiful|gorgeous|elegant|pretty packaging|wrapping|box|boxes, packaging ~
        beautiful|lovely|gorgeous|elegant, nothing broken, arrived intact, in one piece, not a scratch""",
    "wrong_item": "mix-up|mixup|mixed up, size|sizes ~ ordered, swap*, exchange*",
    "wrong_item-": """
        wrong item|size|colour|color|order|product|one|thing|bag|blend|grind|flavour|flavor|book|model|
        cup|dish|cake| parcel|box, wrong grind*, not what i|we ordered|asked|bought|wanted, sent me ~
        wrong|instead|someone, someone else's order|parcel|name, instead of ~ i ordered, different from ~
        ordered|picture|photo, ordered ~ got| received|came|sent ~ instead|but, i ordered ~ you sent|got|received, i
        asked for ~ got|received|and got, missing from ~ order|box|parcel, item* ~ missing, only one of the two, one
        ~ missing, half ~ my order, forgot ~ to include|the sauce|to send|to put|half, was missing""",
    "wrong_item+": """
        exactly what i|we ordered|wanted|asked, right size|order|one first time, exactly as ordered|described""",
    "quality": """
        quality, material*, fabric, stitching, product*, zip|zipper, sole, finish, craftsmanship, cloth, leather,
        cotton, mug*, grinder, pan, moka pot, kettle, jacket, coat, dress, shoes, chair, table, toy*, battery,
        mattress, pillow, pot, jug, dallah, screen|display, lamp, blanket""",
    "quality-": """
        broke ~ after a|after the|within a|the first|on the first, stopped working, stop* ~ working, fell apart,
        falling apart, came off, poor|bad|low|terrible|cheap|awful quality, quality ~ dropped|gone
        down|poor|bad|terrible|worse|not good|slipped, cheaply made, flimsy, worn out, wore out, fades|faded,
        shrank|shrunk, peel*, rust*, leak*, wobbl*, squeak*, defect*, faulty, doesn't|does work|fit|close|not,
        useless, thin walls of the cup, smaller than ~ picture| imagined|photo|expected|looked, too
        small|big|thin|tight, tore, ripped, snapped, scratch*, sheds, junk, fake, plasticky, handle came off, not as
        described""",
    "quality+": """
        well made|built, beautifully made|crafted, good|great|excellent|high|top|amazing|superb|best|fine|lovely
        quality, quality ~ is great|was great|excellent|amazing|superb|unmatched|top, sturdy, solid, durable,
        lasts|lasted| lasting, still going|works|stands, built to last, works perfectly|great|beautifully|like, fits
        perfectly|like| well, soft|softest, handmade, hand made, worth every, nice|lovely|beautiful|gorgeous
        cup*|mug*|pot|dallah|bag| dress|shoes|coat|colour*|color*|kettle|grinder, love the
        cup*|mug*|grinder|pot|bag|colour, clear instructions""",
    "taste": f"""
        {_FOOD}, taste*|flavour*|flavor*|aroma*, menu, portion*, recipe*, chef, kitchen, roaster, ate|eat|eating""",
    "taste-": f"""
        cold food|coffee|soup|fries|pizza|tea|chips, {_FOOD} ~
        cold|burnt|bland|stale|bitter|sour|salty|dry|raw|soggy|
        watery|greasy|awful|terrible|undercooked|overcooked|weak, bland, tasteless, stale, soggy, burnt,
        undercooked, overcooked, too salty|sweet|dark|bitter|sour|spicy|oily|dry, little too dark, no
        taste|flavour|flavor, taste* ~ like cardboard|water|burnt|soap|plastic|nothing|off|sour|of cardboard|metal,
        tasted old|off|strange, portions ~ small|smaller|tiny, portion too small, lukewarm, inedible, gone off, was
        off, is off, too much|less salt|sugar, not as it was, used to be better|lovely, raw ~ in, pink inside""",
    "taste+": f"""
        delicious*, tasty, yummy, fresh|freshest ~ {_FOOD}, {_FOOD} ~
        fresh|perfect|amazing|delicious|wonderful|heavenly| divine|excellent|great|superb|outstanding|incredible,
        best ~ {_FOOD}, good|great|excellent|lovely|wonderful|amazing| decent|perfect|fantastic ~ {_FOOD}, smell* ~
        wonderful|of the roaster|amazing|heavenly, fresh ~ quick, mouthwatering, melts, to die for, tastes|tasted ~
        like home|like my|grandm*, like my grandmother*|mother*|uncle, full of flavour|flavor, so fresh, seconds
        please, better coffee, cannot drink any other, quiet wonder, perfectly roasted| cooked""",
    "price": """
        price*|pricing|cost|costs, discount*, sale, offer|offers, value, money, expensive, cheap, worth,
        lari|dollars""",
    "price-": """
        overpriced, over priced, too expensive|dear|pricey, pricey, expensive, rip off|ripoff, price* ~ gone up|went
        up| high|higher|doubled|steep|crazy|ridiculous|rising|increase*, not worth ~ price|money|it, waste of money,
        cheaper elsewhere|online|at|next, costs ~ too much|fortune|more than, nothing special for the price, costs
        more, charges for everything, daylight robbery, arm and a leg, money for|price for nothing, price hike""",
    "price+": """
        good|great|fair|excellent|best|amazing|reasonable|decent|unbeatable|honest value|price*|deal, worth ~
        every|the money|the price|penny|lari, value for money, price* ~ fair|reasonable|good|great|honest|low,
        affordable, bargain, reasonably priced, cheap and good, not expensive, cheaper than ~
        anywhere|others|elsewhere""",
    "manner": """
        staff|waiter*|waitress*|cashier*|barista|clerk|receptionist*|employee*|server|nurse*, service, attitude""",
    "manner-": f"""
        rude*, impolite, shout*, yell*, roll* ~ eyes, snapped at, attitude ~ problem|terrible|awful|bad, {_STAFF} ~
        rude| unfriendly|arrogant|cold|dismissive|unhelpful|grumpy|indifferent|snobbish|bored|chatting, unfriendly,
        unhelpful, arrogant, disrespect*, dismissive, condescend*, patroni*, laughed at, made fun, insult*, ignored
        us|me at the counter|till, hung up on, threw ~ on, bad|terrible|awful|poor|horrible|worst ~ service, service
        ~ awful|terrible| bad|poor|rude|worse|gone, sarcastic, sneer*, sighed at, talked down, humiliat*, no
        manners, made me feel small| stupid, {_NOT} ~ sorry|apolog*, nobody ~ smiled|hello""",
    "manner+": f"""
        friendly, kind|kindest|kindness ~ {_STAFF}, kind, so kind|nice|sweet|lovely, {_STAFF} ~
        kind|lovely|friendly|helpful| wonderful|patient|sweet|amazing|great|nice|polite|smiling|attentive|gentle,
        lovely|wonderful|amazing|great|nice|sweet| helpful|kind|good ~
        staff|people|team|owner|waiter|waitress|lady|guys|nurses|service|barista, helpful, polite, welcoming,
        patient with, smile*, warm welcome|people, attentive, went out of ~ way, above and beyond, treated ~ like
        family|royalty|a queen, felt at home|welcome, excellent|great|good|fantastic|best ~ service, service ~
        excellent| great|wonderful|amazing|perfect, courteous, carried ~ bags|box*|to, looked after us|me,
        patiently, hospitality""",
    "skill": """
        doctor|dentist|technician|mechanic|stylist|hairdresser|expert*|knowledge*, advice, advis*, professional*,
        train*""",
    "skill-": f"""
        clueless, {_STAFF} ~ no idea, had no idea what, {_STAFF} {_NOT} know ~ anything|what they|the menu|how to,
        didn't know, incompetent, unprofessional, untrained, wrong advice, bad advice, guess*, had to google,
        careless, sloppy, useless staff, doesn't know, couldn't answer, three different answers, different answer
        every""",
    "skill+": """
        knowledgeable, knows|knew ~ their|his|her|everything ~ coffee|stuff|job|craft|trade|business,
        good|great|excellent|brilliant ~ doctor| advice|dentist|mechanic|technician|stylist, professional, explained
        ~ everything|how|well|patiently|so|the, expert*, helped me choose|pick, taught me, competent, skilled,
        gifted, advice ~ great|good|perfect|spot, showed me how, recommended ~ perfect|right""",
    "waiting": "queue*|line, wait|waiting|waited ~ table|bill|room|food, slow",
    "waiting-": f"""
        wait|waited|waiting ~ hour*|hr|hrs|minutes|min|mins|ages|forever|long, number ~ in the queue, long
        wait|queue|queues|line|lines, took ~ forever|ages|hours|an hour|so long|weeks|long, hour ~ late, slow
        service, service ~ slow, queue ~ long|door|street| endless, {_STAFF} ~ slow, because of the wait, the wait,
        minutes for the|a|our bill|coffee|table|menu|drinks, hours for, kept ~ waiting, standing in line, one till
        open, so slow, too slow, painfully slow, slower""",
    "waiting+": """
        no wait*|queue, quick|fast|speedy|swift|efficient ~ service, served ~ quickly|fast|at once, in and out,
        seated ~ right away|immediately, didn't|did have|wait not, never ~ wait, within minutes, in five minutes,
        straight away, no queue*, seen ~ on time|immediately|quickly""",
    "answers": """
        reply|replies|replied, answer|answers|answered, respon*, call* ~ back, on the phone ~ wait*|hold""",
    "answers-": f"""
        no reply|answer|response, {_NOT} ~ repl*|answer*|respond*|call* back|called back|picked up|pick up, nobody
        answers|answered|replies| replied|responds|picks|called|cares, no one ~
        answers|replied|answered|called|picks, ignored|ignoring|ignore, still no answer|reply|word,
        third|fourth|second|fifth time ~ i'm|i|asking|writing|emailing|calling, written ~ times, emails ~
        unanswered|ignored|no, unanswered, radio silence, silence, left on read, auto-reply, automatic reply, on
        hold, hear* nothing|back, heard nothing, days without ~ word|answer|reply, can't reach, could not reach, not
        a word, waiting for ~ reply|answer|your""",
    "answers+": """
        quick|fast|prompt|speedy|immediate|swift|rapid|kind ~ reply|response|answer|replies|answers,
        replied|answered|responded ~ quickly|within|in minutes|straight|fast|same|at
        once|right|immediately|promptly, call* me back, called ~ back within, got back to me ~ quickly|same|within,
        always answer*, answered every|all my, a real person, picked up ~ at once|first, quick to
        answer|reply|respond, sorted ~ quickly|in minutes|same, solved ~ quickly|in minutes""",
    "refunds": """
        refund*, return*|returned|returning ~ item|it|them|policy|label|shoes|for, money back, exchange policy,
        returns""",
    "refunds-": f"""
        refund ~ {_NOT}|still|weeks|days|refused|waiting|where|hasn't|never, {_NOT} ~ refund*|money back, still
        waiting for my refund|money, refus* ~ refund|to take|exchange|return, return* ~
        nightmare|hassle|impossible|difficult|refused, won't ~ take it back|refund, where ~ my refund|money, want ~
        my money back, pay ~ for the return|return postage, be more open about returns, store credit only, no
        returns""",
    "refunds+": """
        refund ~ quick*|same day|fast|next day|promptly|immediately|instant*|easy, refunded ~ quick*|same|me|fast|at
        once| without|in, easy|simple|painless|hassle-free returns|return|refund|exchange, took it back ~ without
        asking|no questions, exchanged it ~ without asking|no questions|quickly|at once, replaced|replacement ~ no
        questions|free|next day|same day|quickly|at once, no questions asked, return* ~ easy|simple|painless""",
    "billing": """
        bill|bills, invoice*, charge*, payment*|pay|paid, receipt*, till, fee, fees, deposit, card machine, vat""",
    "billing-": f"""
        overcharged, charged ~ twice|double|wrong|extra|for something|me for|me anyway|on the, still charged, billed
        ~ me|twice, double charged, bill ~ wrong| mistake|error|higher|too, hidden fee*|charge*|cost*, wrong
        change|price|total|amount, mistake ~ in the bill|on the receipt|bill, paid twice, charged me, discount ~ not
        applied|refused|missing, {_NOT} applied|honoured ~ discount| code, invoice ~ wrong|never|missing|mistake,
        price at the till, extra charge*, payment ~ failed|twice|declined, shortchanged, took ~ money twice""",
    "billing+": """
        bill ~ corrected|right|clear|honest, invoice ~ at once|same|quickly, honest ~ bill|till, no hidden ~
        fees|costs""",
    "booking": """
        book|booked|booking|bookings, reserv*, appointment*, table for, slot|slots, schedul*, check
        in|check-in|checkin, check out|checkout time, subscription*""",
    "booking-": f"""
        booking|reservation|appointment|slot ~ lost|cancelled|canceled|wrong|not found|not
        there|moved|double|mixed|mess*| disappeared|gone, cancel* ~ my|our ~ appointment|booking|table|reservation,
        no record of, double booked|double-booked, gave ~ our|my table|room|slot ~ away|to, lost ~
        booking|reservation|appointment, {_NOT} ~ appointment* for|until, next appointment ~ weeks|months|in,
        can't|cannot|impossible ~ book|appointment|get through, our table ~ gone|given""",
    "booking+": """
        easy|simple|quick ~ to book|booking|reservation|appointment|check-in, book* ~ easy|simple|smooth|in
        two|online easily, table ~ ready|waiting, appointment ~ same day|on time|next day|quickly, reminder ~
        helpful|useful|great, fitted| squeezed me|us in, moved ~ no problem, rescheduled ~ without|easily|at once""",
    "website": """
        website|site|web, app|apps, checkout, login|log in|logged, password, account, cart|basket, online shop, page""",
    "website-": f"""
        website|site|app|page|checkout|login|cart|basket|account ~
        crash*|down|slow|broken|{_NOT}|fails|failed|freez*|hang*|
        error|useless|terrible|confusing|lost|empties|empty|rejects|awful|logs, can't|cannot|couldn't log|sign in,
        log* ~ me out, logs|logged me out, error message|code|page, password reset ~ {_NOT}|never, locked out, code
        ~ never arrives|not work|doesn't work, keeps crashing, payment page""",
    "website+": """
        website|site|app|checkout ~ easy|great|clear|simple|fast|beautiful|works, easy ~ website|app|checkout|to
        use|to order""",
    "cleanliness": """
        clean*|dirty|hygien*, toilet*|bathroom*|restroom, dust*, hair in, towel*, sheets, table* ~ wiped, smell""",
    "cleanliness-": f"""
        dirty, filthy, grubby, unclean, {_NOT} ~ clean*|wiped, hair in, stain* ~ sheet*|towel*|cup|table, sticky
        table*|floor, cockroach*, bugs, bed bugs, mould*|mold*, flies|fly in, smell* ~ of|bad|terrible|awful ~
        smoke|damp|drain*|toilet, dust ~ everywhere|on, toilet* ~ 1|dirty|awful|disgusting|filthy, unhygienic, bin ~
        overflow*, ever wiped ~ table, mice, mouse, lipstick on""",
    "cleanliness+": """
        spotless*, clean ~ room*|place|toilet*|tables|everything|and|kitchen, so|very|really|sparkling clean,
        immaculate""",
    "noise": "noise|noisy|quiet|music|sound|soundproof*, walls",
    "noise-": """
        noisy, noise*, too loud, loud ~ music|people|neighbours|street|air, music ~ loud|too|blasting|awful, thin
        walls, couldn't| can't ~ sleep|hear, kept ~ awake, could not sleep, shouting all, hear everything,
        construction ~ outside|noise|all, barking, screaming""",
    "noise+": """
        quiet ~ room*|place|corner|street|and, so|very|really quiet, peaceful*, calm ~ place|corner,
        good|nice|lovely music, tranquil""",
    "comfort": """
        room|rooms, bed|beds, seat*|chair|chairs|sofa, air conditioning|conditioner|ac, heating,
        atmosphere|ambience|ambiance| decor|interior|cosy|cozy|place, shower, view, garden, terrace, pool, lighting,
        hotel, wifi""",
    "comfort-": f"""
        uncomfortable, too hot|cold in|inside|here, freezing ~ room|inside|in, no hot water|heating, bed ~
        hard|soft|broken| uncomfortable, room ~ small|tiny|dark|cold|hot|smell*|old|tired, chairs ~
        hard|hurt|uncomfortable, cramped, stuffy, air conditioning ~ broken|{_NOT}|loud, shower ~
        cold|broken|{_NOT}|weak, wifi ~ {_NOT}|slow|terrible|bad, no wifi, lift ~ broken|{_NOT}, pillow* ~
        like|hard|flat, tired looking, too crowded, no place to sit, nowhere to sit, worn ~ sofa*""",
    "comfort+": """
        comfortable, comfy, cosy, cozy, lovely|beautiful|great|nice|gorgeous|amazing|wonderful|warm ~
        room*|place|view|garden| terrace|atmosphere|decor|café|cafe|bed*|shop|interior|ambience, atmosphere ~
        great|lovely|warm|wonderful|magic*, slept ~ like|well|better, felt like home, charming ~ place|shop, big ~
        room, the view""",
    "access": """
        park|parking, stairs|steps, lift|elevator|ramp|wheelchair|pram|stroller, entrance, find ~ the
        shop|you|place, location""",
    "access-": f"""
        {_NOT} ~ parking|ramp|wheelchair|lift|place to park|park,
        terrible|awful|bad|impossible|difficult|nowhere|hard parking|to park|to find, parking ~
        impossible|nightmare|terrible|full|expensive|{_NOT}|fine|ticket, hard to find, couldn't find ~
        entrance|you|place|shop, too many stairs|steps, far from, can't get in ~ wheelchair|pram""",
    "access+": """
        easy ~ to find|parking|to park|access, good|great|perfect|handy|central|convenient location,
        free|plenty|easy parking|of parking, location ~ perfect|great|central|handy, ramp ~ for, close to ~
        metro|home|work|station, around the corner, walking distance""",
    "hours": """
        opening hours, open|opens|opened|opening ~ until|at|late|on|early|sunday*, close|closes|closed|closing ~
        early|at, hours""",
    "hours-": """
        closed ~ when|early|although|but|on|without|door*|again|at, closes|close ~ too early|before|at four|so
        early, was closed, were closed, door ~ locked|closed, opening hours ~ wrong|on google|not right, hours ~
        wrong|not|changed, not open|opened ~ on time|when, sign said open, turned us|me away ~ closing|minutes,
        before closing, open later, longer hours""",
    "hours+": """
        open ~ late|early|sundays|on holidays|when|24, stayed open|late ~ for, opened ~ early for|just for, long ~
        hours""",
    "range": """
        stock|stocked, sold out|out of stock, selection|range|choice|variety|assortment, have ~ in stock,
        available|availability, half-kilo bags, sizes""",
    "range-": f"""
        out of stock, sold out, {_NOT} ~ in stock|available|sell|stock, run|ran out, always ~ out of, less choice,
        small|poor|limited| little ~ selection|choice|range|menu|variety, stopped selling|making, discontinued, i
        wish ~ sold|had|stocked|you, wish they sold|had, no vegan|gluten, never ~ my size|in stock, empty shelves,
        why did you stop""",
    "range+": """
        great|huge|good|wide|amazing|wonderful|lovely|large|big ~ selection|choice|range|variety|assortment, have
        everything, everything ~ need|in one, always ~ in stock|something new, found ~ nowhere else|exactly, hard to
        find elsewhere, treasure trove, so much to choose""",
    "information": """
        inform*, told ~ me|us|that, instructions, description*, updates|updated, notice, promise*|promised, honest*,
        policy""",
    "information-": f"""
        nobody told|tells|informed|warned, no one told|informed|warned, {_NOT} ~
        told|informed|warned|mention*|updated, not told, misleading, lied|lies|lie, promised ~
        but|and|never|{_NOT}|call*|days|nothing, broken promise*, broke ~ promise, keep* changing, different ~
        story|information|from the website, contradict*, description ~ wrong|not|false|misleading, instructions ~
        useless|unclear|missing|wrong|no, no instructions|explanation, useless instructions, unclear, confusing,
        empty promises, you said ~ but|would|tomorrow|and, said ~ would ~ call|come|and, photo ~ nothing like, false
        advertising, no communication, poor communication, without ~ warning|notice|telling""",
    "information+": """
        kept ~ informed|updated|me posted|promise|word, always ~ informed|honest|keep, honest|honesty, clear ~
        information| instructions|explanation*|communication, good|great|excellent|clear communication, transparent,
        as promised, exactly as promised, told me ~ in advance|honestly|the truth, warned me, let me know ~
        when|in|every|that, every step, kept your word""",
    "loyalty": """
        loyalty, points, card ~ stamp*, stamp*, reward*, member*, regular|regulars, years ~ customer, customer ~
        years, birthday discount""",
    "loyalty-": f"""
        points ~ expired|gone|missing|lost|disappeared|{_NOT}|worthless, lost ~ my points|stamps, years ~ customer ~
        and|{_NOT}| but|treated, new customers ~ get|better|discount, treat* ~ like a stranger|like nobody, loyal ~
        for what|for nothing, not ~ recogni*|remember*|welcome any more, switching to|going to another|someone, last
        time i ~ buy|order|shop here""",
    "loyalty+": """
        for years, coming ~ here|back since|for years, years ~ never disappointed|still happy, customer for ~ years,
        always come back, will|i'll be back, i'll come back, come again, every friday|week|morning|month|day|sunday
        ~ here|i, go-to|go to shop| place|present, my favourite|favorite shop|place|café, never
        disappoints|disappointed, wouldn't go anywhere, free ~ coffee| drink with|on my card, points ~
        paid|nice|great, our habit, part of my|our, reliable""",
    "gift": """
        gift*|present|presents, birthday*|wedding*|anniversary|christmas|new year|eid|mother's day, bouquet*,
        surprise*""",
    "gift-": """
        gift|present|bouquet|cake|surprise ~ late|ruined|spoiled|wrong|without|broken|missing|price,
        ruined|spoilt|spoiled ~ birthday|wedding|anniversary|surprise|party|gift, no card ~ with|in, price ~ left
        on, card ~ missing|forgotten, too late for ~ birthday|wedding|anniversary, missed ~ birthday|anniversary,
        without the card|note""",
    "gift+": """
        gift|present|surprise|bouquet ~ loved|perfect|beautiful|success|hit|lovely,
        perfect|best|lovely|wonderful|great ~ gift| present|surprise, loved ~ gift|present|flowers,
        she|he|mother|mum|mom|father|dad|wife|husband|friend|sister ~ loved|cried| adored|was thrilled|delighted,
        made ~ birthday|day|wedding|anniversary, my go-to present, as a gift ~ loved|perfect""",
    "personal": """
        handwrit*|hand-written, note|card ~ with|inside, remember*|remembered|remembers, by name, my name, our name,
        regular order, usual""",
    "personal-": """
        just a number, forgot ~ who i am|my name, copy paste|copy-paste|copied answer, template|templates answer,
        called me ~ wrong name, robot|robotic|bot answer*, dear customer, nobody ~ knows|remembers|says hello, used
        to know ~ names, impersonal, like a machine, same sentence ~ again""",
    "personal+": """
        handwritten|handwriting|hand-written, hand written, remember* ~ my|me|us|name|order|that|what|birthday,
        know|knows|knew ~ my name|order|us by, by name, personal touch|note, little|small|tiny ~
        note|extra|surprise|touch*|gift|card, note ~ inside|made me|in the box, asked about ~
        my|mother|son|daughter|children, thought of me|us, kept ~ bags back|for me|aside|one for, made ~ my day|me
        smile, personally, on the bag, extra ~ bag|sample|cookie|biscuit, gave ~ children|kids|my, like family,
        thoughtful*""",
    "result": """
        haircut|cut|colour|dye|nails|manicure|massage, repair*|fixed|fix, treatment, tailor*, screen repaired,
        assembly""",
    "result-": """
        haircut|cut|colour|color|nails|dye|fringe ~ awful|uneven|wrong|too short|ruined|terrible|orange|green,
        ruined ~ hair|nails| coat|phone|dress, still broken|not working after|doesn't work after, repair* ~
        again|failed|lasted|worse|third, same fault| problem ~ again|back, came back ~ broken|worse, not fixed,
        wasn't fixed, burned|burnt my ~ scalp|skin|ear, asked for ~ shorter|longer, pain ~ after|worse, worse than
        before""",
    "result+": """
        haircut|cut|colour|nails|massage|treatment ~ perfect|lovely|great|amazing|beautiful|best, best ~
        haircut|cut|massage|manicure| colour, fixed ~ in|it|my|for|quickly|same|while|perfectly, repaired ~
        in|perfectly|same|quickly|like, works like new|again, like new, good as new, pain ~ gone, no pain, painless,
        hair ~ never looked|looks|beautiful, brought ~ back to life""",
    "safety": """
        allerg*, ingredient*, expired|expiry, poisoning|ill|sick, medicine, label*, prescription, gluten, nuts""",
    "safety-": """
        food poisoning, got ~ ill|sick, made ~ ill|sick, expired, out of date|past its date, allerg* ~
        not|reaction|ignored|nuts|label*| asked, plastic in, glass in|piece of glass, stone in, hair in ~ food|soup,
        wrong medicine|dose, without ~ label|ingredients, electric shock, burn* ~ my|hand, throwing up, vomit*,
        stomach ~ all night|days, unsafe, dangerous*""",
    "safety+": """
        took ~ allergy seriously, allerg* ~ careful|seriously|checked|marked|safe|understood, labelled clearly,
        careful with ~ allerg*|nuts""",
}
