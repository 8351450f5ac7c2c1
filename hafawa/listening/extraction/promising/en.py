"""How is something promised in English?"""

from __future__ import annotations

from hafawa.listening.extraction.patterns import words
from hafawa.listening.extraction.signs import Signs

_CALL = (
    "call|calls|calling|phone|phones|phoning|ring|rings|ringing|speak to you|"
    "speaks? with you|give you a (?:call|ring|bell)"
)
_SEND = (
    "send|sends|sending|sent|ship|ships|shipping|shipped|deliver|delivers|delivering|delivered|dispatch|dispatched|"
    "post|posted|posting|mail|mailed|courier|email|emailed|emailing|forward|resend|bring|brings|bringing|drop|pop|"
    "replace|replaced|replacing|arrive|arrives|reach|reaches|land|lands|receive|have it|get it|be with you|hand over|"
    "handed|collect|collected|pick it up|pick up|come round|comes round|come by|comes|come and|be there|be at|be here|"
    "leaves|leave here|go out|goes out|go in|goes in|ready|be yours|find it|drive|bought|finished|hanging|come back|"
    "back with|be delivered|the keys"
)
_REFUND = (
    "refund\\w*|reimburse\\w*|credit\\w*|money|pay you back|paid back|give you back|transfer\\w*|deposit back|"
    "the (?:whole )?sum|waive\\w*|amount"
)
_ANSWER = (
    "get back|gets back|come back to you|comes back to you|back to you|reply|replies|"
    "answer\\w*|respond|update\\w*|write|writes|"
    "inform|let you know|hear\\w*|keep you|follow up|confirm|tell you|tell her|tell him|"
    "in touch|in contact|contact|message|text|"
    "report back|revert|drop you a line|know where|you'll know|will know|news|a reply|"
    "have a word|tell them|have an answer"
)
_CHECK = (
    "check|look into|look at|look at|have a look|find out|investigate\\w*|verify|inquire|ask|"
    "asks|review|read through|speak to|"
    "speak with|talk to|look|see what|see if|passed on|test|processed"
)
_FIX = (
    "fix|fixed|repair\\w*|sort|sorted|solve|solved|resolve|resolved|correct\\w*|mend\\w*|"
    "take care|put right|make it right|"
    "put it right|put this right|rectif\\w+|make it up|make up"
)
_OTHER = (
    "have the|have your|have a|keep|keeps|kept|hold|held|reserve|reserved|book|booked|"
    "arrange|arranged|prepare|save|cancel|extend|apply|add|remove|"
    "make sure|see to it|order|plan|fit|install|set aside|put aside|waive|charge|happen|"
    "won't|give|visit|service|do|comes off"
)
_DO = "|".join((_CALL, _SEND, _REFUND, _ANSWER, _CHECK, _FIX, _OTHER))
_SAY = (
    r"(?:i|we|he|she|they|it|that|this|you|someone|somebody|everything|everyone|\w+)'ll|will|shall|gonna|"
    r"(?:i'm|we're|he's|she's|it's|they're|am|are|is) going to|"
    r"you should have|should (?:be|arrive|reach|land|get|see|hear|receive|show|come|take)|"
    r"let me (?:check|ask|find|look|see|speak|talk)|(?:i|we|has|have) promised? (?:to|you|"
    r"that)|you can expect|expect (?:a|an|the|it|your|us|news|another|him|her|them)|to follow"
)

