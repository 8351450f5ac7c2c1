"""Which English words keep a machine out, whatever else is said? Labels: `vetoes.LABELS`; notation: `lexicon`."""

_ME = "i|i'm|im|i've|ive|we|we're|we've|me|us|my|our"

WORDS = {
    "anger": """
        angry, angri*, anger*, furious*, fury, fuming, livid, rage, raging, enraged, outrag*, seething, incensed,
        irate, mad at|about, so mad, really mad, very mad, getting mad, annoy*, irritat*, infuriat*, aggravat*,
        exasperat*, frustrat*, fed up, fedup, sick of, sick and tired, tired of, had enough, enough is enough,
        enough of, i have had it, i've had it, had it with, done with you|this|these|it, i am done, i'm so done,
        over it, last straw, boiling, pissed*, pissing, hate, hated, hates, hateful, loathe, despise, detest*, can't
        stand, cannot stand, cant stand, resent*, unacceptable, inexcusable, unforgiv*, ridiculous*, absurd*,
        ludicrous, preposterous, disgrace*, shame, shameful*, shameless*, ashamed, disgust*, appall*, atroci*,
        abysmal, horrend*, horrif*, horrible, horribly, terrible, terribly, awful*, dreadful*, pathetic*, pitiful,
        useless, worthless, hopeless*, worst, rubbish, garbage, trash, crap*, joke, jokers, a joke, mockery, farce,
        shambles, circus, nonsense, bullshit, bs, wtf, wth, ffs, omfg, damn*, dammit, goddamn, bloody, hell, the
        hell, heck, how dare, how hard can|is, how many times|more, what kind of, what is wrong with, what's wrong
        with, whats wrong with, wrong with you, wrong with your|these people, unbelievabl*, incredible that, i can't
        believe, i cannot believe, cant believe, beyond belief, insult*, offend*, offens*, insane, insanity, crazy,
        madness, lunatic*, waste of|my, wasted, wasting, wastes, fool, fools, fooling, take me for, taking me for,
        took me for, treat me|us|people like, treating me|us|people, treated me|us|like, shut up, screw you|this|it,
        sucks, sucked, suck, get lost, get stuffed, go away, leave me alone, stop ignoring, stop lying, stop
        messing, ignored, ignoring, ignores, ignore me|us|my, nobody cares, no one cares, don't care, dont care,
        couldn't care, you people, you lot, none of you, slap in, kick in the teeth, rip off, ripoff, ripped off,
        ripping, rob, robbed, robbing, robber*, robbery, theft, thief, thieves, steal, stealing, stole, stolen,
        scam*, scammed, scammers, fraud*, con artist*, conned, cheat*, swindl*, crook*, liar*, lie, lied, lies,
        lying, deceiv*, deceit*, mislead*, misled, dishonest*, betray*, trick*, incompeten*, negligen*, careless*,
        clueless, unprofessional, rude, rudely, rudeness, arrogan*, disrespect*, hostile, never again, never
        buy|shop|order|come|use|come|coming|buying again|here|from, never coming, last time i, not happy, unhappy,
        not pleased, displeas*, dissatisf*, not satisfied, unsatisf*, disappoint*, let down, letdown, letting me|us
        down, let me|us down, not good enough, not acceptable, not on, not impressed, unimpressed, regret*, demand,
        demanding, i demand, i insist, insist, explain yourself*, answer me, answer already, for god*, for
        goodness*, for heaven*, for christ, for crying, jesus, christ, god's sake, temper, losing it, lost it,
        losing my, lost my patience|temper|mind, patience, impatien*, out of patience, blood pressure, nerve,
        nerves, drives|drive|driving ~ mad|crazy|nuts|insane|wall, up the wall, cross with, upset*, bitter*, grumpy,
        moan*, complain*, complaint*, grievance*, vent, rant, nightmare, disaster*, catastroph*, mess, messed,
        messing, screwed, botched, ruin*, spoiled, spoilt, wreck*, sham""",
    "grief": """
        months|weeks|days to live, months|weeks|days left, given ~ months|weeks, months ~ they say,
        died, dies, dying, dead, death, deaths, deceased, passed away, passing away, pass away, passed on, passed
        last|this|yesterday|on|in|suddenly|peacefully, has passed, just passed, late
        husband|wife|father|mother|son|daughter|brother|sister|mum|mom|dad|partner|grandmother|grandfather,
        funeral*, burial, buried, bury, burying, cremat*, coffin, casket, grave, graveside, graveyard, cemetery,
        wake for, condolence*, mourn*, grief, griev*, bereave*, widow*, orphan*, obituary, memorial, in memory, loss
        of, our loss, my loss, lost my|our|his|her

               husband|wife|father|mother|son|daughter|brother|sister|mum|mom|dad|baby|partner|child|dog|cat|grandmother|grandfather|gran|nan|grandma|grandpa|friend|best|little,
        lost him|her|them, we lost, no longer with us, isn't with us, not with us anymore, rest in peace, r.i.p,
        rip, in heaven, miscarr*, stillb*, heartbr*, broken heart*, devastat*, sorrow*, tragedy, tragic*, killed,
        suicide, terminal, hospice, last days, end of life, drowned, he's|she's gone, he|she is gone, is gone
        forever, lost a baby|child|parent|loved, loved one, gone too soon, ashes, eulogy, mourner*, saying goodbye
        to|my, put down, put to sleep""",
    "threat": """
        or else, you will regret, you'll regret, youll regret, regret this, sue, sued, suing, i'll sue, lawsuit,
        take you to, taking you to, see you in, hear from my, hearing from my, report you, reporting you, report
        this|it|your to, i will|i'll|ill|gonna|going to|we'll
        report|expose|destroy|ruin|burn|smash|break|hurt|kill|find|tell, i'll|ill|i will
        make|post|leave|write|go|tell ~ sure|review|everyone|everybody|public|press|world|online|newspaper, post
        this|it|about, posting this|about, go public, going public, go viral, viral, name and shame, expose,
        exposed, exposing, trading standards, ombudsman, watchdog, regulator*, consumer
        protection|rights|court|agency|affairs|council, chargeback*, charge back, dispute the|this, disputing, bad
        review, one star, 1 star, one-star, zero stars, negative review, the press, the media, journalist*,
        newspaper*, tiktok, twitter, trustpilot, bbb, better business, authorit*, inspector*, you have until, you've
        got until, final warning, last warning, last chance, final chance, final notice, ultimatum, consequence*,
        watch your, watch out, warning you, warn you, i'm warning, know where you, come down there, coming down
        there, come over there, come round there, camp out, not leaving until, won't leave until, bring my, burn,
        burning, smash*, punch*, hit, beat, beating, hurt you|someone|somebody|people|them|him|her, kill*, shoot*,
        gun, knife, weapon, bomb*, blow up, destroy*, violence, violent*, attack*, threat*, payback, revenge, pay
        for this, pay dearly, make you|them pay, boycott*, black list, blacklist*""",
    "abuse": """
        idiot*, moron*, stupid*, dumb*, imbecile*, retard*, clown*, loser*, jerk*, asshole*, arsehole*, arse, ass,
        bastard*, bitch*, cunt*, dick, dickhead*, prick*, twat*, wanker*, tosser*, scum*, pig, pigs, dog, dogs,
        donkey*, monkey*, filth*, vermin, rat, rats, snake*, parasite*, fuck*, f*ck, fck, fk, fuk*, fucking,
        motherf*, shit*, sh1t, bollocks, piss off, whore*, slut*, nigg*, fag*, muppet*, numpt*, brainless,
        braindead, brain dead, half wit*, halfwit*, dimwit*, amateur*, cowboys, crooks, lazy, incompetents, morons,
        trash people, disgusting people, ugly, smelly""",
    "distress": """
        intimidat*, bully, bullied, bullying, gloomy, grim, frown*, restless, leave me, leaving me,
        wedding ~ off|cancelled,
        engagement ~ off|broken|over, called off,
        crying, cry, cried, cries, in tears, tears, weep*, wept, sob, sobb*, desperate*, despair*, panick*, panic,
        anxious*, anxiety, worried, worry, worrying, worries, worrie*, scared, scare*, afraid, fear, fears, fearing,
        frighten*, terrified, terrify*, dread*, nervous, stress*, overwhelm*, exhaust*, at my wit*, wits end, wit's
        end, breaking down, break down, breakdown, broke down, can't cope, cannot cope, cant cope, can't take,
        cannot take, cant take, can't do this, can't go on, cannot go on, can't sleep, cannot sleep, cant sleep, no
        sleep, haven't slept, not slept, sleepless, depress*, lonely, alone, all alone, nobody helps, no one helps,
        helpless*, hopeless*, don't know what to do, dont know what to do, what am i supposed|meant to, what do i do
        now, no idea what to do, at a loss, struggl*, suffer*, misery, miserable*, sad, sadly, sadness, saddened,
        hurt, hurts, hurting, painful, heartache, i'm begging, begging, beg you, i beg, please please, pleeease,
        emergency, emergencies, urgent help, need help urgently, save me, help me please i, someone help, somebody
        help, sos, life and death, matter of life, life or death, trauma*, nightmare*, shaking, trembling, falling
        apart, fell apart, my world, hate my life, end it all, end my life, want to die, kill myself, no point
        living, embarrass*, humiliat*, mortified, guilty, sorry for myself, miss him|her|them so, homesick,
        divorce*, separated, split up, broke up, breakup, left me, cheated, abusive, abused, homeless*, evict*,
        refugee*, war, fled, shelter, lost everything, house burned, fire, flood*, accident, crash, crashed,
        ambulance, attacked, mugged, burgl*, missing person, disappeared, kidnap*""",
    "person": """
        speak|talk|chat to|with ~
        person|human|someone|somebody|manager|agent|representative|rep|advisor|adviser|people|boss|owner|supervisor|operator|real|anyone|anybody|staff,
        speak|talk|chat to|with you|him|her|them, real person|human|people, actual person|human|people, human being,
        a human, live agent|person|chat|human|representative, customer service|services|support|care
        agent|rep|person|representative, manager, supervisor, your boss, the boss, the owner, someone in charge,
        somebody in charge, person in charge, in charge, not a bot|robot|machine, no bots, no bot, bot, bots,
        robot*, chatbot*, machine answer*, automated, automatic repl*, auto reply, auto replies, canned, copy paste,
        copy and paste, template, call me, call back, callback, ring me, phone me, give me a call, get someone to,
        have someone, have somebody, let someone, escalat*, operator, human please, human agent, anyone there,
        anybody there, is anyone, is anybody, someone answer, somebody answer, someone please, somebody please""",
    "law": """
        lawyer*, attorney*, solicitor*, barrister*, legal*, illegal*, court, courts, judge, tribunal*, police,
        prosecut*, sue, law, laws, lawsuit*, litigat*, small claims, criminal*, crime, crimes, arrest*, statutory,
        rights act, breach*, contract law, gdpr, data protection, privacy commissioner, subpoena, injunct*, liab*,
        compensation, damages, evidence, affidavit, custody, will and testament, probate, inherit*, bailiff*, debt
        collector*, immigration, visa appeal""",
    "health": """
        hospital*, surgery, operation, surgeon, cancer*, chemo*, tumour*, tumor*, stroke, heart attack, cardiac,
        diabet*, insulin, epilep*, seizure*, asthma*, allerg*, anaphyl*, epipen, pregnan*, labour ward, miscarr*,
        premature, icu, intensive care, ill, illness*, sick, sickness, vomit*, throwing up, threw up, food poison*,
        poison*, poisoned, fever, infect*, bleed*, blood, wound*, injur*, burned my|his|her, burnt my|his|her, rash,
        swollen, swelling, fainted, faint, collapsed, unconscious, choke*, choking, medication, medicine*,
        prescription*, tablet*, pills, dose, overdos*, side effect*, symptom*, diagnos*, disease*, disab*,
        wheelchair accident, dementia, alzheimer*, parkinson*, autis*, mental*, therap*, psychiatr*, suicid*,
        addict*, rehab, ambulance, emergency room, er visit, a&e, paramedic*, pain, pains, in agony, agony, broke
        my|his|her leg|arm|hip|ankle|wrist|back|foot, broken leg|arm|hip|ankle|wrist|back|foot, covid, virus,
        quarantine, dialysis, transplant, biopsy, scan results, test results, eczema, coeliac, celiac, breastfeed*,
        newborn in""",
    "hardship": """
        lost my job, lost his job, lost her job, losing my job, laid off, redundan*, fired, got sacked, sacked, let
        go from, unemployed, unemployment, jobless, out of work, no job, on benefits, can't afford, cannot afford,
        cant afford, couldn't afford, no money, broke this month, no income, bankrupt*, in debt, debts, foreclos*,
        repossess*, overdrawn, overdraft, last money, last penny, savings, rent money, food bank, hungry, starv*,
        feed my|the kids|children|family|baby, hardship, struggling financially, money is tight, payday, behind on,
        can't pay, cannot pay, cant pay, unable to pay, bad month, lost our home|house|everything, only income""",
    "charged_twice": """
        charged ~ twice|two|double|again|multiple|several|three|thrice, charge ~ twice, double charg*, doubly
        charged, billed ~ twice|double|again, double bill*, paid ~ twice|double, taken ~ twice, took ~ twice,
        debited ~ twice, double payment, duplicate charge*|payment*|transaction*, two charges|payments taken, second
        charge, charged ~ without|for nothing|wrong|more than|too much|extra, overcharg*, over charged, unauthor*,
        not authorise*, not authorize*, did not authori*, didn't authori*, don't recogni*, do not recogni*, dont
        recogni*, unrecogni*, unknown charge, money missing, money is gone, missing money, money has disappeared,
        money disappeared, where is my money, where's my money, wheres my money, give me|us back my|our money, give
        me my money, want my money, my money back, money back now, refund now, short changed, shortchanged""",
    "again": """
        third time, 3rd time, fourth time, 4th time, fifth time, 5th time, second time, 2nd time, sixth time, tenth
        time, hundredth time, umpteenth, nth time, time again, time and again, over and over, again and again, yet
        again, once again, asked twice, asked three, asked already, already asked, already told, told you, i told,
        asked you|before|many|several|times, keep asking, kept asking, keep telling, keep getting, keeps happening,
        kept waiting, how many emails|calls|messages|times, no reply, no response, no answer, no one answer*, nobody
        answer*, no one repl*, nobody repl*, no one respond*, nobody respond*, never answer*, never repl*, never
        respond*, never called, never got back, not replied, haven't replied, havent replied, not answered, haven't
        heard, havent heard, heard nothing, not heard, still no, still not, still nothing, still waiting, still
        hasn't, still hasnt, still haven't, still havent, still didn't, still isn't, still don't, weeks ago, months
        ago, for weeks, for months, for days, for ages, for hours, for an hour, been waiting, waited, waiting for ~
        weeks|days|months|hours|ages, every single, every time, each time, always the same, same story, same thing,
        as usual, typical, promised, you said, they said, you told, was told, were told, supposed to, should have,
        was meant to, never arrived, never came, never showed, didn't come, didnt come, didn't show, didn't arrive,
        didnt arrive, no show, not arrived, hasn't arrived, hasnt arrived, haven't arrived, hasn't come, late again,
        wrong again, three times, four times, five times, ten times, multiple times, several times, many times,
        countless""",
    "mock_praise": """
        thanks for nothing, thank you for nothing, thanks a lot for|you, thanks a bunch, cheers for nothing, great
        job ~ again|as|not, well done ~ again|you|losing|another|for, congratulations, congrats, bravo, slow clap,
        clap, applause, give yourself*, round of applause, nice one, nicely done, how kind of, how thoughtful, how
        lovely, how wonderful, how nice of, how generous, oh great, oh wonderful, oh brilliant, oh lovely, oh sure,
        oh perfect, just great, just wonderful, just brilliant, just perfect, just what i needed, fantastic work,
        brilliant work, stellar, top notch, genius*, masterpiece, five star* for, five stars for, award, medal,
        trophy, world class, world-class, impressive how, truly impressive, amazing how, love how, love that, loved
        how, lucky me, lucky us, so helpful, real helpful, very helpful of, what a surprise, surprise surprise,
        shocker, shocking*, what a treat, what a joke, so much for, yeah right, yeah sure, sure you, if you can be
        bothered, when you feel like, when it suits, no rush then, take your time, don't rush, whenever you can be,
        some service, great service, excellent service, wonderful service, lovely service, amazing service, quality
        service, sarcas*, irony, ironic*, slow ~ snail, pigeon, donkey, museum, my grandmother could, my gran could,
        before i die, before i retire, this century, this decade, this year maybe, next century, christmas maybe""",
    "secret": """
        secret*, confidential*, don't tell, dont tell, do not tell, doesn't know, does not know, doesnt know,
        mustn't know, must not know, must not find, mustn't find, not find out, find out, finds out, between us, in
        confidence, private matter, personal matter, discreet*, discretion, behind ~ back, surprise party, surprise
        for, surprise, keep it quiet, keep quiet, hide it, hidden from, anonymous*, affair, blackmail*, stalk*,
        restraining, ex husband, ex wife, my ex, violent partner, safe address""",
    "arranged": """
        confirming, to confirm my|our|the|that, i confirm, we confirm, i can confirm, we can confirm, i accept,
        we accept, it's a deal, that works, works for me|us, suits me|us, fine by me|us, fine with me|us, i'll
        be there, we'll be there, i will be there, we will be there, see you
        at|on|then|there|soon|tomorrow|tonight|later|monday|tuesday|wednesday|thursday|friday|saturday|sunday,
        on my way, on our way, on the way to you, running ~ late, be late, be there in, can't make it, cannot
        make it, cant make it, won't make it, wont make it, can't come, cannot come, cant come, won't be coming,
        not coming, i'm outside, we're outside, i'm here, we're here""",
}
