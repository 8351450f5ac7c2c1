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
    "fetch|fetches|you get|you receive|to follow|tracking|to (?:the )?(?:customer|cust|client|her|him|them|"
    "you) (?:by|when|once|as soon)|swap|exchange|replace|replaced|replacing|arrive|arrives|reach|reaches|land|lands|"
    "receive|have it|get it|be with you|hand over|"
    "handed|collect|collected|pick it up|pick up|come round|comes round|come by|comes|come and|be there|be at|be here|"
    "leaves|leave here|go out|goes out|go in|goes in|ready|be yours|find it|drive|bought|finished|hanging|come back|"
    "back with|be delivered|the keys"
)
_REFUND = (
    "refund\\w*|reimburse\\w*|credit\\w*|money|pay you back|paid back|give you back|transfer\\w*|deposit back|"
    "taken off|take off|knocked off|deducted|the (?:whole )?sum|waive\\w*|amount"
)
_ANSWER = (
    "get back|gets back|come back to you|comes back to you|back to you|reply|replies|"
    "answer\\w*|respond|update\\w*|write|writes|"
    "inform|let (?:you |her |him |them |\\w+ )?know|remind|hear\\w*|keep you|follow up|confirm\\w*|tell you|"
    "tell her|tell him|"
    "in touch|in contact|contact|message|text|"
    "report back|revert|drop you a line|know where|you'll know|will know|news|a reply|"
    "have a word|tell them|have an answer"
)
_CHECK = (
    "check|look into|look at|look at|have a look|find out|investigate\\w*|verify|inquire|ask|"
    "asks|review|read through|speak to|"
    "speak with|spoken to|talk to|look|see what|see if|passed on|test|processed"
)
_FIX = (
    "fix|fixed|repair\\w*|sort|sorted|solve|solved|resolve|resolved|correct\\w*|mend\\w*|"
    "take care|put right|make it right|"
    "put it right|put this right|rectif\\w+|make it up|make up"
)
_OTHER = (
    "have the|have your|have a|keep|keeps|kept|hold|held|reserve|reserved|book|booked|"
    "arrange|arranged|prepare|save|cancel|extend|apply|add|remove|"
    "make sure|see to it|apologi[sz]es?|order|plan|fit|install|set aside|put aside|waive|charge|happen|"
    "won't|give|visit|service|do|comes off"
)
_PLAIN = (
    "call ring phone send post mail email text write reply answer confirm check ask find chase look book order "
    "arrange "
    "refund credit reimburse pay transfer replace swap exchange fix repair mend remind tell inform update let "
    "get give "
    "bring deliver collect pick fetch drop fit install do go come prepare pack ship dispatch forward issue "
    "reissue cut "
    "clean wash paint test try speak talk report hold keep reserve make take cancel waive deduct apologise apologize "
    "sort put resend redo follow organise organize schedule print move visit inspect measure hand cover"
)
_THIRD = (
    "calls rings phones sends posts mails emails texts writes replies answers confirms checks chases "
    "orders arranges refunds credits reimburses pays transfers replaces swaps exchanges fixes repairs mends reminds "
    "informs updates delivers collects picks fetches drops fits installs prepares packs ships dispatches forwards "
    "issues reissues cleans washes paints tests reports books brings holds reserves cancels waives deducts apologises "
    "apologizes sorts resends organises organizes inspects measures hands covers"
)
_MOVES = (
    "looks opens comes goes takes makes gets gives talks speaks lets does puts keeps finds follows visits tries cuts"
)
_PLAIN_OR, _THIRD_OR = _PLAIN.replace(" ", "|"), _THIRD.replace(" ", "|")
_EITHER_OR = f"{_THIRD_OR}|" + _MOVES.replace(" ", "|")
_DO = "|".join((_CALL, _SEND, _REFUND, _ANSWER, _CHECK, _FIX, _OTHER))
_CUSTOMER = (
    "he|she|they|cust|customer|client|caller|guest|patient|tenant|owner|husband|wife|son|daughter|mother|father|mum|"
    "dad|neighbour|neighbor"
)
_PASTS = (
    "sent|posted|emailed|mailed|texted|refunded|reissued|paid|called|rang|phoned|left|spoke|gave|credited|cancelled|"
    "transferred|shipped|dispatched|explained|apologised|apologized|corrected|passed|put|took|told|asked|checked"
)
_UNSAID = (
    r"wants?|needs?|has|have|had|asked|supposed|seems?|used|likely|able|going|likes?|happy|refuse[sd]?|"
    r"agreed|forgot|nothing|no|not|none|claims?|unable|how|what|where|when|whether|due|else|up|ought|ready|told|"
    "just|writing|here|only|calling|nice|good|great|lovely|pleasure|glad|sorry|you|time|pleased|wish(?:es)?|tried|"
    "trying|hard|easy|best"
)

