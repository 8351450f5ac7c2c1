"""By which words are confidential matters, competitors and the price told in English?"""

from hafawa.listening.extraction.patterns import words

MATTERS = {
    "health": words(
        r"tablets?|capsules?|dose|dosage|side effects?|symptoms?|fever|painkillers?|migraines?|"
        r"infection|itch\w*|pregnancy test|my period|thrush|erectile|condoms?|hair loss|"
        r"constipation|diarrh\w*|h(?:a)?emorrhoids|lice|nits|ointment|injections?|vaccin\w*|jab|"
        r"blood thinners?|antidepressants?|sleeping (?:pills|tablets)|eye drops|in pain|feverish|"
        r"temperature of \d+|seizure|fits|bruis\w+|sores?|wounds?|"
        r"doctor'?s? (?:orders|says|said|told)|chest pain|lost (?:the|our) baby|my results|"
        r"results were due|sick note|undressed|since he came back from the war|can't do (?:your |"
        r"the )?stairs|six months they say|reaction to|throat|knees|"
        r"hospital|surgery|operation|chemo\w*|cancer|tumou?r|diabet\w+|insulin|inhaler|asthma\w*|"
        r"epilep\w+|autis\w+|stroke|"
        r"dementia|alzheimer'?s?|pregnan\w+|miscarr\w+|depress\w+|anxiety|therap(?:y|ist)|"
        r"psychiatr\w+|disab\w+|wheelchair|"
        r"allerg\w+|intolerant|coeliac|celiac|anaphyla\w+|epipen|warfarin|prescription|"
        r"medication|medicine|pills?|antibiotic\w*|"
        r"intensive care|icu|a&e|emergency room|biopsy|scan results|"
        r"test results|blood (?:test|pressure)|diagnos\w+|heart (?:attack|condition|surgery)|"
        r"blind|deaf|hearing aid|screen reader|eczema|rash|swollen|food poisoning|vomit\w*|"
        r"been sick|was ill|is ill|am ill|very ill|ill in bed|"
        r"lab results?|hiv|std|contracepti\w+|morning after|incontinen\w+|bipolar|adhd|ms|"
        r"dialysis|kidney\w*|rehab|infertil\w+|ivf|"
        r"panic attacks?|breast ?feeding|postpartum|had a fall|broke (?:my|her|his) (?:leg|arm|"
        r"hip|wrist)|stitches|bleeding"
    ),
    "law": words(
        r"refuge|shelter|hitting (?:her|me|him|us)|hits (?:her|me|us)|he can see the app|"
        r"the wedding is off|difficult family|my loan|"
        r"lawyers?|solicitors?|attorney|court|lawsuit|sue|suing|police|prison|jail|arrest\w*|"
        r"custody|restraining order|divorc\w+|separated|"
        r"my ex|ex husband|ex wife|ex-husband|immigration|visa refused|asylum|social services|"
        r"abus(?:e|ive)|legal action|small claims|harass\w*|assault\w*"
    ),
    "money": words(
        r"salary|emi|loan|collection agent|froze my account|no (?:money|job|insurance)|"
        r"pay (?:next week|when)|can't pay|closing the (?:shop|restaurant|cafe|business)|"
        r"behind by|"
        r"(?:can't|cannot|can not|couldn't) afford|lost my job|laid off|made redundant|"
        r"unemploy\w+|redundan\w+|bankrupt\w*|in debt|debts?|overdraft|"
        r"overdrawn|pay ?day|get paid|instal+ments?|half now half|things are tight|"
        r"money is tight|behind (?:on|with)|rent (?:bounced|money)|bounced|benefits|"
        r"pensioner|food bank|eviction|evicted|card was declined|declined|can't pay|cannot pay|"
        r"pay the rest|bailiffs?|hardship|foreclos\w+"
    ),
    "loss": words(
        r"coffin|i couldn't speak then|lost the baby|"
        r"died|dies|death|passed away|passed on|funeral|late (?:husband|wife|mother|father|mum|"
        r"dad|son|daughter)|widow\w*|urn|grave|buried|mourning|"
        r"bereave\w+|stillb\w+|lost (?:my|our|her|his) (?:mother|father|mum|dad|son|daughter|"
        r"baby|husband|wife|brother|sister)|"
        r"her last birthday|his last birthday|condolences|memorial|obituary|not celebrating this year"
    ),
    "secret": words(
        r"(?:opens|reads|hears|sees) (?:my|our) (?:letters|mail|emails|messages|phone)|"
        r"hears them|voicemails|(?:no|without|not) (?:my|a|the|our) name on|complicated at home|"
        r"pretend i don't|without telling|private room|doesn't know|"
        r"surprise (?:for|party|gift|visit)|it's a surprise|is a surprise|a secret|secretly|"
        r"(?:mustn't|must not|shouldn't|doesn't|can't|don't let \w+|not to) (?:know|find out|"
        r"see it)|"
        r"don't tell|do not tell|without (?:her|him|them) (?:knowing|noticing)|he sees my phone|"
        r"she sees my phone|reads mine|propos(?:e|ing|al)|"
        r"confidential\w*|in confidence|between us|discreet\w*|plain (?:box|packag\w+)|unmarked|"
        r"not by email|privately|keep (?:this|it) (?:private|quiet|between)"
    ),
    "data": words(
        r"redeemed|thats the first part|with a key|"
        r"(?:somebody|someone) else's|other people's (?:data|orders|details)|wasn't me|"
        r"was not me|wasnt me|hacked|stolen card|identity theft|fraud\w*|scam\w*|phish\w*|"
        r"password|(?:card|account) (?:was )?(?:used by|number)|cvv|passport number|"
        r"date of birth|national insurance|ssn|a guy called|leaked|data breach|never bought|"
        r"login from"
    ),
    "competitor": words(
        r"(?:another|other|different|the other|next) (?:shop|shops|store|stores|company|place|"
        r"places|supplier|clinic|restaurant|cafe|salon|provider|hotel|pharmacy|gym|garage|site|"
        r"seller|brand|bank)|"
        r"elsewhere|somewhere else|competitors?|your rivals?|amazon|going to \w+ instead|"
        r"switch(?:ed|ing)? to|cheaper at|same at|down the road|across the (?:road|street)|"
        r"round the corner|"
        r"next door|others (?:charge|give|offer|do)|everyone else (?:charges|gives)"
    ),
    "price": words(
        r"prices?|priced|pricey|pricing|expensive|overpriced|cheap|cheaper|cheapest|costs?|"
        r"discount\w*|deal|offer|sale|voucher|coupon|promo|"
        r"how much|afford\w*|too much for|rip ?off|dear|value for money|worth (?:it|the money)|"
        r"price rise|went up|fee|fees|surcharge"
    ),
}