SIGNS = Signs(
    sure=words(rf"(?:{_SAY})"),
    likely=words(
        r"comes?|arrives?|ships?|leaves?|goes (?:out|in|back)|lands?|is (?:due|booked|scheduled|coming|being|when)|"
        r"are (?:due|coming|being|booked)|calls|rings|replies|delivers|collects|visits|"

            r"(?:is|are|stays?|stay) (?:kept|held|reserved|set aside|put aside)|kept|held|"
            r"ready for you|set \w+ aside|put \w+ aside|"
        r"reserved|back to you|back (?:in|tomorrow|on|by)|next news|news|tracking|"
        r"sending|posting|shipping|ringing|calling|transferring|refunding|bringing|delivering|replacing|emailing|"
        r"putting|dropping|picking|paying|coming|is the day|give (?:me|us)|you should have|leave it with"
    ),
    vows=words(
        r"leave it (?:with|to) (?:me|us)|will do|you have my word|(?:i|we) promise|make it up to you|"
        r"(?:it|this|that) (?:won't|will not|shall not) happen again|(?:i'll|we'll|i will|we will) take care of|"
        r"(?:you|you'll) (?:won't|will not|never) (?:be charged|have to pay|hear)|i'm on it|we're on it|"
        r"i'll (?:find out|see to it|look into)|give (?:me|us) (?:a|an|\d+|two|until)"
    ),
    carries=words(rf"(?:(?:and|then|so|also|both) )?(?:{_DO}) .*") ,
    never=words(
        r"(?:won't|will not|shan't|cannot|can't|couldn't|unable|not able|never|not going to|am not|isn't|aren't|don't|"

            r"doesn't|didn't|wouldn't|not)|nobody|no one|might|(?<!\d )may(?! \d)|maybe|perhaps|"
            r"would|could|hope to|hoping|try to|trying|"

            r"(?:you'll|you will) (?:need|have) to|please|kindly|let (?:us|me) know|feel free|"
            r"you (?:can|may|could|might|must)|"

            r"you(?:'re| are) (?:welcome|free)|(?<=^ )make sure you|you (?:said|promised|told|asked)|"
            r"(?:he|she|they) (?:said|told|thought|promised)|"

            r"told (?:me|us)|yesterday|\w+ ago|would have|had i|had it|strive|do better|do our best|"
            r"see what we can|(?<=^ )(?:i|we) (?:said|told)|\w+'d|tend to|usually|normally|always|"
        r"enjoy|happy|congratulations|good luck|all the best|thank you for your|thanks for your|in the future"
    ),
    excepted=words(
        r"you can expect|(?:won't|will not|never) (?:happen|be charged|have to pay|forget|let you down|hear|need)|"
        r"nobody will (?:ring|call|trouble|disturb|contact)|thank you for (?:telling|writing|your patience)|no later|"
        r"let you know|has promised to|have promised to|one way or the other|even if"
    ),
    weakens=words(

            r"was|were|has been|have been|had|did|arrived|delivered on|cancelled|attached|open|opens|"
            r"closed|closes|ends|runs|"

            r"served|starts|begins|visit|sale|lunch|breakfast|invoice|dated|from \d+|since|"
            r"between you|exam|birthday|see you"
    ),
    asks=words(
        r"(?:will|shall|should|would|could|can|may|do|does|did|is|are|was|were|have|has) "

            r"(?:you|i|we|he|she|they|it|there|the|that|this|your|any|anyone)|(?:what|when|where|who|"
            r"why|how|which|any|whether) \w+"
    ),
    if_=words(
            r"if|unless|in case|should you|once you|once you've|when you've|if you've|when you|"
            r"whenever you|as soon as you|provided|as long as|until you|after you|had"),
    unless_later=words(r"whether|even if|if (?:it|he|she|they|there|that|this|the|not|nothing|anything)"),
    noted=words(

            r"promised(?: (?:her|him|them|to|that|a|the))*|told (?:him|her|them)(?: that)?|(?:i |"
            r"we )?(?:said|agreed)(?: (?:that|with \w+))*|"

            r"(?:i|we)(?:'d| would)|would (?:go|have|be|come|get|reach|ring|call)|offered|guaranteed|"
            r"assured \w+|i am to|we are to|"
        r"to (?:call|ring|send|email|post|check|do)|(?:need|needs|have|has) to|must|action|todo|"

            r"(?<=^ )(?:call|ring|phone|callback|email|send|post|text|check|refund|order|book)|"
            r"callback|call back|follow up|booked|"
        r"(?:he|she|they) gets?|once the|whenever"
    ),
    theirs=words(

            r"(?:he|she|they|customer|client|caller)(?:'ll| will| is going to) (?!get|have|receive|"
            r"hear|be )\w+|says|wants?|wanted|"

            r"asked|was (?:promised|told)|were (?:promised|told)|(?:call|ring|write to|tell|send|"
            r"email|text|let|bring|with|to) us|birthday|wedding|anniversary|no answer|voicemail|"
            r"tried|likes"
    ),
    that=words(r"that .*|and (?:call|ring|write|tell|send|let) us .*"),
    whats=tuple(
        (what, words(listed))
        for what, listed in (
            ("call", _CALL), ("refund", _REFUND), ("send", _SEND), ("answer", _ANSWER), ("check", _CHECK),
            ("fix", _FIX), ("other", _OTHER),
        )
    ),
    who=words(

            r"(?P<me>i'll|i|i'm|me|my)|(?P<us>we'll|we|we're|us|our)|(?P<other>(?:someone|somebody|"
            r"a colleague|\w+)(?= (?:will|is going to|is|'ll|comes|calls|has promised)))"
    ),
)  # fmt: skip