_SAY = (
    r"(?:i|we|he|she|they|it|that|this|you|someone|somebody|everything|everyone|\w+)'ll|will|shall|gonna|"
    r"(?:i'm|we're|he's|she's|it's|they're|am|are|is) going to|"
    r"you should have|should (?:be|arrive|reach|land|get|see|hear|receive|show|come|take)|"
    r"let me (?:check|ask|find|look|see|speak|talk)|(?:i|we|has|have) promised? (?:to|you|"
    rf"that)|(?:youll|theyll|itll)|(?:ill|well) (?:{_PLAIN_OR})|you can expect|expect (?:a|an|the|it|your|us|news|"
    rf"another|him|her|them)|to follow"
)
_UNDONE = (  # what is done, refused, left open or said in general, in a note or where a talk is summed up
    rf"(?:{_CUSTOMER}) (?:has |had )?(?:promised|offered|agreed|hoped|asked|decided|is|are) to|"
    rf"(?<=^ )(?:(?:and|then|also|have|i|we|i've|we've|just|already) )*(?:{_PASTS})(?: \w+){{0,6}} "
    r"(?:today|this morning|just now|already|earlier|on the phone|at \d[\d:.]*)|"
    r"(?:we|i)(?:'d| had) (?:told|said|promised|agreed|sent|offered)|gave (?:her|him|them|you)|"
    r"(?<=^ )(?:apologi[sz]ed|complained|thanked|explained|reminded|warned|rang|phoned|spoke)|"
    r"(?:first|second|third|fourth|another|missed|last) (?:call|time|complaint|visit|reminder)|"
    r"no (?:\w+ )?(?:chance|date|promise|promises)|refused|declined|earliest|not possible|impossible|thinking about|"
    r"decides?|undecided|depends?|offered (?:\w+ ){1,4}or|they say|can only|at least|"
    r"(?<!should )(?<!will )takes? (?:up to |about |around |between |a |two |three |four |five |\d)|"
    r"(?:her|his|their|your) \w+ (?:is|are)(?! (?:ready|due|coming|back|being|on|to|going|booked|here|there|with))|"
    r"(?:her|his|their) \w+ (?:turns|leaves|starts|flies|departs)|"
    r"(?<!be )(?<!being )asked|(?:call|ring|write to|tell|send|email|text|let|bring|(?<!back )with|to) us|"
    r"birthday|wedding|anniversary|no answer|voicemail"
)
_THEIRS = (
    rf"(?<=^ )(?:(?:and|but|then|so) )?(?:{_CUSTOMER})(?:'s| is| are|'re)? (?:also |just )?"
    r"(?!gets?|(?:has|have) (?:it|them|this|the|an?|her|his|their|news|to be)|hears?|receives?|to (?:get|have|"
    r"receive|hear|be)|will|is|are|was|'ll|"
    r"can (?:have|get|pick|collect)|called|rang|re|"
    r"(?:informed|advised|notified|assured|told|promised) (?!us|me|to))\w+|"
    r"(?<=^ )(?:has|needs) to(?! (?:be \w+ed|be (?:sent|done|put|made|paid|cut)|go))|"
    rf"(?:{_CUSTOMER})(?:'ll| will| is going to) (?!get|have|receive|hear|be )\w+|says|wants?|wanted|"
    r"(?:was|were) (?:promised|told)(?! (?:that|we))|tried|likes"
)
_YOURS = (
    r"(?<=^ )(?:(?:and|but|then|so) )?you (?!get|have|hear|receive|will|'ll|should|need not|needn't|owe)\w+|"
    r"(?<=^ )(?:(?:and|but|then|so|just|please|pls) )*(?:come|drop by|pop in|bring|let|tell|wait|remember|use)"
)

