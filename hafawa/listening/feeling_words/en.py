"""Which English words carry a feeling or a judgement, whoever writes and of whatever? See `lexicon` for the notation.

Our own list of words of feeling beyond shops, joined to that of `en`: people, food, films, journeys, anger and joy; the
common misspellings, and what British, American and Indian English say. Labels: love, good, bad, awful (1, .6, -.6, -1).
A word stands here if it says a feeling in most of its uses; each paragraph keeps to one field.
"""

from __future__ import annotations

FEELING: dict[str, str] = {
    "love": """
        ecstatic*, elated, elation, euphoric, euphoria, jubilant*, jubilation, overjoyed, joyous*, joyful*,
        blissful*, bliss, exhilarat*, exultant, rapturous*, enraptured, thrilling, tickled pink, on cloud
        nine, on cloud 9, in heaven, heaven on earth, jumping for joy, happiest, so so happy, extremely happy,
        pure joy, sheer joy, a joy to, absolute joy, true joy, beyond happy, beyond pleased, more than happy
        with, more than pleased, happy tears, tears of joy, time of our lives, time of my life, best day ever,
        best day of my|our life, dream come true, like a dream, dreamy, magical*, enchant*, spellbinding,
        spellbound, breathtaking*, breath taking, jaw dropping, jaw-dropping, mind blowing, mind-blowing,
        mindblowing, mind blown, mindblown, blew my|our mind*, blew me|us away, blows me|us away, knocked ~
        socks off, wowed, wowing, awestruck, in awe, awed, astounding*, astonishing*, staggeringly good,
        sensational*, spectacular*, glorious*, majestic*, sublime*, out of this world, unreal quality,
        otherworldly, paradise, utopia, rejoice, rejoiced, rejoicing, grinning from ear, heart is full, warms
        my heart, warmed my|our heart*, heartwarming, heart warming, heart-warming, melts my heart, melted my
        heart, makes my heart, made my week|year|night|christmas|birthday|weekend|evening|morning, made our
        week|year|night|holiday|weekend|evening|wedding, makes my day, made his|her|their|my|our whole day,

        eternally grateful, forever grateful, extremely grateful, immensely grateful, deeply grateful, truly
        grateful, beyond grateful, can't thank ~ enough, cannot thank ~ enough, cant thank ~ enough, couldn't
        thank ~ enough, from the bottom of my|our heart*, eternal gratitude, deepest gratitude, heartfelt
        thanks, heartfelt gratitude, life saver, life savers, lifesaver*, life-saver, life saving service,
        saved my day|life|bacon|skin|christmas|wedding|holiday|marriage, saved the day, saved our
        day|holiday|wedding|trip|christmas, godsend, heaven sent, heaven-sent, you're an angel, you are an
        angel, an absolute angel, a real angel, absolute angels, you're a star, you are a star, you guys rock,
        you rock, absolute star, absolute stars, you're a legend, absolute legend*, true legend*, god bless,
        bless your heart, blessed to have, went out of ~ way to help, bent over backwards, extra mile, beyond
        the call of duty, nothing was too much trouble, nothing is too much trouble, nothing too much trouble,

        luv, luvs, luvd, luved, < 3, cherish*, treasured, beloved, head over heels, besotted, smitten,
        infatuated, enamored, enamoured, obsessed, addicted to this|these|their|your, addicted to it, so
        addictive, crazy about this|these|it|them|their, mad about this|these|it|them, can't get enough,
        cannot get enough, cant get enough, couldn't get enough, can't live without, cannot live without, cant
        live without, couldn't live without, holy grail, all time favorite, all time favourite, all-time
        favorite, all-time favourite, absolute favorite, absolute favourite, new favorite, new favourite, my
        favorite*, my favourite*, our favorite*, our favourite*, firm favourite, firm favorite, soulmate,
        what's not to love, whats not to love, what is not to love, nothing not to love, forever my
        favorite|favourite,

        admirable, admirably, unrivalled, unrivaled, unparalleled, unmatched, unequalled, unequaled,
        unsurpassed, unbeatable, unbeaten quality, peerless, matchless, incomparable, incomparably,
        inimitable, exemplary, world class, world-class, worldclass, top-notch, topnotch, top knotch, top
        class, top-class, top tier, top-tier, top rate, top-rate, first-class, first rate, first-rate, five
        star, five-star, 5 star, 5-star, 10 stars, ten stars, 6 stars, six stars, all the stars, million
        stars, 100 stars, 1000 stars, ten out of ten, 10 out of 10, 100 out of 100, 5 out of 5, five out of
        five, a plus plus, state of the art, state-of-the-art, cream of the crop, best in class,
        best-in-class, best in town, best in the city|area|business|world|country|region|market|state, the
        very best, absolute best, by far the best, far and away the best, hands down best, best money, best
        thing since sliced bread, best decision, best investment, best buy ever, best i've|ive|we've|weve
        ever, best i|we have ever, best i|we ever, greatest, finest, creme de la creme, tour de force, piece
        de resistance, gold standard, second-to-none, masterful*, masterly, master class in, masterpieces,
        virtuoso, ingenious*, prodigious*, stupendous*, tremendous*, magnificently, magnificence, splendidly,
        splendour, splendor, resplendent, extraordinary, extraordinarily good, remarkable, remarkably good,
        miracle worker*, miraculous*, works like magic, works wonders, worked wonders, work wonders, works
        miracles, worked miracles, works a treat, worked a treat, like a charm, fits like a glove, fit like a
        glove, chef's kiss, chefs kiss, chef kiss, perfecto, faultless*, unblemished quality, without fault,
        without a fault, impeccably, immaculate, immaculately, spotless, spotlessly, pristine, superlative,
        super duper, super-duper, superstar*, rockstar*, rock star*, rock stars, rocked it, nailed it, knocked
        it out of the park, knocks it out of the park, hit it out of the park, aced it, a triumph,
        triumphant*, tour-de-force, showstopper*, show stopper, showstopping, show-stopping, head turner,
        head-turner, eye opening experience, life changing, life-changing, lifechanging, changed my life,
        changes lives, changed our lives, game changing, game-changing, gamechanger*, game-changer*, game
        changers, transformative, hidden gems, absolute gem*, a real gem, little gem, true gem, real treasure,
        a treasure, national treasure, diamond in the rough, worth its weight in gold, worth their weight in
        gold, worth ~ weight in gold, absolute gold, must-have, must-haves, must-buy, must-try, must-see,
        must-visit, must-read, must-watch, not to be missed, unmissable, one of a kind, one-of-a-kind, one in
        a million, once in a lifetime, in a league of its|their own, league of its own, head and shoulders
        above, streets ahead, miles ahead of, light years ahead, blows ~ out of the water, blew ~ out of the
        water, puts others to shame, puts ~ to shame, sets the bar, raised the bar, raises the bar, sets the
        standard, sets a high bar, exceeds|exceed|exceeding|surpassed|surpasses|surpass ~ expectations,
        exceeded expectation, beyond expectation*, beyond ~ expectations, above ~ expectations, better than
        i|we ~ imagined, better than i|we ~ dreamed, more than i|we ~ hoped for, more than i|we could ~
        asked|ask for, everything i|we ~ hoped for, everything i|we ~ wanted, everything i|we ~ dreamed, could
        not have asked, couldn't have asked, couldnt ask for more, couldn't ask for better, could not ask for
        better, couldn't be better, could not be better, couldn't have been
        better|nicer|happier|kinder|easier|friendlier, could not have been
        better|nicer|happier|kinder|easier|friendlier, couldn't have been more
        helpful|pleased|accommodating|friendly|welcoming|kind|professional, could not have been more
        helpful|pleased|accommodating|friendly|welcoming|kind|professional, couldn't be more
        pleased|satisfied|impressed|grateful|thrilled|delighted, could not be more
        pleased|satisfied|impressed|grateful|thrilled|delighted, couldnt be happier, can't recommend ~ enough,
        cannot recommend ~ enough, cant recommend ~ enough, couldn't recommend ~ more, could not recommend ~
        more, can't say enough, cannot say enough, cant say enough, can't speak highly enough, cannot speak
        highly enough, can't praise ~ enough, cannot praise ~ enough, can't rate ~ highly enough, cant fault,
        couldnt fault, could not fault, nothing to fault, hard to fault, difficult to fault, can't beat,
        cannot beat, cant beat, can't be beat*, cannot be beat*, cant be beat*, hard to beat, impossible to
        beat, nothing beats, nothing but praise, nothing but good things, nothing but positive, nothing but
        great, nothing but the best, nothing short of
        amazing|perfect|excellent|fantastic|spectacular|brilliant|wonderful|outstanding, nothing bad to say,
        not a single complaint|fault, zero complaints, never been happier, never been better, never had
        better, never tasted better, never looked better, thoroughly recommend*, strongly recommend*,
        wholeheartedly recommend*, whole heartedly recommend*, definitely recommend*, recommend 100, recommend
        to everyone|anyone, would recommend to everyone|anyone, recommend a million, ravishing*, rave about,
        raving about, rave reviews, phenom, wizardry, brilliance, excellence, bravissimo, magnifique, hella
        good, damn good, bloody good, bloody lovely, absolutely lovely, so very good, insanely good,
        ridiculously good, stupidly good, unbelievably good, crazy good, scary good, wickedly good, seriously
        good, extremely good, shockingly good, unreal good,

        excelent*, exellent*, exelent*, excellnt, excellet, exceptionnal, fantasic, fantasitc, fantastik,
        fantabulous, fabuluos, fabolous, fabulus, fab, fabb, amazin, amzing, amazng, amaizing, amasing,
        ammazing, amazeballs, amaze balls, amaz, awesom, awsum, awsm, osm, osum, awesomeness, awesomely,
        awesomest, awesomesauce, owsome, owesome, aweseome, awesone, brillant, briliant, brill, beutiful,
        beautful, beatiful, beautifull, beautifuly, beautyful, butiful, bootiful, georgeous, gorgeus, gorgous,
        gorgeously, goregous, wonderul, wounderful, wondrous*, wondeful, marvelously, marvellously,
        magnificient, magnificant, specatcular, terrificly, terrifically, perfact, perfct, pefect, prefect
        condition, perfekt, purrfect, delicous, delicius, delishious, dilicious, delecious, delicioso, delish,
        stuning, stunner, stunners, exquisitely, phenominal*, phenomonal*, outstandin, oustanding, out
        standing service, superp, suberb, super happy, super impressed, super pleased, bestest, the bomb, da
        bomb, bomb dot com, the shizzle, bee's knees, bees knees, cat's whiskers, cat's pajamas, cats pyjamas,
        dog's bollocks, dogs bollocks, the mutt's nuts, the cat's meow, bostin, bussin, goated, totally rad,
        absolute fire, so fire, on fleek, slayed, slaying, slays, yas queen, yass, iconic, epic, epically,
        legendary, god tier, god-tier, s tier, s-tier, hall of fame, top of the line, top-of-the-line, top of
        the range, top of ~ game, crown jewel, jewel in the crown, belter, absolute blinder, cracking
        meal|food|service|place|pub|pint|value|job|night, smashing service|job|place|meal, a knockout, bonza,
        beaut of a, absolute beauty, real beauty, paisa vasool, paisa wasool, paisa vasul, zabardast, jhakaas,
        jhakas, jhakkas, shandar, shaandar, lajawab, lajawaab, kamaal, dhamaal, bindaas, fantabulously, no
        words to describe ~ good|beautiful|amazing, worth every
        cent|dollar|pound|rupee|pence|bit|second|minute|euro|dirham|riyal|lari|dime|pennies|p, worth every
        single penny, worth each penny, worth double, worth ten times, steal of a deal, an absolute steal, a
        real steal, such a steal, absolute bargain,

        delectable*, scrumptious*, mouth watering, mouth-watering, finger licking, finger-licking, finger
        lickin, lip smacking, lip-smacking, ambrosia*, divinely, food heaven, melt in your|the|my mouth, melts
        in your|the|my mouth, melted in my|your|the mouth, melt-in-the-mouth, bursting with flavour|flavor,
        burst of flavour|flavor, packed with flavour|flavor, full of flavour|flavor, explosion of
        flavour|flavor, tasted like heaven, tastes like heaven, food of the gods, nectar of the gods, smells
        amazing*|divine|heavenly|incredible|gorgeous|wonderful|fantastic|delicious|delightful|beautiful, smell
        amazing*|divine|heavenly|incredible|gorgeous|wonderful|fantastic|delicious|delightful|beautiful,
        smelled|smelt amazing*|divine|heavenly|incredible|gorgeous|wonderful|fantastic|delicious, smelling
        amazing|divine|heavenly|gorgeous|delicious,

        drop dead gorgeous, drop-dead gorgeous, radiant, radiantly, dazzling*, bewitching, mesmeriz*,
        mesmeris*, captivat*, entranc* me, adorable, adorably, adorbs, adorbz, handsomely made, bellissima,
        works of art, work of art, sight to behold, a sight for sore eyes, angelic, idyllic*, picturesque,
        opulent, luxurious*, lavish*, sumptuous*, palatial, regal,

        highly skilled, wizard at, a wizard, magician with, heroes, heroic*, heroism, saintly, salt of the
        earth, heart of gold, hearts of gold, worth his|her|their weight, role model, inspirational,
        inspiring, inspiringly, selfless*, superhuman, treated like royalty|family|kings|queens|a king|a
        queen|a vip|vips, treated us like royalty|family|kings|queens, treated me like royalty|family|a
        queen|a king, treats you like family|royalty, felt like royalty|a princess|a queen|a king|family|a
        vip, made me|us feel special|welcome|at home|like family, made to feel special|welcome|at home|like
        family, makes you feel special|welcome|at home|like family, red carpet treatment, rolled out the red
        carpet, vip treatment, hats off, hat's off, standing ovation, take a bow, best staff, best team, best
        customer service, best service,

        an answer to my|our prayers, answered prayer*, answered my|our prayers, prayers answered, such a
        relief, huge relief, massive relief, immense relief, so relieved, bang for ~ buck, bang for the buck,
        best bang for, unbelievable value|price|deal,

        hilarious*, side splitting, side-splitting, laugh out loud funny, laughed out loud, in stitches, a
        blast, absolute blast, total blast, barrel of laughs, good clean fun, nonstop fun, non-stop fun, so
        much fun, tons of fun, loads of fun, heaps of fun, great fun, page turner, page-turner, couldn't put
        it down, could not put it down, couldn't put this down, can't put it down, couldn't put the book down,
        edge of ~ seat, edge-of-your-seat, gripping, riveting, enthralling, enthralled, spine tingling,
        goosebumps, goose bumps, oscar worthy, oscar-worthy, award worthy, award-worthy, unputdownable,
        unforgettably, memories for life, memories that last, lifelong memories, memory of a lifetime,
        electrifying,

        💗, 💓, 💞, 💝, 💘, 💜, 💙, 💚, 💛, 🧡, 🤍, 🤎, 💟, 😻, 🫶, 🏆, 🥇, 💋, 🫰, 💌, 😽,

        my hero, our hero, real hero, true hero, absolute hero, you're a hero, worship them|it|her|him|this,
        hero of the day, a must try|see|visit|read|watch|buy|eat|have, an absolute must""",
    "good": """
        cheerful, cheerfully, cheerfulness, cheery, cheered me|us up, happily, happiness, happier, gladly,
        gladness, gleeful*, glee, upbeat, jolly, jovial, merrily, lighthearted, light hearted, light-hearted,
        high spirits, joys, sunny disposition, rosy, bubbly personality|staff|personalities, smiley, smiles,
        smiling, smiled, with a smile, big smile, made me|us|him|her|them smile, makes me|us smile, put a
        smile, puts a smile, brought a smile, contented, contentment, chuffed, dead chuffed, made up with,
        buzzing about, stoked, psyched, exciting, excitedly, excites, enthusias*, eagerly, can't wait, cant
        wait, cannot wait, couldn't wait, could not wait, couldnt wait, counting the days, hooray, hurray,
        hurrah, yippee, woohoo, woo hoo, woot, whoop, whoopee, whoo hoo, yayy, yee haw, yeehaw, huzzah, yas,
        yess, wowee, wowza, wowzers, wows, hallelujah, cheering, uplifting, uplifted, positive vibes, loving
        it, loving this|these|the|my|our|every, lovin it, luvly, loverly, lovelier, loveliest, pleasing,
        pleasingly, pleasurable, pleasurably, delightful, delightfully, to my|our delight, to my|our surprise
        ~ good|great, positively surprised, gratifying, gratified, satiated, hits the spot, hit the spot,
        hitting the spot, scratches the itch, ticks all ~ boxes, ticked all ~ boxes, tick all ~ boxes, ticks
        every box, ticked every box, ticks the boxes, checks all ~ boxes, checked all ~ boxes, right up my|our
        street|alley, floats my boat, my cup of tea, music to my|our ears, just the ticket, just the job, just
        what i|we needed|wanted|hoped, just what the doctor ordered, exactly what i|we
        needed|wanted|hoped|expected|was|were, exactly as
        described|pictured|advertised|expected|promised|shown|stated, just as
        described|pictured|advertised|expected, as advertised, as described, as pictured, true to size, true
        to description, true to its|their word, true to life, worked out well|great|nicely, turned out
        well|great|nicely|lovely, came out well|great|nicely|lovely, went well, going well, went off without,
        like clockwork, runs well, plain sailing, piece of cake to, a breeze, a doddle, a cinch, a no brainer,
        no brainer, no-brainer, child's play, walk in the park, userfriendly,

        grateful for everything|all|your|the, gratitude, thankfully, thankfulness, thank goodness, thank
        heavens, thank the lord, blessed, blessing, blessings, lucky to have|find, lucky find, luckily,
        fortunate*, fortuitous, appreciative, appreciatively, indebted, in your debt, owe you one, do
        appreciate, appreciated the|your|their|how|his|her, so appreciated, a lot to us, means a lot, meant a
        lot, means so much, meant so much, means the world, meant the world, made a difference, makes a
        difference, made all the difference, makes all the difference, made a huge difference, made things
        easier, made it easy|easier|simple|effortless, makes it easy|easier|simple|effortless, made my life
        easier, makes my life easier, makes life easier, made life easier, life is easier, saved me
        hours|time|money, saved us hours|time|money, saves me hours|time|money, time saver, time-saver,
        timesaver, saves the day, came to my|our rescue, to the rescue, helped me out, helped us out, helped
        me a lot|so|loads|immensely|greatly, helped us a lot|so|loads|immensely|greatly, helped a lot, helps a
        lot, so much help, real help, big help, huge help, helpfully, helpfulness, helpfull, helpfil, heplful,
        invaluable, inestimable, indispensable, priceless, huge plus, added bonus, little touches, personal
        touch, attention to detail,

        loving care, lovingly, affection, affectionate*, fond, fondly, fondness, dear to me|us|my, dearly,
        darling, sweetheart*, sweetie*, cutie*, cuteness, cutest, cuter, cutesy, kawaii, huggable, cuddly,
        cuddliest, snuggly, likeable, likable, lovable, loveable, endearing, endeared, endearingly, fan of,
        big fan, huge fan, big fans, huge fans, fans of, faves, fave, favs, fav, firm favorites, go to
        place|spot|shop|restaurant|store|salon|cafe, go-to, my go to, our go to, heartfelt, grew on me,
        growing on me, warmed to, appeals to me|us, appealed to me|us, appealing, appealingly, alluring,
        irresistib*, attractive, attractively, attractiveness, tempting, temptingly, inviting, invitingly,
        enticing, enticingly, desirab*, sought after, sought-after, to my|our liking, to my taste, vibing,
        vibey, wholesome, wholesomeness, heart melting, romantic, romantically, tender moment*, tenderness,
        soulful, soulfully,

        admire, admired, admires, admiring, admiration, admirer*, praise, praised, praises, praising,
        praiseworthy, sing ~ praises, singing ~ praises, sings ~ praises, applaud*, applause, commend,
        commended, commendable, commendably, commendation, compliment to the chef|staff|team, got compliments,
        many compliments, lots of compliments, tons of compliments, get compliments, received compliments,
        receive compliments, getting compliments, nothing but compliments, complimented me|us|on|him|her,
        kudos, props to, mad props, shout out to, shoutout to, shout-out, big shout out, big up, respectful*,
        respectable, salute to you|them|the|all, tip of the hat, bravos, attaboy, well done
        team|everyone|guys|to|you|all|folks|lads|boys|girls|and, way to go, top job, stellar, top work,
        sterling job, sterling work|service, job well done, keep it up, thumbs up, thumbs-up, thumb up,
        impress, impresses, impressing, impressively, impressiveness, never fail to impress, doesn't fail to
        impress, made an impression, lasting impression, commendations, noteworthy, notable for,
        distinguished, acclaimed, celebrated for, renowned, reputable, prestigious, highly rated,
        highly-rated, rate ~ highly, rated ~ highly, rate them highly, highly regarded, highly thought of,
        speak highly, spoke highly, in high regard, high marks, full marks, top marks, top scores, full stars,
        a must, deserves a medal|raise|promotion|award|mention|recognition|praise|stars|5|five, deserve a
        medal|raise|promotion|award|mention|recognition|praise|stars|5|five, deserves ~ recognition, deserve ~
        recognition, well deserved, well-deserved, credit to the|your|his|her|their, a credit to, asset to
        the|your|any, an asset, real asset, valuable asset, worthy, worthwhile, worth it, worth a
        try|visit|look|read|watch|go|trip|shot|detour|listen, worth the
        wait|trip|drive|price|visit|effort|extra|hype|journey|detour|read|watch|investment|splurge|cost|walk|climb|time,
        worth having|visiting|trying|buying|seeing|reading|watching|paying|going|waiting|checking, worth
        its|their price, was worth, worth my|our|your time|while, jewel of a, little treasure, star player,
        star of the show, legend, legends, champ, rockin, ahead of the curve, ahead of the pack, a cut above,
        cut above the rest, a step above, notch above, one of the nicest|better|friendliest, better and
        better, gets better every, getting better every, better every time, beats all|any|every|the rest, beat
        all|any|every other, stands out, standout, stand out, stood out, shines, shone, excels, excelled,
        excelling, flying colours, flying colors, above average, above par, high standard*, highest standard*,
        high standards, high level of, highest quality, top quality, top-quality, premium quality, premium
        feel, quality is top, high-quality, high caliber|calibre, real deal, lives up to, lived up to, live up
        to, living up to, met ~ expectations, meets ~ expectations, meet all|my|our ~ expectations, fit for
        purpose, does the job, did the job, does the trick, did the trick, gets the job done, got the job
        done, does what it says, does exactly what, does as it says, did exactly what, what it says on the
        tin, serves its|the|their purpose, works a charm, works as
        advertised|described|expected|intended|promised|it, working well, works really well, works so well,
        works very well, works like new, looks like new, looks good|great|nice|lovely|smart|fresh|cute|cool,
        look good|great|nice|lovely|smart|cute, looked good|great|nice|lovely|smart|cute, smells
        good|great|nice|lovely|fresh|fab, smell good|great|nice|lovely|fresh|fab, smelled
        good|great|nice|lovely|fresh|fab, smelling good|great|nice|lovely|fresh|fab, smell is
        good|great|nice|lovely, smells so|really|very|absolutely good|nice|great|lovely|fresh|amazing,

        relieved, phew, what a relief, weight off my|our, load off my, peace of mind, put my|our mind* at
        rest|ease, puts my|our|your mind at rest|ease, at ease, comfortably, comforting, comforted, comfort
        food, comfiness, comfier, comfiest, cosily, cosiness, cosier, cosiest, coziness, cozier, coziest,
        cozily, homely, homey, snug, snugly, calmly, calmed me|us, relaxing, relaxingly, laid back, laid-back,
        chilled out, chill vibe|place|atmosphere|spot, tranquil, tranquility, tranquillity, serene, serenely,
        serenity, peaceful, peacefully, restful, restfully, refreshing, refreshingly, refreshed, rejuvenat*,
        revitaliz*, revitalis*, invigorat*, reenergized, restored my faith, restores my faith, faith in
        humanity, faith restored, reassur*, heartening, heartened, encouraging, encouragingly, encouragement,
        optimistic, optimism, hope restored, light at the end, supersoft, super soft, silky soft, velvety,
        buttery soft, feather soft, toasty, warmly, warmth, warmhearted, welcomed us|me|warmly, welcomed with,
        welcomes you, felt welcome*, feel welcome*, home away from home, home from home, like home, felt at
        home, feel at home, well looked after, looked after us|me|so|very|really, looked after well, well
        taken care, take good|great care of ~ customers, took care of me|us|everything|it|my|our, safe hands,
        safe and sound, safely, felt safe, feel safe, feeling safe, slept well|like|great|soundly, slept like
        a baby|log,

        proud, proudly, proudest, prouder, pride in, takes pride, take pride, triumph, triumphs, accomplished,
        accomplishment*, achiever*, victorious, victory, prowess,

        trustworth*, trusted, can trust, could trust, trust them, dependab*, reliability, reliably, steadfast,
        devoted, dedication, diligen*, conscientious*, honesty, honest
        people|guys|staff|company|shop|business|service|seller|mechanic|advice|price*|work|and|trader|man|woman|team|feedback
        from them|opinion from them|folks|dealer|broker|prices, very honest, so honest, honorable, honourable,
        honorably, honourably, integrity, sincerity, truthful, truthfully, up front about, straightforward,
        straight forward, straight-forward, straight talking, no nonsense, no-nonsense, no hidden
        charges|fees|costs, no catch, genuine, genuineness, authentic, authentically, authenticity, legit,
        legitimate, fair, fairly priced, even handed, unbiased, principled, ethical, ethically, keeps ~ word,
        kept ~ word, kept ~ promise*, keeps ~ promise*, kept their side, delivered on ~ promise*, delivers on
        ~ promise*, as good as ~ word, man of his word, woman of her word, true to ~ word, stand by ~
        product*|word, stands by ~ product*|word, stood by ~ product*|word, stands behind ~ product*|work,
        stand behind ~ product*|work, credible, credibility,

        kinder, kindhearted, kindnesses, goodhearted, compassion*, empathetic, empathetically, empathy,
        empathic, empathis*, empathiz*, sympathetic, sympathetically, very understanding, so understanding,
        understanding of my|our, considerate, considerately, gracious, graciously, graciousness, generosity,
        generously, giving person, charitable, benevolen*, altruis*, humane, humanely, gentleness, gentleman,
        gentlemanly, gent, courteous, courteously, courtious, curteous, politely, politeness, well mannered,
        well-mannered, amiable, amiably, amicable, amicably, affable, approachab*, personable, personably,
        sociable, friendlier, friendliest, friendliness, freindly, frendly, friendley, friendy staff,
        hospitable, hospitality, gregarious, accommodating, accomodating, acommodating, obliging, obligingly,
        patience with us|me, very patient, so patient, tactful*, supportive, supportively, caringly, cares
        about ~ customers|clients|patients|people|you, care about ~ customers|clients|patients|people|you,
        cared about, genuinely care*, truly care*, really care*, really cares, thoughtfully, thoughtfulness,
        attentively, attentiveness, unselfish, neighborly, neighbourly, heart in the right place, nothing but
        kind|nice|friendly|helpful|polite, no trouble, no bother, no hassle, no fuss, without fuss, without a
        fuss, without any hassle|trouble|fuss|delay|complaint*, without hassle, without delay, no quibble, no
        quibbles, no questions asked, no pressure, not pushy, never pushy, no hard sell, no delay*, no drama,
        no regrets, no mistakes, no errors, no defects, no damage, no mess, no fuss no, zero issues, zero
        problems, zero hassle, not a single issue|problem, not one complaint|issue|problem, never a
        problem|issue, never any problem*|issue*, never had a problem|issue|complaint|bad, never had any
        problem*|issue*|complaint*, haven't had a problem|issue|single, haven't had any problem*|issue*, have
        not had any problem*|issue*, never disappoint*, never disappointed, doesn't disappoint, does not
        disappoint, did not disappoint, didn't disappoint, doesnt disappoint, didnt disappoint, won't
        disappoint, don't disappoint, wasn't disappointed, was not disappointed, weren't disappointed, were
        not disappointed, not disappointed, won't be disappointed, wont be disappointed, will not be
        disappointed, not be disappointed, you won't regret, won't regret, wont regret, will not regret, don't
        regret, do not regret, never regret*, didn't regret, no regret*, can't complain, cant complain, cannot
        complain, couldn't complain, no reason to complain, nothing negative, nothing wrong with, nothing bad,
        no downsides, no drawbacks, no negatives, not too shabby, not shabby, not half bad, not at all bad,
        wasn't bad, isn't bad, wasn't bad at all, not a bad, not so bad, not that bad, not terrible, not
        expensive, not too expensive, not overpriced, not greasy, not too greasy, not too sweet, not too
        salty, not boring, never boring, never dull, not a dull moment, never a dull moment, no dull moment*,
        not a bad word, couldn't agree more, could not agree more, couldn't resist, can't resist, cannot
        resist, can't stop eating|smiling|listening|playing|reading|watching|wearing|looking, cannot stop
        eating|smiling|listening|playing|reading|watching|wearing|looking, couldn't stop
        eating|smiling|laughing|reading|watching, can't be matched, can't get any better, doesn't get any
        better, doesn't get better, does not get better, don't miss this, don't miss out, dont miss out, do
        not miss this, don't think twice, do not hesitate, dont hesitate, wouldn't hesitate, would not
        hesitate, without hesitation, look no further, no need to look elsewhere, wouldn't go anywhere else,
        would not go anywhere else, won't go anywhere else, will not go anywhere else, never go anywhere else,
        wouldn't change a thing, would not change a thing, wouldn't hesitate to, nowhere else i'd, no better
        place, nothing better than, no one does it better, nobody does it better, nothing compares, never
        leaves me|us|you, never lets me|us|you down, never let ~ down, hasn't let me|us down, didn't let me|us
        down, won't let you down, hasn't failed|missed, has not failed, not missed a beat, hasn't missed a
        beat, never misses a beat, never missed a beat,

        prettiest, eye catching, eye-catching, eyecatching, photogenic, instagrammable, dashing, snazzy,
        nifty, spiffy, swanky, classy, classily, stylish, stylishly, chic, tasteful, tastefully, elegance,
        elegantly, sophisticated, sophistication, graceful, gracefully, vibrant, vibrantly, vivid, vividly,
        lustrous, gleaming, glowing skin|review*, glows, luminous skin, flattering, flatteringly, flatters,
        bonny, comely, glam, glamorous, glamorously, quaint, quaintly, scenic, charmingly, charmed, tastier,
        tastiest, tastily, yum, yumm, yummier, yummiest, yumminess, yummie, yumy, yummo, num num, nom nom,
        tastey, appetizing, appetising, appetizingly, palatable, succulent, succulently, juicy, juicier,
        juiciest, crispier, flavorful, flavourful, flavorsome, flavoursome, flavor packed, flaky pastry,
        tender meat|beef|lamb|chicken|steak, so tender, very tender, moreish, more-ish, tantalizing,
        tantalising, homemade taste, home cooked, tastes homemade, fragrantly, zesty, zingy, well seasoned,
        well-seasoned, well cooked, well-cooked, piping hot, freshly
        made|baked|cooked|prepared|squeezed|ground, fresher, freshest, freshness, licked the plate, licked
        my|our plate*, cleaned our plates, cleanest, cleanliness, cleanly, squeaky clean, hygienic,
        hygienically, neat, neatly, neater, neatest, tidy, tidily, tidiness, spick and span, spic and span,
        unspoiled, unspoilt, orderly, well kept, well-kept, well maintained, well-maintained, well organised,
        well organized, well-organised, well-organized, well run, well-run, well managed, well-managed, well
        stocked, well-stocked, well lit, well presented, well-presented, well designed, well-designed, well
        crafted, well-crafted, well built, well-built, well constructed, well-constructed, well thought,
        well-thought, well priced, well-priced, well trained, well-trained, well behaved, well-behaved, well
        informed, well-informed, well written, well-written, well acted, well-acted, well executed,
        well-executed, well explained, well-explained, well balanced, well-balanced, well-made, well-packed,
        well packaged, well-packaged, well wrapped, well protected, well equipped, well-equipped, well versed,
        well finished, well stitched, well fitted, well rounded, well-rounded, well served, well treated,
        treated well, treated so well, treated us well, treated me well, treated with
        respect|kindness|care|dignity, carefully packed|packaged|wrapped, securely packed|packaged, expertly,
        spacious, roomy, airy, light-filled,

        speedy, speedily, speediness, swift, swiftly, swiftness, quicker than expected|i|thought|promised,
        faster than expected|i|thought|promised, sooner than expected|i|thought|promised, earlier than
        expected|i|thought|promised|planned, ahead of schedule, lightning speed, superfast, in a flash, in a
        jiffy, in no time, no time at all, no waiting, no wait time, on the dot, punctual, punctually,
        punctuality, timeliness, expeditious*, responded immediately|promptly|quickly|instantly, replied
        immediately|promptly|quickly|instantly, responsive, responsiveness, snappy, zippy, nimble,
        effortless*, painless, painlessly, seamless*, intuitive, intuitively, hassle free, hassle-free,
        hasslefree, trouble free, trouble-free, stress free, stress-free, stressfree, fuss free, fuss-free,
        worry free, worry-free, risk free experience, error free, bug free, glitch free, pain free experience,
        hitch free, headache free, carefree, easier than expected|i|thought, easygoing, conveniently,
        leakproof, leak proof, leak-proof, failsafe, foolproof, fool proof, fool-proof, bulletproof quality,
        unbreakable, built to last, made to last, stands the test, stood the test, test of time, holds up
        well|great|nicely, held up well|great|nicely, hold up well|great|nicely, holding up well|great|nicely,
        lasts forever, lasts ages, lasted years, lasts long, long lasting, long-lasting, longlasting, hard
        wearing, hard-wearing, hardwearing, tough as nails, robust, robustly, robustness, sturdiness,
        sturdily, sturdier, durability, built like a tank, solidly,

        value for money, value for the money, value for price, vfm, value money, well spent, sweet deal,
        bargains, a steal, cheap and cheerful, cheap as chips, affordably, affordability, sensible price*,
        sensibly priced, competitive price*, competitively priced, competitive pricing, economical,
        economically, inexpensive, inexpensively, doesn't break the bank, won't break the bank, without
        breaking the bank, not break the bank, didn't break the bank, bang for your buck, rewarding,
        rewardingly, beneficial, advantageous, frugal, saved a fortune, saved me|us a fortune, saved a lot,

        skilled, skillful, skilful, skillfully, skilfully, expertise, adept, proficient, proficiently,
        proficiency, competent, competently, competence, capable, capably, talent, talents, gifted
        musician|artist|chef|teacher|actor*|writer, professionalism, professionally, profesional,
        proffesional, professinal, profesionally, proffessional, craftsmanship, workmanship, craftmanship,
        artistry, artistically, creatively, creativity, imaginative, imaginatively, inventive, inventively,
        innovative, innovatively, ingenuity, clever, cleverly, cleverness, smartly, smartest, intelligent,
        intelligently, wisely, wisdom, witty, wittily, brainy, insightful, insightfully, perceptive, astute,
        astutely, knowledgable, knowledgeably, knowlegable, knowledgeble, knows ~ stuff, knew ~ stuff, know ~
        stuff, knows what ~ doing, knew what ~ doing, know what they're|they are doing, knows his|her|their
        trade|craft|job|business, knew his|her|their trade|craft|job, know their trade|craft|job, informative,
        informatively, enlightening, enlightened, eye opening, eye-opening, eyeopening, eye opener, thorough,
        thoroughness, meticulous*, painstaking*, methodical, methodically, accurate, accurately, attention to
        details, eye for detail, detail oriented, detail-oriented, hard working, hard-working, hardworking,
        industrious, tireless*, energetic, energetically, pro-active, pro active, proactively, resourceful*,
        efficiency, productive, productively, slickly, on point, on-point, spot on, spot-on, bang on, bob on,
        hit the nail on the head, on the ball, on the money, top of their game, second nature, world of
        difference, night and day difference, huge improvement, big improvement, vast improvement, much
        improved, vastly improved, improved a lot|so, huge upgrade, major upgrade,

        funnest, funniest, funnier, funnily, funfilled, playful, playfully, amusing, amusingly, amused,
        amuses, humorous, humorously, belly laugh*, laughter, laughed so|till|until|all, entertaining,
        entertainingly, entertained, engaging, engagingly, engrossing, engrossed, absorbing story|book|read,
        immersive, intriguing, intriguingly, intrigued, fascinat*, compelling, compellingly, touched my|our
        heart*, touched by, poignant, poignantly, thought provoking, thought-provoking, thoughtprovoking,
        stimulating, lively, liveliness, vivacious, spirited, quirky, quirkily, whimsical, whimsically, zany,
        adventurous, had a ball, having a ball, had a laugh, memorable, memorably, memories made, action
        packed, action-packed, non stop laughs, suspenseful, catchy, danceable, groovy, funky, funkily, jazzy,
        dope, ftw, for the win, winner winner, a winner, real winner, a hit, big hit, huge hit, hit with
        the|my|our|everyone|kids|guests, went down well|great, goes down well, a treat, real treat, crowd
        pleaser, crowd-pleaser, kid approved, paws up, brownie points, winning combination, winning combo,
        recipe for success, brighten* my|our|the|her|his|your, brightened, brightens, lit up
        my|the|her|his|their, bright and airy|cheerful|clean|modern|breezy, vibrance, buzzing atmosphere,
        buzzing place, atmospheric,

        recomend*, reccomend*, reccommend*, recommand*, recommened, highly reco, would use again, would
        definitely use|buy|order|return|shop|visit|go, will definitely
        use|buy|order|return|shop|visit|go|come|be back, would certainly use|buy|order|return|shop|visit|go,
        will certainly use|buy|order|return|shop|visit|go|come|be, would buy again, would order again, would
        shop again, would visit again, will use again, will buy again, will shop again, will visit again, will
        order again, definitely be back, definately be back, definetly be back, certainly be back, defo be
        back, deffo be back, will defo, back for more, keep coming back, keeps me coming back, keeps us coming
        back, kept coming back, keep going back, keep us coming, always come back, can't wait to
        come|go|return|visit|try|use|wear|see|read, cant wait to come|go|return|visit|try|use|wear|see|read,
        cannot wait to come|go|return|visit|try|use|wear|see|read, customer for life, customers for life,
        lifelong customer, lifelong fan, you've got a customer, gained a customer, won me over, won us over,
        won over, winning me over, converted me, hooked on, im hooked, i'm hooked, instantly hooked,
        addictive, addicting, give ~ a try you, hats off to, deserves better recognition, right choice, wise
        choice, right decision, positive experience, injoy*, delight to
        use|deal|work|read|watch|wear|drive|behold, positivity, favorable, favourable, favorably, favourably,
        ideal, ideally suited, top stuff, top bloke, top lad, top lads, top man, top fella, top chap, top
        banana, top guy, top guys, top people, tip top, tip-top, tiptop, a1 condition, mint condition,
        mint-condition, tickety boo, cushty, peachy, hunky dory, hunky-dory, swell job, beauts, groovily, gud,
        vgood, gr8, gr8t, grt, greaat, gret service, noice, niice, naice, kool, coolest, coolness, superr,
        suuper, super product, super service, super quality, super staff, mast hai, badhiya, badiya, badhia,
        accha, acha hai, achha, achi quality, sahi hai, mazaa aa gaya, maza aa gaya, maja aa gaya, ek number,
        ek no, khush, ekdum mast, worth for money, worth for the money, worth of money, worth the price,
        worthable, hatsoff, kudoos, thumbsup, god bless you, bless you all, bless them all, jazakallah, jazak
        allah, mashallah, masha allah, alhamdulillah, shukran so much, bellissimo, molto bene, magnifico, made
        it right, made things right, went out of their way, went out of his way, went out of her way, going
        out of their way, go out of their way, goes out of his|her|their way, above and beyonds, going the
        extra mile,

        👏, 🙌, 🤗, 😇, 🥳, 😋, 🤤, 😎, 💪, 🔥, ✨, 🌟, 💫, 😌, 😆, 🤘, 🤙, ✌, 🎊, 😚, 😙,
        😗, 💃, 🕺, 🤝, 😺, 😸, 😉, 🥹, 🏅, = ), : - ), ; - ), ^ ^,

        positive experience|feedback|attitude|review|reviews|energy|vibe|impression|outcome|change, patient
        with me|us|my|our, so gentle, very gentle, timely delivery|service|response|help|manner and, looking
        forward to trying|wearing|using|visiting|more|many|coming|going, content with my|our|the|this,
        consistently good|great|excellent|friendly|fresh|high, can count on, can rely on, can always
        count|rely, passionate, passion for, handsome, handsomely, non toxic, non-toxic, smart looking, smart
        and, sparkling, effective and, very effective, so effective, really effective, crispy and, so crispy,
        super crispy, so soothing, very soothing, really soothing, so calming, very calming, calming
        atmosphere, so organised, so organized, a delight, pure delight, absolute delight, dirt cheap, bless
        his|her|their, bless his heart, drooling over, drooled over, upfront about|with""",
    "bad": """
        dissapoint*, disapoint*, dissapp*, disappiont*, disapponted, let-down, letdown, let downs, lets you
        down, lets me|us down, letting me|us|you|people|customers down, anticlimax, anti-climax, anti climax,
        anticlimactic, disheartened, disheartening, dishearten, dispirited, dispiriting, discouraged,
        discouraging, disillusion*, disenchanted, discontent*, displeas*, disgruntled, unimpressed,
        un-impressed, dejected, crestfallen, deflated, deflating, gutted, bummed, bummer, downer, pity, tough
        luck, leaves a lot to be desired, leave a lot to be desired, left a lot to be desired, left much to be
        desired, leaves much to be desired, leaves something to be desired, left something to be desired,
        falls short, fell short, fall short, falling short, failed to impress, fails to impress, epic fail,
        not up to standard|scratch|par|the mark|snuff|much|expectation*|the standard|the job, not up to ~
        standard*, below standard, below par, below average, below expectation*, below my|our expectation*,
        below the standard, sub par, sub-par, subpar, sub standard, sub-standard, substandard, second rate,
        second-rate, not a patch on, not what it was, not what it used, isn't what it used, downhill, gone to
        the dogs, going to the dogs, went to the dogs, gone to pot, gone to seed, standards have
        dropped|slipped|fallen, standard has dropped|slipped|fallen, quality has
        dropped|slipped|declined|suffered|gone|fallen|deteriorated, slipping standards, nosedive, nose dive,
        nosedived, worsen*, far worse, deteriorat*, declining quality|standards|service, on the decline, past
        its best, past its prime, seen better, tasted better, better ones out, much better places, far better
        elsewhere, lots better, expected so much better|more, expected much better|more, expected far
        better|more, expect better, expecting better, hoped for more|better, hoping for more|better, was
        hoping for better|more, should be better, should have been better, needs improvement, needs improving,
        need improvement, need to improve, needs to improve, must improve, room for improvement, needs work,
        needs a lot of work, needs a good clean|scrub, could do better, can do better, must do better, should
        do better, try harder, buck up, up your game, get it together, get your act together, get ~ act
        together, sort it out, sort yourselves out, sort yourself out, pull your finger|socks, not as good,
        not so good, not so great, not very good, not that good, not that great, not all that, not very nice,
        not nice, not very helpful, not helpful, not very friendly, not friendly, not fresh, not clean, not
        very clean, not tasty, not very tasty, not great at all, not good at all, no good, not any good, never
        any good, isn't good, wasn't good, wasn't great, isn't great, aren't great, weren't great, wasn't
        happy, wasn't impressed, wasn't satisfied, ain't good, not happy at all, not at all happy, not
        pleased, not amused, not best pleased, not best impressed, not too happy, not too impressed, not too
        pleased, less than
        happy|impressed|satisfied|ideal|helpful|pleased|impressive|satisfactory|stellar|friendly|adequate|perfect|great,
        far from happy|perfect|ideal|good|satisfied|impressed|great|clean|fresh, anything but
        good|great|happy|helpful|friendly|fast|easy|professional|clean|fresh, nothing great, nothing to write
        home, nothing to shout about, nothing good to say, nothing exceptional, nothing impressive, nothing
        spectacular, nothing amazing, nothing exciting, nothing extraordinary, nothing to rave about, nothing
        like the picture*|photo*|description|image*|advert*, looks nothing like, looked nothing like, look
        nothing like, not like the picture*|photo*|description|image*|advert*, not as pictured, not as
        described, not as advertised, not as shown, not as promised, not as expected, not what i|we
        expected|hoped|was|were|signed, not what i paid for, not worth it, not worth the
        money|price|hype|effort|trip|drive|time|wait|visit|cost|bother, not worth a, not worth my|your
        time|money|while, isn't worth, wasn't worth, ain't worth, never worth, no value, worth less than,
        hardly worth, barely worth, not fit for purpose, not suitable for purpose, not happy bunny, not a
        happy bunny, not a fan, not my cup of tea, not for me, not my favorite|favourite, don't like, do not
        like, didn't like, did not like, doesn't like, dont like, didnt like, disliked, dislike, dislikes,
        disliking, couldn't enjoy, didn't enjoy, did not enjoy, didnt enjoy, don't enjoy, don't love, didn't
        love, don't care for it|this|the, didn't care for, wouldn't bother, would not bother, don't bother, do
        not bother, dont bother, not bother, didn't bother to, couldn't be bothered, can't be bothered, cannot
        be bothered, cant be bothered, can't be arsed, couldn't be arsed, couldn't care less, could care less,
        could not care less, couldnt care less, don't care, doesn't care, didn't care, do not care, does not
        care, dont care, doesnt care, didnt care, don't give a
        damn|shit|crap|fuck|toss|hoot|rat's|rats|monkeys, do not give a damn|crap|toss, doesn't give a
        damn|crap|toss, didn't give a damn|crap|toss, give a damn|crap|toss, no care, without caring, no one
        cares, noone cares, nobody cares, wouldn't return, wouldn't go back, would not go back, won't go back,
        will not go back, not go back, wouldn't go again, would not go again, won't go again, won't go there
        again, won't come back, will not come back, wouldn't come back, would not come back, wouldn't eat
        here|there, would not eat here|there, won't eat here|there, wouldn't stay here|there|again, would not
        stay here|there|again, won't stay here|there|again, won't use again, will not use again, wouldn't use
        again, would not use again, won't buy again, will not buy again, wouldn't buy again, would not buy
        again, won't be buying|ordering|using|returning|shopping|going|visiting|recommending|renewing, will
        not be buying|ordering|using|returning|shopping|going|visiting|recommending|coming|renewing, wont be
        buying|ordering|using|returning|shopping|going|back|coming, won't order again, will not order again,
        wouldn't order again, won't shop here, won't buy from, will not buy from, wouldn't buy from, would not
        buy from, wouldn't trust, would not trust, don't trust, do not trust, can't trust, cannot trust,
        couldn't trust, cant trust, dont trust, mistrust, distrust*, no confidence in, no faith in, no trust,
        lose trust, losing faith|trust|confidence, would never recommend, can't recommend, cannot recommend,
        couldn't recommend, cant recommend, could not recommend, do not recommend, dont recommend, wont
        recommend, won't recommend, will not recommend, wouldnt recommend, not be recommending, no
        recommendation, hesitant to recommend, going elsewhere, went elsewhere, taking my business elsewhere,
        take my business elsewhere, taking our business elsewhere, take our business elsewhere, take my money
        elsewhere, spend my money elsewhere, spend your money elsewhere, save your money, save your time, keep
        your money, think twice before, give it a miss, giving it a miss, give this a miss, best avoided, to
        be avoided, buyer beware, be warned, caveat emptor, approach with caution, red flag, red flags,
        warning signs, alarm bells, you have been warned, a warning to,

        very average, distinctly average, so so, so-so, mehh, blah, bleh, blech, run of the mill,
        run-of-the-mill, unremarkable, uninspir*, forgettable, lacklustre, lackluster, lack lustre, lukewarm,
        tepid, half hearted, half-hearted, halfhearted, half baked, half-baked, hit and miss, hit or miss,
        hit-or-miss, hit-and-miss, patchy service|quality, inconsistent, inconsistency, inconsistencies,
        passable, so mid, barely passable, barely edible, barely acceptable, barely adequate, overrated, over
        rated, over-rated, overhyped, over hyped, over-hyped, not that special, overdone, overblown, gimmick*,
        tacky, tackiest, kitschy, naff, tatty, knockoff*, knock-off, cheapo, cheapest quality, low quality,
        low-quality, low grade, low-grade, low standard*, sorry excuse for, sorry state, negative experience,
        sour taste, sour note, bitter taste in, leaves a bitter taste, left a bitter taste, leaves you cold,
        left cold, left me|us cold,

        anoy*, irked, irks, irksome, irk, vexed, vexing, vexatious, exasperat*, aggravat*, frustrat*,
        frustation, frustated, frustating, frustrait*, peeved, peeve, peeving, miffed, narked, riled, rile,
        riles, riling, galling, galled, gall, audacity, the cheek, cheek of it, cheeky beggars, what a cheek,
        what a nerve, grating, grates on me|my, gets on my|our nerves|tits|wick, got on my|our nerves|wick,
        getting on my|our nerves|wick, got my goat, gets my goat, gets my back up, got my back up, wound me
        up, winds me up, wind me up, wound up about, winding me up, bugs me, bugging me, bugged me, ticks me
        off, tick me off, bothers me, bothered me, bothering me, bothersome, nuisance*, pestering, pester,
        pestered, hounded, hounding, nagging, nagged, niggle, niggles, niggly, niggling, pain in the
        neck|butt|ass|arse|backside|rear|bum|proverbial, a pain to, real pain, royal pain, such a pain, major
        pain, huge pain, absolute pain, pain to use|deal|set|install|assemble|clean, painfully, hassles,
        hassled, hasslesome, headaches from|trying|with this|dealing, nothing but headaches, nothing but
        trouble, nothing but problem*|issue*|stress|hassle|grief|excuses, caused me|us so|a
        lot|much|great|untold|huge|distress|stress|grief|trouble|inconvenience, causing me|us so|a
        lot|much|great|distress|stress|grief|trouble|inconvenience, troublesome, troubling, inconvenienc*,
        inconvenient, inconveniently, unconvenient, inconvinien*, incovenien*, inconveniance, cross with
        you|them|this|us, grumpy, grumpily, grumpier, grump, grouchy, grouch, grumbl*, crabby, cranky, surly,
        sullen, sulky, sulked, sulking, snarky, snark, snarl*, snappish, snappy with me|us, moody, short
        tempered, short-tempered, ill tempered, hot tempered, temperamental, tantrum*, resentment, bitterly,
        bitterness, embittered, offended, offending, offensive, offensively, offence taken, affront*,
        hostility, antagonis*, antagoniz*, confrontational, argumentative, combative, belligerent,
        aggressively, aggression, agressive, agression, aggresive, quarrel*, squabbl*, bickering, rant,
        ranting, rants, grr, argh, arghh, aargh, arrgh, ugh, urgh, ughh, uggh, eugh, ew, eww, eek, ick, icky,
        yuck, yucky, yuk, yukky, yukk, bleugh, bleurgh, blergh, pfft, pff, pft, tsk, tut tut, smh, smdh, sigh,
        sighs, face palm, facepalm, face-palm, yikes, oof, ouch, boo, boohoo, alas, woe, woes, thumbs down,
        thumbs-down, thumb down, hard pass, hard no, big no, big no no, a no from me, no thanks never, nope
        never, nah never, epic failure, uh oh, uh-oh, sheesh, gawd, cringe, cringed, cringing, cringey,
        cringy, cringeworthy, cringe-worthy, cringe worthy, sus, sussy, salty about, trashed, trashing, toxic,
        toxicity, savagely,

        saddened, saddening, saddens, sadden, sadder, saddest, sadness, unhappily, unhappiness, unhapy, un
        happy, sorrow*, mournful*, mourn, gloom*, glum, glumly, depressing, depressed, melancholy, miserable,
        miserably, misery, miseries, dismal*, dreary, drearily, dreariness, drab, bleak, bleakly, downcast,
        downhearted, forlorn*, cried, crying, makes me cry, made me cry, made her|him|them cry, want to cry,
        wanted to cry, could cry, grieving, grief, grieved, aggrieved, distressing, hurtful*, hurting my|our,
        unloved, unwelcoming, unappreciated, undervalued, unvalued, taken for granted, take ~ for granted,
        takes ~ for granted, abandonment, forsaken, lonely, loneliness, lonesome, powerless, helpless,
        helplessly, helplessness, dismay*, disconcert*, disturb me, disturbing, disturbingly, unsettling,
        unsettled, perturbed, heavy hearted, heavy heart, heartache, sick at heart, down in the dumps, feeling
        down, feel down, felt down, feeling low, sob story, demoralis*, demoraliz*, demotivat*, exhausting,
        exhausted, exhaustingly, wearisome, weary of, wearying, burned out, worn down, jaded, stress,
        stresses, stressed, stressful*, stressing, stressy, overworked, overburdened,

        scared, scare, scares, scaring, scary, scarier, scariest, scarily, frighten*, fright, frightful*,
        fearful*, fearing, fears, feared, worrying, worryingly, worrisome, worriedly, anxiously, anxiousness,
        panic, panicked, panicking, panicky, dread, dreaded, dreading, alarming, alarmingly, nerve racking,
        nerve-racking, nerve wracking, nerve-wracking, nervewracking, nail biting wait, uneasy, uneasily,
        unease, uneasiness, apprehensive*, apprehension, trepidation, spooked, freaked out, freaked me,
        freaking out, freaks me out, freaky, creeped out, paranoid, paranoia, unnerv*, daunting, daunted,
        intimidat*, threatening, threatened, threats, menace*, ominous*, danger, dangerous, unsafe, unsafely,
        perilous*, peril, hazardous to, hazardous condition*, risky, riskier, endanger*, reckless*,
        irresponsibl*, irresponsibility, jeopardis*, jeopardiz*, jeopardy, harmed, isn't safe, wasn't safe,
        suspicious, suspiciously, suspicions, dubious*, sick with worry, going out of my mind, on tenterhooks,

        embarass*, embarras*, cringeful, red faced, red-faced, shamefaced, shaming, shamed, sheepish*, guilty,
        guilt, remorse*, kicking myself, kick myself, wish i had never, wish i never, wish i hadn't, wish we
        had never, wish we never, wish we hadn't, wish i'd never, wish we'd never, wish i had
        read|gone|listened|bought|checked|chosen|stayed|known, should have known better, shouldn't have
        bought|come|bothered|trusted|ordered|gone, should never have
        bought|come|bothered|trusted|ordered|gone, should've known better, should have listened, should have
        read the reviews, should have gone elsewhere, should have gone to, rue the day, hard lesson, lesson
        learned, lesson learnt, learned my lesson, learnt my lesson, sorry i
        bought|ordered|came|bothered|trusted|used|went, sorry we
        bought|ordered|came|bothered|trusted|used|went, sorry that i bought|ordered|came|trusted, sorry to
        say, sorry but this, pains me,

        bores, boredom, boringly, borring, tedious*, tedium, monotonous, monotonously, monotony, repetitious,
        mundane, humdrum, ho hum, ho-hum, yawn*, snooze fest, snoozefest, snooze-fest, dullest, duller,
        dullness, dragged on, dragging on, long winded, long-winded, longwinded, watching paint dry, fell
        asleep watching|reading|halfway, put me to sleep, send you to sleep, sends you to sleep, lifeless,
        characterless, charmless, colourless, colorless, insipid, vapid, trite, banal, corny, hackneyed,
        contrived, formulaic, unoriginal, uncreative, unimaginative, uninteresting, unfunny, not funny, wasn't
        funny, isn't funny, unentertaining, unengaging, overlong, over long, over-long, plotless, plothole*,
        plot hole, wooden acting, treated me|us badly|poorly|like, treats customers like, treat customers
        like, treats people like, treat people like, treat us like, treats us like, treat you like, treats you
        like, made to feel like a|an|i|we|stupid|small|unwelcome|uncomfortable|guilty, made me|us feel like
        a|an|stupid|small|unwelcome|uncomfortable|guilty|bad, makes you feel like
        a|an|stupid|small|unwelcome|uncomfortable|guilty, bewilder*, baffl*, perplex*, puzzlingly, befuddl*,
        bemused, muddle*, mystifying, mind boggling, mind-boggling, mindboggling, boggles the mind, mind
        boggles, incomprehensibl*, incoherent*, unintelligible, unreadable, illegible, indecipherable,
        gibberish, gobbledygook, mumbo jumbo, nonsens*, makes no sense, make no sense, made no sense, doesn't
        make sense, does not make sense, doesnt make sense, don't make sense, makes zero sense, no sense at
        all, illogical, irrational, unreasonabl*, senseless, ambiguous wording, vague, vaguely worded,
        convoluted, counterintuitive, counter intuitive, counter-intuitive, unintuitive, overcomplicated, over
        complicated, over-complicated, overly complicated, too complicated, complicated for no, fiddly,
        fiddliest, finicky, cumbersome, clunky, clumsy, clumsily, clumsiness, unwieldy, unusably, not user
        friendly, not intuitive, laborious*, arduous, bureaucratic, bureaucracy, red tape, hoops to jump, jump
        through hoops, jumping through hoops, jumped through hoops, jump thru hoops, runaround, run around in
        circles, run-around, the run around, going round in circles, going around in circles, went round in
        circles, round and round, round the houses, wild goose chase, pillar to post, from pillar to, pass the
        buck, passing the buck, passed the buck, passes the buck, buck passing, fobbed off, fob
        me|us|you|people off, fobbing me|us|you|people off, fobs you off, fobbed me|us off, palmed off, palm
        me off, brush off, brushed me|us|it off, brush-off, brushed aside, brushed off, shrugged, washed their
        hands, wash their hands, washed his|her hands of, talking to a brick wall, talking to a wall, like
        talking to a, banging my head, bang my head, head against a brick|wall, deaf ears, fell on deaf, falls
        on deaf, falling on deaf, in one ear, stonewall*, wall of silence, left hanging, left me|us
        hanging|stranded|waiting|high|standing|stuck|frustrated|confused|disappointed|upset, left in the
        lurch|dark|limbo|cold, left high and dry, stranded, in limbo, in the lurch, leading me on, strung
        along, stringing me|us|you along, string me|us|you along, strung me|us along, led me|us on a, messed
        around, messed about, messing me|us around|about, messed me|us around|about, dicked around, dicking
        around, jerked around, jerking me|us around, jerk me|us around, mucked about, mucking about, mucked
        me|us about|around, faff, faffing, faffed, palaver, kerfuffle, rigmarole, rigamarole, headless
        chicken*,

        silliness, silliest, foolish*, fool, fools, fooled, fooling, foolhardy, taken for a fool|ride|mug,
        taken for a ride, took me|us for a ride|fool|mug, taking me|us|people|customers for a ride|fool|mug,
        taking the mick, mug off, mugging me off, crass, vulgar*, lewd, sordid, seedy, trashily, uncouth,
        boorish, boor, churlish, loutish, lout, louts, chavvy, oaf, oafish, slob, slobs, slobbish, snob,
        snobs, snobby, snobbish, snobbery, snooty, hoity toity, pompous*, pretentious*, pretension, smugly,
        conceited, haughty, haughtily, high and mighty, holier than thou, egoistic, egotist*, big headed,
        bigheaded, bossy, domineering, overbearing, patronis*, patroniz*, condescend*, condescension,
        supercilious, sneer*, scoffed, scoffing, scoff at, mocked, mocking, mockingly, ridiculed, ridicule,
        jeer*, taunt*, laughed at me|us|my|our, laughing at me|us|my|our, laughed in my|our face*, laughs at
        you, made fun of, making fun of, makes fun of, poked fun, disdain*, scorn*, dismissively,
        dismissiveness, brusque*, curtly, abrupt, abruptly, terse, tersely, gruff, gruffly, offhand, off-hand,
        off hand with, stand offish, stand-offish, standoffish, aloof, indifferent, indifference, apathetic,
        apathy, uninterested, disinterested, disinterest, unsympathetic, unsympathetically, unempathetic, no
        empathy, no sympathy, zero empathy, zero sympathy, no compassion, lack of
        empathy|care|respect|compassion|interest|sympathy|communication|professionalism|concern|effort|attention|quality|training|cleanliness|hygiene|response|support|flavour|flavor|taste,
        insensitiv*, inconsiderate*, thoughtless*, tactless*, unkind, unkindly, unkindness, mean spirited,
        mean-spirited, meanspirited, so mean, very mean, meanness, meanest, nasty, nastily, nastiness,
        nastiest, nastier, hostile staff, unpleasant*, ungrateful, ungracious, uncaring, unhelpfully,
        unhelpfulness, unhelpfull, unhelful, un helpful, un-helpful, uncooperative, unco-operative,
        un-cooperative, obstinate, stubborn, stubbornly, pig headed, pigheaded, pig-headed, inflexibl*,
        unaccommodating, unaccomodating, obstructive, jobsworth*, unapologetic*, no apology, no apologies, not
        even an apology, not even a sorry, not even sorry, not an apology, without an apology, without
        apology, without so much as, never apologised, never apologized, didn't apologise, didn't apologize,
        did not apologise, did not apologize, not so much as, no manners, lack of manners, manners of a,
        mannerless, ill-mannered, ill manners, unmannerly, discourte*, uncivil, uncivilised, uncivilized,
        incivility, insolen*, impertinen*, impudent, impudence, disrepect*, disresp*, unfriendliness,
        unprofessionally, unprofessionalism, unproffesional, unproffessional, unprofesional, unprofessinal, un
        professional, un-professional, non professional, nonprofessional, non-professional, amateur hour,
        amateurish*, amatuer*, shoddy, shoddily, shoddiness, shoddiest, slapdash, slap dash, slap-dash,
        slipshod, sloppy, sloppily, sloppiness, sloppiest, slovenly, careless*, lax, laxity, lackadaisical,
        lazy, lazily, laziness, laziest, lazyness, bone idle, idle staff, work shy, work-shy, workshy,
        unmotivated, clueless*, clue less, haven't a clue, hasn't a clue, hadn't a clue, without a clue, don't
        have a clue, doesn't have a clue, didn't have a clue, ignorant, ignorance, ignorantly, uninformed, ill
        informed, ill-informed, misinform*, uneducated, unqualified, unskilled, inexperienced, inexpert,
        untrained staff, no training, unable to help, unwilling, unwillingly, unwillingness, reluctan* to
        help, refuse to help, refused to help, refuses to help, refusing to help, zero help, no help at all,
        didnt help, incapab*, inability, inadequat*, ineffectual, ineffective, ineffectively, inefficien*,
        unproductive, counterproductive, counter productive, counter-productive, disorgani*, dis-organised,
        unorganised, unorganized, un organised, chaotic*, chaos, mayhem, pandemonium, bedlam, anarchy, messed
        up, messing up, messups, messes, cock up, cock-up, cocked up, cockup, balls up, balls-up, ballsed up,
        balls it up, botch*, bungl*, bodge*, bodgy, muck up, mucked up, mucks up, foul up, foul-up, fouled up,
        fluffed it, screw up, screw-up, screwup*, screws up, screwing up, goof up, goofed, snafu, hash of it,
        hashed up, haphazard*, ramshackle, hotchpotch, mishap*, mishandl*, mismanag*, mislaid, miscommunicat*,
        misunderstand*, misunderstood, misguid*, mistreat*, maltreat*, ill treated, ill-treated, ill
        treatment, misbehav*, misconduct, misjudg*, mis-sold, missold, mis sold, misselling, mis-selling,
        misrepresent*, misled, mislead, misleads, misleadingly, miss leading, miss led, mis leading, wrongly,
        wrongful*, wronged, wrongdoing, unfair, unfairly, unfairness, unjust*, injustice, injustices, biased,
        one sided, one-sided, double standards, hypocri*, prejudic*,

        blame, blamed, blames, blaming, accuse me|us, accusation*, finger pointing, point the finger, excuses,
        excuse after excuse, feeble excuse*, no excuse*, always an excuse, cop out, cop-out, copout,
        unaccountable, no accountability, zero accountability, no responsibility, takes no responsibility,
        take no responsibility, took no responsibility, shirk*, neglect*, overlooked my|our|us, ignored,
        ignoring, ignores, unheard, unanswered, unresponsive*, un-responsive, unresponded, unreturned calls,
        non responsive, non-responsive, nonresponsive, ghosted, ghosting me|us, ghosts you, hangs up, hung up,
        hanging up on, hang up on, put the phone down on, slammed the phone|door, blanked me|us, fend for
        myself|ourselves|yourself, unsolved, unsorted, no resolution, zero communication, no communication,
        lack of communication, communication is non|lacking, breakdown in communication, uncommunicative, zero
        support, no customer service, zero customer service, non-existent, non existent, nonexistent, no
        existent, conspicuous by, fallen through the cracks, fell through the cracks, unfulfilled, unkept,
        undelivered promise*, overpromis*, over promise*, over-promise*, over promised, falsely, misadvert*,
        falsified, falsify*, untrue, untruth*, fibs, fibbed, fibbing, fabricat* story|lie|excuse|evidence,
        made up excuse*, made-up excuse*, lie to me|us|you|your|customers|people, white lie*, half truths,
        empty words, fake, faked, fakes, fakery, faking, counterfeit*, phony, phoney, phonies, insincere*,
        insincerity, two faced, two-faced, disingenuous*, devious*, slyly, sneaky, sneakily, sneaking,
        sneaked, snuck, underhand*, under handed, shady, shadier, shadiest, shifty, fishy, sketchy, dodgy,
        dodgiest, dodgey, iffy, suspect quality, weasel words, slippery customer*, unreputable, disreputabl*,
        illegitimate, not legit, not genuine, not authentic, tricked, tricking, trickery, tricks you, tricks
        people, trick people, trick customers, trick you, trick us, duped, dupe me|us|people|you|customers,
        duping, hoodwink*, bamboozl*, manipulated, manipulative, manipulating, manipulates, exploitat*,
        exploiting, exploited, coerc*, pressurised, pressurized, pressuring, high pressure sales,
        high-pressure sales, hard sell, pushy, pushier, pushiest, pushiness, spammed, spamming, spammy, spam
        me, spams, clickbait*, click bait, click-bait, intrusive, intrusively, invasive questions, invasion of
        privacy, nosy, nosey, greedy, greed, greediest, greedily, stingy, stingiest, stinginess, miserly,
        miser, misers, tight fisted, tight-fisted, tightfisted, penny pinching, penny-pinching, pennypinching,
        cheapskate*, skinflint*, scrooge, skimp*, measly, paltry, meagre, meager, puny, tiny portion*, small
        portions, mercenary, money hungry, money-hungry, money minded, nickel and dime*, nickel and dimed,
        nickle and dim*, nickel-and-dim*, milk customers, milking customers, milking us|it|people, cash cow,
        hidden charge*, hidden fees, hidden costs, overcharg*, over charged, over-charged, over charging,
        over-charging, over price, over priced, over-priced, overpriced*, overprice, overpiced, overprised,
        pricy, prices are insane|crazy|steep|too, price is insane|crazy|steep|too, costs a fortune, cost a
        fortune, cost me a fortune, cost us a fortune, charge a fortune, charged a fortune, paid a fortune,
        costs the earth, cost the earth, arm and a leg, an arm and a, through the nose, paid through the, pay
        through the, throwing money away, threw money away, throwing good money, money for nothing, money for
        old rope, uncompetitive, steep price*, steep prices, inflated price*, hefty price*, unaffordable,
        unaffordably,

        pilfer*, pickpocket*, pinched my|our, nicked my|our, swiped my|our phone|wallet|bag|money, mugged,
        stolen, steals my|our, misappropriat*, plagiar*, pirated, vandal*, burgl*, tampered, tampering,
        trespass*,

        dirtier, dirtiest, dirtiness, dirtyness, dirtied, unclean, uncleaned, uncleanliness, un-hygienic,
        unhygenic, unhygeinic, unhygien*, unsanitary, insanitary, un sanitary, grubby, grubbiest, grime,
        grimy, grimiest, grungy, scruffy, scruffily, dingy, dingiest, dank, musty, mustiness, mouldy, moldy,
        mold on the|my|our, mould on the|my|our, mold in the|my|our, mould in the|my|our, mildew*, fusty,
        airless, claustrophobic, cramped, overcrowded, crowded, jam packed, packed in like, like sardines,
        cluttered, untidy, untidiness, unkempt, unmade bed*, unwashed, unmaintained, unswept, unflushed,
        uncared, shabby, shabbily, shabbier, rundown, run down, run-down, dilapidat*, decrepit, derelict,
        crumbling, falling to bits, fell to bits, falls to bits, fall to bits, falling to pieces, fell to
        pieces, falls to pieces, fall to pieces, coming apart, came apart, comes apart, come apart, coming to
        pieces, came to pieces, falling apart at, fell apart, falls apart, fall apart, tired looking, looks
        tired, looked tired, tired decor, outdated, out-dated, antiquated, archaic, obsolete, worn-out, worn
        out, threadbare, thread bare, moth eaten, moth-eaten, tattered, ragged, raggedy, bedraggled, smelled
        bad|off|weird|strange|funny|musty|damp|rotten|sour|gross|nasty, smells
        bad|off|weird|strange|funny|musty|damp|rotten|sour|gross|nasty, smelt
        bad|off|weird|strange|funny|musty|damp|rotten|sour|gross|nasty, smell
        bad|off|weird|strange|funny|musty|damp|rotten|sour|gross|nasty, funny smell, whiff, whiffy, pongy,
        malodorous, odours, noxious, acrid, gone off, went off after a, going off before, sour milk, gone
        sour, turned sour, past its date, past its sell, past its use, out of date food, expired
        product*|food|item*|milk|goods|meat|chocolate*|cream, was expired, were expired, already expired,
        spoilt, spoiled food|milk|meat|fruit|goods|my|our|the, rot, rots, rotten, rotting, decaying, wilted,
        wilting, withered, droopy, limp lettuce|salad|fries|chips, slimy, sludge, gunk, gunky, sticky
        table*|floor*|menu*, sewage, noisier, noisiest, noisily, noise all night, so much noise, constant
        noise, deafening*, ear splitting, ear-splitting, earsplitting, blaring, cacophony, raucous*, rowdy,
        rowdiness, rattling, rattly, rattles when, rattled, screeching, screechy, tinny, crackly, distorted,
        creaky, creaks, creaking, creaked, droning, drones on, couldn't hear a thing, no peace, kept us awake,
        kept me awake, kept awake, sleepless, couldn't sleep, could not sleep, didn't sleep a, no sleep,

        flavourless, flavorless, flavour less, unflavored, no flavour, no flavor, no taste, zero flavour, zero
        flavor, without flavour, without flavor, lacked flavour, lacked flavor, blander, blandest, blandness,
        tasteless*, tastless, unappetis*, unappetiz*, unpalatable, unsavoury, unsavory, tasted
        off|bad|funny|weird|strange|odd|stale|sour|burnt|bitter|rancid|gross|nasty|old|cheap|like
        nothing|foul, tastes
        off|bad|funny|weird|strange|odd|stale|sour|burnt|bitter|rancid|gross|nasty|old|cheap|foul, taste
        off|bad|funny|weird|strange|odd|stale|sour|burnt|bitter|rancid|gross|nasty|old|cheap|foul, funny
        taste, strange taste, bitter aftertaste, too salty, so salty, over salted, oversalted, over-salted,
        overly salty, too sweet, sickly sweet, overly sweet, cloying*, so dry, bone dry, dry as a
        bone|sandpaper, dried out, dried up, rubbery, leathery, tough as old boots, tough
        meat|steak|beef|chicken, gristle, gristly, stringy, mushy, mush, watery, watered down, watered-down,
        stodgy, stodge, lumpy, doughy, gloopy, gluey, greasier, greasiest, grease dripping, dripping in
        grease|oil|fat, dripping with grease|oil|fat, swimming in oil|grease|fat, burned
        to|food|pizza|steak|toast|black|the, over cooked, over-cooked, under cooked, under-cooked, under done,
        underdone, half cooked, half-cooked, not cooked, not cooked properly, raw in the|inside, raw inside,
        pink chicken, stone cold, stone-cold, ice cold food|burger|pizza|fries|chips, cold and hard, arrived
        cold, came cold, came out cold, food was cold, luke warm, luke-warm, warmed up leftovers, freezer
        burn, staler, flat beer, flat coke, queasy, stomach ache after, stomach cramps after, sick after
        eating, got sick after, fell ill after, ill after eating, made me ill|sick|unwell, made us ill|unwell,
        made my ~ sick|ill, sick for days, ill for days, allergic reaction to, rash all over, burned my
        skin|face|scalp|hair, gave me a rash|headache|migraine, gave me headache*|rash*, itchy
        fabric|material, scratchy, blisters on my|from, blistered, chafes, chafing, chafed, painful, injury
        caused, unwell after,

        uglier, ugliest, ugliness, unattractive, unattractively, unappealing, unflattering, unsightly,
        unbecoming, frumpy, dowdy, garish, garishly, gaudy, ungainly, misshapen, mis-shapen, misshaped,
        deformed, disfigured, lopsided, lop-sided, lop sided, wonky, wonkily, skewed, ill fitting,
        ill-fitting, illfitting, doesn't fit, does not fit, didn't fit, did not fit, doesnt fit, didnt fit,
        don't fit, shapeless, saggy, sagging, sagged, discomfort, discomforting, uncomfortably, uncomfy,
        uncomfortable*, uncomfotable, unconfortable, like sleeping on a|concrete|rocks, stifling, suffocat*,
        clammy, draughty, drafty, weird, weirdly, weirdest, weirdness, weirdo*, bizarre, bizarrely, strange
        experience, eerie, odd behaviour,

        breaks easily, brocken, broked, borken, busted, bust up, buckled under, crumbled, crumpled, crumpling,
        crushes under, smashed, shattered, shatters, shattering, splinter*, snaps easily, fractured, burst
        open, bursting at, ripped apart, ripping apart, rips easily, ripped after, tore apart, tore after,
        frayed, fraying, frays, unravel*, unstitched, came undone, comes undone, came unstuck, coming unstuck,
        warped, warps, mangled, dented, denting, scuffed, scuffs, scuff marks, scrapes on, scraped my, cracks
        appeared, cracking already, cracking after, punctured, spilt, spillage, flooded, flooding,
        waterlogged, water damage, damage to my|the|our, damaging, dammage*, damged, dameged, damagd, demaged,
        destroyed, destroys, destroying, destructive, destruction, wreck, wrecked, wrecking, wrecks, write off
        my, written off my, defaced, mutilat*, butchered, mauled, malfunction*, malform*, misfir*, glitch*,
        buggy, full of bugs, riddled with, crashes, crashing, crashed, freezes, freezing up, froze up, keeps
        freezing|crashing|stopping|failing|breaking|dropping|disconnecting|lagging|cutting|buffering|turning|getting|falling|going
        off, keeps on freezing|crashing|stopping|failing|breaking, kept
        freezing|crashing|stopping|failing|breaking|dropping|disconnecting|cutting, constantly
        crashes|freezes|breaks|crashing|freezing|breaking|late|wrong, laggy, lagging, lags, lag, choppy,
        jittery, judder*, stutter*, blurry, blurred, pixelated, washed out, washed-out, dropouts, drop outs,
        disconnecting, conks out, conked out, packed up after, packed in after, gave up the ghost, given up
        the ghost, doa, dies quickly, dies after, dies within, drains quickly, drains fast, drains the
        battery, doesn't hold charge|a charge, won't hold charge|a charge, doesn't charge, won't charge, won't
        turn on, wont turn on, will not turn on, doesn't turn on, didn't turn on, won't start, doesn't last,
        does not last, didn't last, did not last, doesnt last, didnt last, don't last, won't last, never
        lasts, never lasted, barely lasted, barely lasts, only lasted, lasted only, lasted less, lasted a
        week|day|month, short lived, short-lived, shortlived, stops working, stopped functioning, stops
        charging, stopped charging, quit working, quits working, not functioning, not functional, non
        functional, non-functional, nonfunctional, non functioning, inoperable, inoperative, doesn't function,
        does nothing, did nothing, never worked, never works, never work, hardly works, barely works, barely
        worked, barely working, half works, doesnt work, didnt work, dont work, wont work, isn't working, isnt
        working, wasn't working, not working, not workng, aint working, ain't working, no longer works, no
        longer working, works sometimes, worked once, on the blink, on the fritz, kaput, knackered, buggered,
        bugger, buggering, up the creek, goosed, borked, borks, stuffed up, out of order again, out of action,
        overheats, overheating, overheated, caught fire, caught alight, burst into flames, went up in flames,
        went up in smoke, exploded, explodes, exploding, electric shock, electrocut*, short circuited,
        unstable, instability, rickety, shaky, flimsy*, flimsily, flimsiest, flimsiness, brittle, plasticky,
        plasticy, papery, wafer thin, paper thin, paper-thin, tissue thin, insubstantial, janky, jank, crudely
        made, poor workmanship, shoddy workmanship, bad workmanship, poor craftsmanship, lemon of a, bought a
        lemon, dud, duds, flopped, a flop, damp squib, setback*, drawback*, downside*, downfall*,
        shortcoming*, flawed, flaws, imperfection*, blemish*, snag, snags, gripe, gripes, griping, grievance*,
        bone to pick, bug ridden, bug-ridden, detriment*, unserviceable, unworkable, unusuable, unuseable,
        unsable, unsuited, unsuitable, unsound, unrepairable, irreparabl*, unfixable, uneven finish, smudged,
        smudgy, smeared, discolour*, discolor*, tarnished, tarnishes, tarnishing, corroded, corrosion, rusted,
        rusting, rust after, fading after, bleeds colour, bobbling, bobbled, pilling, shrunk in the, shedding
        everywhere, sheds hair|everywhere, clogged, clogs, clogging, seized up,

        behind schedule, overdue, lateness, latecomer, tardy, tardiness, slower, slowest, slowness, snail
        pace, snail's pace, snails pace, sluggish*, glacial*, at a crawl, lethargic, laggard*, dawdl*,
        dragging their|his|her feet|heels, drag their|his|her feet|heels, dragged their|his|her feet|heels,
        foot dragging, stalling, stall tactics, never ending, never-ending, neverending, interminabl*, drags,
        forever and a day, taking forever, takes forever, took forever, take forever, taking ages, takes ages,
        took ages, take ages, taken ages, taken forever, waited forever, waiting forever, waited ages, waiting
        ages, waited hours, waiting hours, waited for hours|ages|weeks|months|days|over, waiting for
        hours|ages|weeks|months|over, hours later, kept waiting, keep me waiting, keeps me waiting, keep us
        waiting, made me wait, made us wait, made to wait, been waiting forever|ages|weeks|months, still
        waiting, wait and wait, waited and waited, far too long, can't wait any, cannot wait any, can't wait
        forever, cannot wait forever, can't wait this long, can't wait that long, can't wait all, can't wait
        anymore, cannot wait anymore, can't wait that, postponed again, cancelled last minute, canceled last
        minute, last minute cancellation, cancelled on me|us, canceled on me|us, stood me|us up, no show,
        no-show, noshow, never showed, never showed up, didn't show up, did not show up, didnt show up, never
        turned up, didn't turn up, did not turn up, didnt turn up, never arrives, never on time, time after
        time again, yet again, yet another excuse|delay|problem|issue|fault|mistake, same old story, same old
        excuse*|problem*, umpteenth, umpteen times, nth time, hundredth time, many times now, having to chase,
        had to chase, have to chase, chase them, chase you, keep chasing, keep having to, constantly having
        to, sick of chasing, tired of chasing, no progress, left waiting, left unattended, bottleneck*,

        wasteful, wastefully, wasting, wastes, time waster*, time-waster*, timewaster*, timewasting,
        uselessly, uselessness, usless, useles, of no use, no use, no use at all, no use to me|us|anyone, good
        for nothing, good-for-nothing, good for the bin, futile*, futility, fruitless*, pointlessly,
        pointlessness, what's the point, whats the point, what is the point, no point, meaningless,
        purposeless, unnecessary, unnecessarily, needless, needlessly, superfluous, overkill, redundant
        feature*, chocolate teapot, as useful as a, about as useful, fat lot of good, lot of good that, does
        more harm, did more harm, more harm than good, backfir*, unwearable, unlistenable, unwatchable,
        unreadably, unplayable, unlivable, unliveable, uninhabitable, unusable*, unenjoyable, disagreeable,
        disagreeably, distasteful*, off putting, off-putting, offputting, puts me off, put me off, put us off,
        puts you off, turned me off, a turn off, deal breaker, deal-breaker, dealbreaker, deal breakers,
        unforgiving, unlucky, ill fated, ill-fated, jinxed, doomed, not cool, uncool, not okay, not ok, isn't
        ok, not on at all, not right, isn't right, ain't right, isn't acceptable, is not acceptable,
        unaccept*, unexcept*, not good enough, isn't good enough, simply not good, not fair, isn't fair, not
        professional, not very professional, uncalled for, uncalled-for, out of line, out of order behaviour,
        bang out of order, over the line, crossed the line, crosses the line, a step too far, too far this
        time, went too far, gone too far, over the top prices|price|expensive, beggars belief, begs belief,
        defies belief, beyond me, beyond comprehension, incredulous, unbelieveable, unbeleivable, unbelivable,
        ridiculus, rediculous*, ridiculas, rediculus, riduculous, ridicolous, hare brained, hare-brained,
        harebrained, half witted, brainless*, mindless*, witless, gormless, spineless, gutless, shallow
        plot|characters, superficial, tiresome, trying my patience, tries my patience, testing my patience,
        tests your patience, patience is wearing, wearing thin, draining experience, makes my life
        hell|difficult|harder|miserable, made my life hell|difficult|harder|miserable, making my life
        hell|difficult|harder|miserable, uphill battle, constant battle, battle to get, had to fight, having
        to fight, had to beg, having to beg, begged for, begging for, beg for, pulling teeth, blood from a
        stone, tearing my hair, pulling my hair, pull my hair out, tear my hair out, wits end, god forbid, god
        help us|anyone|you, heaven help, lord help, oh dear, oh my days, deary me, not impressed at all,
        unimpressively, unrewarding, unconvincing, unconvincingly, unprepared, unready, understaffed, under
        staffed, under-staffed, short staffed, short-staffed, shortstaffed, staff nowhere, nowhere to be
        found|seen, out of touch, out of their depth, out of his|her depth, couldn't organise a, couldn't
        organize a, couldn't run a, piss up in a brewery, asleep at the wheel, asleep on the job, dropped the
        ball, drop the ball, missed the mark, misses the mark, miss the mark, misses the point, missed the
        point, wide of the mark, off the mark, own goal, shot themselves in, shoot themselves in, shooting
        yourselves in, cutting corners, cuts corners, rush job, rushed, kicked us|me out, kicked out, thrown
        out of, threw us|me out, chucked out, booted out, turned us|me away, shooed, short changed,
        short-changed, shortchange*, shorted me|us, sold me|us a lemon|pup|lie|dud, sold a pup|lie|dud, pull a
        fast one, pulled a fast one, pulling a fast one, pulled the wool, pull the wool, smoke and mirrors,
        too good to be true, small print trick*, weaselled out, weaseled out, wriggle out, wriggled out,
        backed out, reneged, renege, reneging, reneges, went back on ~ word|promise, go back on ~
        word|promise, going back on ~ word|promise, back tracked, backtracked, backtracking, backpedal*, moved
        the goalposts, moving the goalposts, move the goalposts, clutching at straws, can of worms, sorry
        sight, frown*, scowl*, glared at, glaring at, gave me|us a look|attitude, rolled their|his|her|its
        eyes, rolling their|his|her eyes, rolls her|his eyes, eye roll*, eye rolling, eyeroll*, eye-roll*,
        huffed, huffing, huffy, tutted, tutting, sighed, barked at, barked orders, yelled, yelling, yells,
        shouted, shouting, shouts at, shouty, screamed at, screaming at me|us|staff|customers, screams at,
        swore at, sworn at, swears at, swearing at, cursed at, cursing at, told me|us off, talked over, talks
        over, talking over me|us, cut me off, interrupted me|us, talk down to, talks down to, talking down to,
        spoken to like, spoke down, looked down on, looks down on, look down on, looked down her|his|their
        nose*, looks down her|his|their nose*, made me feel small, hovered over, manhandl*, roughly handled,
        rough handling, grabbed me|my|him|her, pushed me|us|past, shoved, gossip*, on their phones, chatting
        amongst|among themselves, ignore customers, profiteer*,

        inhospitable, hardship*, burden, burdened, burdensome, struggle*, struggling, ordeal*, plight,
        predicament, turmoil, upheaval, misfortune*, adversity, bankrupt us|me, drain on, thankless,
        crippling, crippled by, ill advised, ill-advised, ill conceived, ill-conceived, ill equipped,
        ill-equipped, ill prepared, ill-prepared, ill thought, ill-thought, gaslight*, gas lit me,
        unwarranted, unfounded, undeserved, undeserving, unprincipled, unreliab*, unrealiable, unpredictab*,
        untrustworth*, untrust worthy, untrusted, questionable, questionably, undependable, undesirable,
        undignified, unenthusiastic*, unforgiven, unfit, uninformative, uninvit*, unlikeable, unlikable,
        unpopular, unromantic, unsociable, unthankful, untimely, untoward, unworth*,

        😩, 😫, 😖, 😣, 🙁, 😥, 😓, 😪, 😨, 😰, 😱, 😦, 😧, 😑, 😐, 😬, 😿, 🙀, 🤥, 🚩, 🤡,
        😵, 🥴, 🫠, 🫤, 🤨, 🥱, 🪳, 🤕, 🤒, 🥀, : - (, = (, : ' (,

        shame, anger, disbelief, stupid, stupidly, dumb, dumber, absurd, so gross, pretty gross, really gross,
        gross food|smell|taste|place|and|stuff, a dump, absolute dump, tragic, brutal, brutally, damn, damned,
        damnit, insane prices, poisonous, distress, distressingly, so distressed, very distressed, mean to
        me|us|my|him|her, mean people, mean staff, bunch of amateurs, freezing in there|here, dirt
        everywhere|on|under|all, made me vomit|cry, threw up after, vomited after, a total flop, complete
        flop, no end of trouble|problems|hassle, sore point, suffered through|enough, made us suffer, hacked
        off, jammed, unresolved, contaminat*, tired of your, not acceptable, unsupportive, cracks
        in|on|appeared|after, scratches all, mad at you|them|this|him|her, flaw, smug, smugness, resentful,
        resented, deficient, yobs, stuffy room|air|place|inside""",
    "awful": """
        enrag*, infuriat*, incensed, fuming, seething, irate, raging at, incandescent, apoplectic, wrath,
        wrathful, furiously, fury, angrily, angered, angers, angering, angriest, angrier, hopping mad, boiling
        mad, raving mad, spitting feathers, spitting mad, steaming mad, mad as hell, so mad, really mad, very
        mad, makes me mad, made me mad, makes my blood boil, made my blood boil, blood boil*, blood is
        boiling, boils my piss, pisses me off, piss off, pissing me off, pissed, at ~ wits end, at ~ wit's
        end, end of my tether, end of my rope, end of our tether, last straw, final straw, the straw that
        broke, had it with, had it up to here, had enough of this|your|you|them, i've had enough, ive had
        enough, enough already, so done with, i'm done with you|this|them, drives me insane|crazy|mad|nuts|up
        the wall|round the bend|bonkers, drove me insane|crazy|mad|nuts|up the wall, driving me
        insane|crazy|mad|nuts|up the wall|round the bend, driven me insane|crazy|mad|nuts, doing my head in,
        does my head in, did my head in, losing my mind|patience|temper|rag, lost my patience|temper|rag|mind,
        lost patience, out of patience, patience ran out, at breaking point, reached breaking point, seeing
        red, saw red, up in arms, sick and tired, sick to death, tired of your|this|being|waiting|excuses|the
        lies, sick to the back teeth, fed-up, fedup, cheesed off, brassed off, browned off, ticked off, teed
        off, cheesed me off, hating, hatred, loath*, detest*, despis*, despicable, abhor*, abominable,
        abominably, abomination, deplorabl*, deplore, execrable, contempt, contemptible, contemptuous*, vile,
        vilest, odious, repugnan*, repuls*, revolt at, revolting, revolted by, revulsion, sickening,
        sickeningly, sickened, makes me sick, made me sick, make me sick, makes you sick, made us sick, made
        us all sick, made my son|daughter|kid|kids|child|children|husband|wife|dog|cat sick, turned my
        stomach, turns my stomach, stomach churning, stomach-churning, stomach turning, nauseating,
        nauseatingly, nauseous smell, gag reflex, made me gag, made me want to gag, wanted to gag, wanted to
        vomit, wanted to throw up, vomit inducing, vomit-inducing, puke, puked, puking, barf*, grossest,
        grossly, grossed, ghastly, grotesque, grotesquely, gruesome, grisly, hideous, hideously, monstrous,
        monstrosity, monstrosities, eyesore, horrific, horrifically, horrify*, horrified, horrifies, horror
        story|show|stories, horrendously, horridly, atrociously, atrocity, atrocities, appalled, appaling,
        apalling, appauling, appaled, abysmally, abismal, dreadfully, dreadfull, awefull, awefully, aweful,
        terribad, terible, terribel, terrable, teribble, terribile, horible, horribel, horrable, horribe,
        disguting, disgusing, discusting, discusted, diguisting, digusting, disgracful, disasterous,
        disastrous, disastrously, disasters, catastroph*, calamit*, fiasco*, travesty, debacle, debacles,
        train wreck, trainwreck, train-wreck, car crash of, dumpster fire, dumpsterfire, shambles, shambolic,
        omnishambles, clusterfuck, cluster f, clusterf, farce, farcical, farcically, mockery, travesties,
        laughing stock, laughingstock, laughable, laughably, nightmares, nightmarish, living hell, hell on
        earth, hellish, hellhole, hell hole, from hell, pure hell, absolute hell, through hell, like hell,
        hellscape, purgatory, torture, tortured, torturous, tortuous process, agony, agonising, agonizing,
        agonisingly, agonizingly, excruciating, excruciatingly, unbearabl*, intolerabl*, insufferabl*,
        unendurable, unforgivabl*, unforgiveable, inexcusabl*, unpardonabl*, indefensib*, unconscionabl*,
        unspeakabl*, unthinkable, beyond belief, beyond the pale, beyond unacceptable, beyond bad, beyond
        poor, beyond disappointing, beyond disappointed, beyond frustrated, beyond frustrating, beyond rude,
        taking the piss, taking the mickey, takes the piss, take the piss, took the piss, takes the biscuit,
        takes the cake, kick in the teeth, spit in the face, spat in my face, stab in the back, stabbed me|us
        in the back, backstab*, back-stabb*, slap in the, ludicrous*, preposterous*, absurdly, asinine,
        idiotic, idiotically, unbelievably bad|poor|rude|slow|unhelpful, shocking, shockingly, shocked at how
        bad|rude|poor|dirty, flabbergasted, scandal*, infamy, indignant*, indignation, indignity, aghast,
        mortif*, degrading, degraded, demeaning, demeaned, dehumaniz*, dehumanis*, belittl*, shameless*, for
        shame, crying shame, absolute shame, hang your head*, hang their head*, hang their heads in shame,
        badly let down, utterly let down, totally let down,

        by far the worst, worse than terrible|useless|bad|awful|ever|horrible, worse than useless, wouldn't
        wish ~ on, would not wish ~ on, wouldn't wish this on, not if you paid me, wouldn't touch ~ with,
        barge pole, bargepole, ten foot pole, avoid like the plague, avoid at all cost*, avoid avoid, avoid
        this place|company|shop|store|seller|restaurant|hotel|like, avoid them, run away, run for the hills,
        run for your life, run don't walk away, stay away from, stay far away, stay well away, do yourself a
        favor and avoid|stay|go, do yourself a favour and avoid|stay|go, steer well clear, give ~ a wide
        berth, wide berth, don't walk run, never again will, never ever again, never use again, never going
        back, never going again, never coming here, never setting foot, never set foot, never step foot, never
        stepping foot, not set foot, never eat here, never stay here, never visit again, never recommend,
        never be back, never going to come|go|buy|order|use|shop, never going to buy|order|use again, never
        dealing with, never deal with, never do business, never trust, never trusting, never buying, never
        ordering, never shopping, never using, never returning, never spend another, never spending another,
        not spend another, lost a customer, lost my custom, lost our custom, lost my business, lost our
        business, lose a customer, losing a customer, you have lost me, you've lost me, last time ever, wish i
        could give zero|no|0|less|negative, wish i could give it zero|no|0|less|negative, if i could give
        zero|no|0|less|negative, could give zero|no|0|negative|less, less than one star, less than 1 star,
        negative stars, minus stars, no stars, 1 star, 1-star, one-star, zero-star, 0 star, zero star, zero
        out of ten|10|5|five, 0 out of 10|5|ten|five, 0/10, 0/5, doesn't deserve a star|one|1|any|even, does
        not deserve a star|one|1|any|even, don't deserve a star|one|1|any|even, deserves zero|no, only because
        i can't|cannot give|leave|rate, belongs in the bin|trash|garbage|dump, belong in the
        bin|trash|garbage|dump, straight in the bin|trash|garbage, straight into the bin|trash|garbage, went
        straight in|into|to the bin|trash|garbage, threw it away, threw it out, thrown in the
        bin|trash|garbage, chucked it, binned it, should be closed down, should be shut, should be banned,
        should be fired, should be sacked, should be illegal, should be in jail|prison, should be jailed,
        should be prosecuted, should be sued, deserve to be fired|sacked|shut, needs to be fired|sacked|shut,
        need to be fired|sacked|shut, go out of business, put out of business, hope you go
        bust|under|bankrupt|out, name and shame, biggest mistake, huge mistake buying|ordering, biggest
        regret, regret every, waste of everything, utter waste, absolute waste, massive waste, big waste, huge
        waste, giant waste, such a waste, waste of space, waste of oxygen, waste of air, waste of plastic,
        waste of paper, waste of effort, waste of energy, waste of petrol, waste of gas, waste of an evening,
        waste of a day|trip|journey|night, wasted money, wasted my money|time|day|evening|life|weekend, wasted
        our money|time|day|evening|weekend, wasted hours, wasted so much, hours of my life, down the drain,
        down the toilet, money pit, thrown away money, flushing money,

        skam, defraud*, swindl*, con artist*, con-artist*, conman, conmen, con men, con merchants, conned,
        conning, con job, confidence trick, shyster*, charlatan*, grifter*, grift, grifting, hucksters,
        huckster, snake-oil, crook, crooks, crooked, criminal*, thief, theif, theifs, thiefs, thieve, thieved,
        thieving, thievery, theft, robbed, robber*, robbing, daylight loot, looted, looting, looters, stole,
        stealing, stolen from me|us, extort*, blackmail*, embezzl*, rip offs, rip-offs, ripoffs, ripped off,
        ripped me off, ripped us off, ripping off, ripping people off, ripping us|me|customers|you off, rips
        you off, rip you off, rip people off, gouging, gouged, ponzi, pyramid scheme, bait and switch,
        bait-and-switch, bogus, fake company|website|shop|seller|reviews|product, hoax*, phishing, money
        grabbing, money-grabbing, money grabber*, money grubbing, money-grubbing, moneygrabbing, cash grab,
        cash-grab, cashgrab, highwaymen, cheater*, cheating, cheated me|us, liers, lier, lied, lying to
        me|us|customers|my|our|people, lying about, lying through, bare faced, bare-faced, barefaced, pack of
        lies, bunch of lies, all lies, blatant lie*, outright lie*, downright lie*, complete lie*, total lie*,
        nothing but lies, full of lies, deceit*, deceiv*, decept*, dishonest*, treacher*, betray*, corrupt,
        corruption, unscrupulous*, immoral*, unethical*, unlawful*, illegal practice*, evil, sinister,
        diabolical*, demonic, satanic, devilish behaviour, villain*, scoundrel*, scum, scumbag*, scummy,
        sleaz*, slimeball*, slimy salesman, bloodsucker*, bloodsucking,

        filth, filthiest, squalid, squalor, foul smelling, foul-smelling, foulest, putrid, rancid, fetid,
        festering, stinks, stink, stank, stinking, stunk, stench, stenches, stinky, stinkier, smelled like
        shit|sewage|urine|piss|vomit|death|dead|rotten|ass|a sewer, smells like
        shit|sewage|urine|piss|vomit|death|dead|rotten|ass|a sewer, smelt like
        shit|sewage|urine|piss|vomit|death|dead|rotten|a sewer, smell like
        shit|sewage|urine|piss|vomit|death|dead|rotten, smells
        disgusting|horrible|awful|terrible|vile|foul|rank, smell
        disgusting|horrible|awful|terrible|vile|foul|rank, smelled
        disgusting|horrible|awful|terrible|vile|foul|rank, smell of urine|piss|vomit|sewage|death, smelled of
        urine|piss|vomit|sewage|death, smells of urine|piss|vomit|sewage|death, reek*, maggot*, cockroach*,
        roaches, bed bugs, bedbug*, infested, infestation, droppings, mouldy food, moldy food, hair in
        my|our|the|her|his food|soup|salad|pizza|meal|burger|plate|dish, hair in it, hairs in, fly in my,
        insect in my|our|the, worm in my|our|the, worms in my|our|the, cesspit, cesspool, pigsty, pig sty, rat
        hole, rathole, fleapit, flea pit, health hazard, health risk, biohazard, death trap, deathtrap,
        death-trap, fire hazard, poisoned, salmonella, uneatable, uneatably, undrinkable, threw up, violently
        ill, violently sick, unfit for human, unfit for consumption, not fit for human, not fit for a dog,
        wouldn't feed ~ to, wouldn't feed it to, would not feed ~ to, tasted like
        dog|cardboard|shit|vomit|dirt|soap|rubber|chemicals|feet|crap|plastic|garbage|metal, tastes like
        dog|cardboard|shit|vomit|dirt|soap|rubber|chemicals|feet|crap|plastic|garbage|metal, taste like
        dog|cardboard|shit|vomit|dirt|soap|rubber|chemicals|feet|crap|plastic|garbage|metal,

        bullshit*, bs excuse*, bull crap, bullcrap, horseshit, dogshit, dog crap, batshit, apeshit, fuck,
        fucked, fucker*, fucking, fuckin, fuckwit*, fucks, fuckup*, fuk, fuking, fuckn, fcking, fck, fkn,
        fkin, f'ing, frigging useless, motherfucker*, mofo*, wth, what the hell, what the actual, what the f,
        wtaf, wtff, ffs, for fuck's sake, for christ's sake, for christs sake, for gods sake, for god's sake,
        for heavens sake, for heaven's sake, for crying out loud, stfu, gtfo, fml, screw you, screw this,
        screw them, up yours, go to hell, burn in hell, rot in hell, to hell with, damn you, damn thing,
        goddamn, god damn, goddam, dammit, bloody useless, bloody hell, bloody rude, bastard*, bitch*,
        asshole*, arsehole*, ass hole*, arse, a-hole*, jackass*, dumbass*, dumb ass*, smartass*, smart ass,
        ass clown*, asshat*, asswipe, ass wipe, douche, douchebag*, douchey, douches, dickhead*, dick head*,
        dickish, being a dick, twat*, wanker*, tosser*, knobhead*, bellend*, bell end*, cunt*, cretin*,
        moron*, idiot, idiots, idiocy, imbecil*, stupidest, stupidity, dumbest, numpty, numpties, muppet,
        muppets, pillock*, plonker*, dimwit*, dim wit*, halfwit*, half wit*, nitwit*, twit, twits, dunce*,
        dullard*, simpleton*, buffoon*, bunch of clowns, bunch of jokers, bunch of cowboys, cowboy outfit,
        cowboy builder*, ignoramus*, jerks, jerkoff, creeps, creepy, creeped me|us|her, pervert*, pervy, perv,
        utter crap, utter tosh, utter nonsense, bollocks, load of crap, load of old, load of tosh, tripe,
        codswallop, claptrap, hogwash, pile of crap, pile of junk, pile of poo, heap of junk, heap of crap,
        piece of crap, piece of poo, hunk of junk, royally screwed, screwed up, screwing
        me|us|people|customers over, screws you, screwed us, screwed me, got screwed, shafted, stiffed me|us,
        sucks ass|balls|big, sucks so bad|much, suck ass|balls|big, sucky, suckiest, suxx, sux, blows chunks,
        ass backwards, half assed, half-assed, halfassed, half arsed, half-arsed, bullying, bullies, bullied,
        harass*, harrass*, racism, racists, sexist, sexism, misogyn*, homophob*, bigot*, xenophob*,
        discriminated, discriminating against, discriminates against, discrimination, discriminatory, abus*,
        threatened me|us|my|to, threatens me|us, threatening
        me|us|behaviour|behavior|tone|letter|letters|manner|messages, menacing, molest*, stalking me, violent,
        brutality, cruel, cruelest, cruelly, cruelty, sadistic, merciless*, ruthless*, heartless*, soulless*,
        callous*, inhumane, inhuman, barbaric, barbarian*, tyrant*, tyranny, dictatorial, psycho, psychopath*,
        lunatic*, maniac*, deranged, unhinged, vicious*, venomous*, malicious*, malice, malevolen*, spiteful*,
        vindictive*, cold hearted, coldhearted, cold-hearted, incompetence, incompetant, incompetents,
        incompetency, imcompetent, incompitent, negligen*, dereliction, malpractice, inept, ineptitude,
        ineptly, hopeless, hopelessly, hopelessness, beyond useless, absolutely useless, completely useless,
        totally useless, utterly useless, useless company, useless lot, worthless, worthlessness, piss poor,
        piss-poor, pisspoor, dire, direst, woeful*, lamentabl*, pitiful*, pitiable, wretched*, godawful, crap
        service|product|quality|food|company, crappiest, unfathomabl*, unreal how bad, unsatisfactory in
        every, rock bottom, scraping the barrel, bottom of the barrel, bottom-of-the-barrel, chor, chors,
        chutiya*, bakwas, bakwaas, bakvas, bakwass, bekar, bekaar, ghatiya, ghatia, gatiya, wahiyat, vahiyat,
        dhokha, dhoka, dhokebaaz, dhokebaz, faltu, third class, third-class, 3rd class, 420 company, lootera,
        lutera, lootere, loot rahe, paisa barbad, paise barbad, pesa barbad, paisa waste, waste product, waste
        fellow, don't buy at all, please don't buy, plz don't buy, pls don't buy, plz dont buy, pls dont buy,
        never buy this, very very bad, cheap fellows, useless fellows, useless fellow, third grade,
        third-grade, third rate, third-rate,

        heartbroken, heart broken, heart-broken, heartbreak*, heart breaking, heart-breaking, broke my|our
        heart*, breaks my heart, broken hearted, broken-hearted, devastat*, devasted, destroyed
        my|our|the|everything, destroys everything, anguish*, grief stricken, grief-stricken, inconsolabl*,
        distraught, despair*, desperation, tragically, traumati*, suicidal, crushing disappointment, soul
        destroying, soul-destroying, soul crushing, soul-crushing, gut wrenching, gut-wrenching, terrorized,
        terrorised, terrify*, terrified, petrified, horrors, life threatening, life-threatening, could have
        killed, could have died, almost killed, nearly killed, almost died, nearly died, killed my|our
        dog|cat|plants|plant|phone|skin|hair, dangerously, scarred for life, in tears, reduced to tears, burst
        into tears, sobbing, sobbed, ruined everything, ruined our|my
        wedding|holiday|christmas|day|birthday|trip|night|evening|weekend|vacation|honeymoon|party|life|carpet|hair|skin|car|shirt|dress|phone,
        ruined the wedding|holiday|day|party|evening|night|trip, ruins everything, wrecked my|our, totalled
        my, havoc,

        obscene, obscenely, exorbitant*, astronomical price*, insanely overpriced, way overpriced, hugely
        overpriced, vastly overpriced, massively overpriced,

        👿, 😾, 🤢, 💢, 👺, ☠,

        heinous, cheats, snake oil, bug in my|our|the food|soup|salad|drink, horror show, lost my mind,
        fleeced, fleecing, treated like
        dirt|crap|shit|rubbish|garbage|trash|scum|idiots|fools|cattle|thieves|criminals|children|animals|nothing,
        feel cheated|robbed|conned|ripped|scammed|stupid|used|ignored|betrayed|violated, felt
        cheated|robbed|conned|ripped|scammed|stupid|used|ignored|betrayed|violated|unwelcome|uncomfortable|rushed,
        feeling cheated|robbed|conned|ripped|scammed|stupid|used|ignored|betrayed, foul
        smell|taste|odour|odor|language|mouthed|tasting, foul-mouthed""",
}