SIGNS = Signs(
    sure=words(rf"(?:{_SAY})"),
    likely=words(
        r"comes?|arrives?|ships?|leaves?|goes (?:out|in|back)|lands?|is (?:due|booked|scheduled|coming|being|when)|"
        r"are (?:due|coming|being|booked)|calls|rings|replies|delivers|collects|visits|"

            r"(?:is|are|stays?|stay) (?:kept|held|reserved|set aside|put aside)|kept|held|"
            r"ready for you|set \w+ aside|put \w+ aside|"
        r"reserved|back to you|back (?:in|tomorrow|on|by)|next news|news|tracking|"
        rf"(?:i|we)(?: then| also| now)? (?:{_PLAIN_OR})|you (?:get|receive|hear)|you have (?:it|the|your|our|news)|"
        rf"{_THIRD_OR}|"
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
        r"let you know|(?:keep|keeps|keep on) trying|try(?:ing)? (?:again|him|her|them)|nobody else|no one else|"
        r"has promised to|have promised to|one way or the other|even if"
    ),
    weakens=words(

            r"was|were|has been|have been|had|did|arrived|delivered on|cancelled|attached|open|opens|"
            r"closed|closes|ends|runs|"

            r"served|starts|begins|visit|sale|lunch|breakfast|invoice(?! (?:goes|to|by|out|will))|dated|from \d+|"
            r"since|"
            r"between you|exam|birthday|see you|(?:i|we)'ve(?! (?:set|put|reserved|kept|held|booked|got))|(?:i|"
            r"we) (?:\w+ ){1,4}every|each"
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
        r"to (?:call|ring|send|email|post|check|do)|(?:need|needs|have|has) to|must(?! be)|action|todo|"

            r"(?<=^ )(?:call|ring|phone|callback|email|send|post|text|check|refund|order|book)|"
            r"callback|call back|follow up|booked|arranged|confirmed|scheduled|rescheduled|reserved|set up|"
        r"(?:he|she|they) gets?|once the|whenever"
    ),
    theirs=words(f"{_THEIRS}|{_UNDONE}"),
    yours=words(f"{_YOURS}|{_UNDONE}"),
    same_day=words(
        r"(?:the )?same (?:day|evening|afternoon|morning)|that (?:day|evening|afternoon|morning)|straight after|"
        r"right after|"
        r"after(?:wards|ward)?(?= $)|either way"
    ),
    that=words(r"that .*|and (?:call|ring|write|tell|send|let) us .*"),
    sums_up=words(
        r"as (?:just )?(?:agreed|discussed|promised|said|we (?:agreed|discussed|said|spoke))|as (?:i|we) (?:just )?"
        r"(?:said|told|promised|agreed|discussed)|as per (?:our|your)|sum(?:ming)? up|in short|summary|recap\w*|"
        r"summari[sz]\w+|to confirm|we(?:'re| are|'ve| have)? agreed|following (?:our|my|up on our|your call)|"
        r"further to|"
        r"our (?:phone |telephone )?(?:call|conversation|chat|talk|discussion)|(?:talk|speak|talked|spoke|talking|"
        r"speaking|chatting|chat|spoken) (?:to|with) (?:you|me)|(?:thanks|thank you|thx) for (?:the |your |"
        r"this )?(?:call\w*|"
        r"ringing|phoning|speaking|time on|talking)|on the phone|by phone|in writing|who does what|"
        r"what (?:we|i|you and i) (?:have |just )?(?:said|agreed|discussed|settled|talked)|good to talk|"
        r"(?:as|like) (?:said|mentioned|i said|we said)|per (?:our|phone|telephone)|when we spoke|we spoke|"
        r"spoke to you|"
        r"your (?:phone )?call|you (?:called|rang|phoned)|writ(?:e|ing) (?:it|this|that) down|i've (?:noted|"
        r"written)|i have (?:noted|written)|"
        r"noted|bearing with|"
        r"spoke (?:earlier|just now|this morning|on the phone)|talked about|here's what|(?:that's|all) settled|"
        r"confirming"
    ),
    tasks=words(
        rf"(?<=^ )(?:\d+ )?(?:(?!(?:{_UNSAID}) )[\w']+ ){{0,3}}to (?:be \w+|(?!confirm (?:what|our|the|$)|"
        rf"(?:let|tell|inform|update|remind|give|send) you)(?:{_PLAIN_OR}))|"
        rf"(?<=^ )(?:\d+ )?(?:(?:and|so|then|also|now) )*(?:i|we) (?:then |also |now )?(?!do|make|take|go|come|try|"
        rf"apologi[sz]e)(?:{_PLAIN_OR})|"
        rf"(?<=^ )(?:\d+ )?(?:(?:and|so|then|also) )*(?:the |our |my )?(?!(?:it|that|this|which|what|"
        rf"who) )[a-z]\w* (?:{_EITHER_OR})|"
        rf"(?<=^ )(?:\d+ )?(?:(?:and|then|also) )*(?:remind|chase|find out|let (?:him|her|them|cust\w*|customer|"
        rf"client|mrs?|ms) know|inform|tell (?:him|her|them)|"
        r"update (?:him|her|them)|(?:call|ring|phone|text|email|mail|send|write|refund|credit|post) (?:him|her|them|"
        r"it|back|"
        r"mrs?|ms|dr|once|when|as soon))|"
        rf"promised (?:(?:her|him|them) )?(?:a|to|that|we|i|the)|(?:told|assured|said|agreed) (?:(?:her|him|them|"
        rf"\w+) )?"
        rf"(?:that )?(?:we|i|someone|she|he|they)(?:'d| would|d) (?:{_PLAIN_OR}|get|hear|receive|have)|(?:we|"
        rf"i)'d (?:{_PLAIN_OR})|"
        r"you (?:get|have|receive|hear)|to (?:the )?(?:customer|cust|client|her|him|them) (?:by|when|once|as soon)"
    ),
    idle=words(
        r"(?<=^ )no (?!more|later)\w+|have an?|nice|policy|busy|off|is in|must|free for|policies|following up|"
        r"message from|"
        r"(?:first|second|third|fourth|another|last|missed|\d+) (?:calls?|times?|visit|complaint|emails?|mail)|"
        r"birthday|"
        r"wedding|anniversary|party|funeral|holidays?|interview|exam|guests?|turns?|flies|fly|flying|flight|"
        r"travels?|away|moves|"
        r"moving|free (?:on|only|from|after|then)|available|home|at work|works|best|prefers?|needs?|needed|wants?|"
        r"hopes?|"
        r"hoping|like to|would|could|earliest|deadline|open|opens|closed|closes|until|valid|expires?|runs|ends|"
        r"starts?|"
        r"begins|was|were|had|did|has been|have been|arrived|came|left|went|passed|called|rang|spoke|bought|paid|"
        r"got|took|"
        r"said|told|heard|noticed|price|costs?|offer|offered|sale|discount|please|thanks?|thank|"
        r"still|already|since|ago|call|phone|line|from \d+|from \w+ on|chat|pencilled|debited|charged|payable|"
        r"on hold|paused|starting|summary|conversation|"
        r"good (?:morning|afternoon|evening)|talked?|spoken|speaking|(?:days?|weeks?|wks?|months?|hours?) (?:after|"
        r"before|old|late|over)|"
        r"they say"
    ),
    whats=tuple(
        (what, words(listed))
        for what, listed in (
            ("call", _CALL), ("refund", _REFUND), ("send", _SEND), ("answer", _ANSWER), ("check", _CHECK),
            ("fix", _FIX), ("other", f"{_OTHER}|{_THIRD_OR}"),
        )
    ),
    who=words(

            r"(?P<me>i'll|i|i'm|me|my)|(?P<us>we'll|we|we're|us|our)|(?P<other>(?:someone|somebody|"
            r"a colleague|\w+)(?= (?:will|is going to|is|'ll|comes|calls|has promised)))"
    ),
)  # fmt: skip
