"""By which words are demands, ideas and what would put it right told in English?"""

from hafawa.listening.extraction.patterns import words
from hafawa.listening.extraction.wishes_table import Wishing

_DO = (
    "put|make|show|tell (?:people|customers|us|your|them to|him|her|me)|stop|bring(?! your own)|add|open(?! (?:early|late))|"
    "stay(?! away)|keep(?! them)|give(?! (?:your packer|him your|her the money))|use|bake|move|take|train|teach|be|"
    "let|allow|offer|sell|write|"
    "print|post|change|fix|lower|turn|get|hire|check(?! your (?:bill|receipts?))|answer|clean|label the|publish|list|mark|drop|ask|pack|update|return|"
    "restore|provide|remove|(?:don't|do not) (?:make|put|hide|ask|charge|change|play|use|send|sell|let|swap|call|close|serve|"
    "take|stop|wait|give|cancel)|send|refund|replace|cancel|call|ring|phone me|"
    "explain|exchange|swap|correct|"
    "collect|rectify|resend|block|sort|pay|look|improve|consider|try|introduce|have|"
    "start|learn|include|fit|value|warn|"
    "say|reply|respond|deliver|reverse|credit|honour|honor|unblock|reopen|apologi[sz]e|talk|"
    "speak|pick|do|switch|fewer|longer|bigger|smaller|more (?!of)\\w+|less (?!so)\\w+"
)

_SHOP = (  # of whom something is asked in general
    "staff|shop|store|site|website|app|page|menu|sign|signs|form|chat|bot|team|someone|somebody|whoever|instructors?|"
    "teachers?|waiters?|drivers?|couriers?|prices|labels?|map|list|gym|pool|room|bathroom|toilets?|checkout|door|doors|"
    "lockers?|buses|bus|queue|kitchen|counter|boxes|bags|packaging|instructions|notice|emails?|newsletter|subscription|"
    "portions|music|lights?|heating|seats|chairs|tables|platform|machine|manual|class|classes|people|customers"
)
_SOON = "morning|afternoon|evening|th|today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next week|this week|asap|now"
_OUGHT = (
    rf"(?:the|your|this) (?:\w+ )?(?:{_SHOP}) (?:really )?(?:should|needs? (?:an?|some|more|better|another|to|new|bigger)|ought to|could do with|could use|must)"
    r"(?! (?:have|be here|arrive|account|app|password|card|login|update|wifi))|"
    r"there (?:really )?(?:should|ought to|needs to) be (?!a parcel|a letter|an order|something)\w+|"
    r"if only (?:the|your|you|there|it|they)|(?:\w+ )?belongs? (?:on|in|at|to)|"
    r"you (?:really )?(?:ought to|should) (?:warn|tell people|tell customers|put|have|offer|sell|make|open|give|let|do|add|"
    r"train|teach|think about)(?! (?:been|seen|had|told|known|gone|done|sent|given))"
)
_PLEAD = (  # told to the shop, and good for all
    r"(?<=^ )(?:(?:and|but|so|then|please|pls|just|honestly|at least|or|either|maybe|for god's sake) )*"
    r"(?:(?:let|allow) (?:me|us|people|customers|one) (?:to )?(?:choose|pick|reserve|say|pay|decide|order|book|see|"
    r"skip|filter|sort)|tell us who|tell people|tell customers|bring (?:the |them )?(?:\w+ )?back(?! (?:today|now|my))|"
    r"ask (?:first|before)|hire|use (?:less|more|fewer)|"
    r"(?<!and )put (?:a|an|the|some|it|them|up) (?:\w+ ){0,4}(?:on|in|at|up|online|outside|by|near)|"
    r"(?:longer|bigger|smaller|fewer|less(?! so)|shorter|warmer|cheaper) \w+|more \w+ (?:on|in|for|at)|stay open|open (?:on|earlier|"
    r"later|at|another|a second)|turn (?:the|it|that|down|off|up)|give (?:her|him|them|the staff|people|customers) (?:an?|some|more|time)(?! refund)|"
    r"move (?:the|it|them)|say so|"
    r"(?:train|teach|mark|warn) (?:your|the|her|him|them|people|staff|whoever|window|it|customers)|print (?:it|the|less)|bake more|"
    r"serve (?:from|until|it|them|the)|tell them to)"
)

WISHING = Wishing(
    ought=words(
        rf"{_OUGHT}|{_PLEAD}|(?:nobody|no one) should|(?:someone|somebody) (?:really )?(?:should|needs to|ought to|must)|"
        r"whoever \w+(?: \w+){0,4} should|(?<=^ )(?:(?:and|so|then|please) )*(?:do something about|get (?:it|that|this|them) "
        r"(?:repaired|fixed|off your)|stop updating|take (?:this|these|it|them) off (?:sale|your shelves|the shelf))|"
        r"why (?:must|should) (?:i|we|one|customers|people)|why (?:isn't|aren't) there|why (?:is|are) there (?:no|only)|"
        r"why do you(?! (?:think|ask))|why (?:leave|make|put|hide|let)|why (?:is|are) (?:the|your|my (?:money|card|cash)) (?:\w+ ){1,3}(?:dearer|"
        r"more expensive|no good|always|never)|(?<=^ )(?:then|so) (?:change|put|say|write|print|make)|would (?:somebody|someone) please (?:teach|tell|train|"
        r"put|fix)|i'd just like (?:somebody|someone)|(?:not|be|being) behind my back|don't swap"
    ),
    better=words(
        rf"{_OUGHT}|{_PLEAD}|if i were you|you might (?:want to )?(?:think about|consider|put|add|sell|offer)|"
        r"(?:it'd|it would|would|might) (?:help|be (?:nice|great|good|lovely|helpful|handy|useful|so much \w+|even \w+)) (?:if|to "
        r"(?:have|get to|be able)|with)|cost you nothing to|(?:could|would) be (?:5|five|perfect|better|clearer|kinder) (?:with|"
        r"if)|have you (?:ever )?(?:thought|considered)|(?<=^ )(?:a|an) (?:\w+ ){1,5}would (?:do|help|be (?:nice|great))|"
        r"(?<=^ )(?:a|an) (?!table|room|seat|place|booking|appointment|slot|refund)\w+ (?:\w+ )?(?:for|in|on|at|by|near|outside|under) "
        r"(?:\w+ ){1,4}please|"
        r"(?:all that's|the only thing) missing|what i(?:'d| would)? suggest is|(?:is|would) it (?:be )?possible to (?:show|check|"
        r"have|put|add|see|offer|open|list|print)|i wish (?:it|they|there|the \w+) (?:could|had|would|were|was|did)|"
        r"(?<=^ )wish (?:it|they|there|you) (?:could|had|would|were|did|have)|how about (?!you|it|that|my|the (?:order|parcel))|"
        rf"could (?:the|your) \w+(?: \w+)? (?:come|have|be|show|say|include)(?!.*(?:{_SOON}))"
    ),
    remedies=words(
        r"(?:can|could|may) (?:i|we) (?:please )?(?:swap|exchange|return it|get (?:a refund|the|my|another)|have (?:my|another|"
        r"a new|the (?:right|correct)))|can (?:it|they) be (?:saved|repaired|fixed)|(?:could|can|would) (?:he|she|they|you|someone|"
        r"somebody)(?: please)? (?:redo|restring|repair|replace|refund|resend|help me|send (?:me )?(?:a|the|another)|ring|call "
        r"me|call back|post)|could (?:a|one|another) (?:new )?\w+|is there any (?:chance|way)|"
        r"(?:is|are) all (?:i'm|we're|i|we) ask\w*|(?:would|will|'d) (?:settle it|be fair|be enough|make it right|help me)|"
        r"wouldn't hurt|(?:i'd|we'd) call it quits|what would help|as for making up|(?:it'd|it would) be enough|"
        r"owes? (?:me|us|my)|i(?:'d| would)? (?:still |just |only |really )*(?:want|expect|demand|like|need) "
        r"(?:my|every|either|half|the (?:money|deposit|difference|six|full|\d+)|a (?:full |proper |written )?(?:refund|call|"
        r"replacement|apology|reply|answer)|an (?:apology|explanation|answer)|it back|to (?:hear from|speak|talk))|"
        r"i asked for (?:the|my) \w+ not|(?:swap|refund|exchange|replacement) please|"
        r"(?<=^ )(?:(?:and|so|then|please|pls|just|kindly|now|at least) )*(?:(?:send|post) (?:me |us )?(?:a|an|another|someone|"
        r"somebody|the (?:right|correct|missing|bill|other)) \w+|take (?:it|them) back|come back and|come and|collect it|"
        r"credit (?:it|me|us|my)|reissue|redo|reverse|refund|replace (?:it|them|the)|put (?:it|this|that) right|change it|"
        r"fix (?:it|this)|stop (?:sending|calling|charging|ringing|writing|frightening)|clear it up|answer the phone|pick up "
        r"the phone|rectify|ask them to|check the meter)"
    ),
    announces=words(
        r"(?<=^ )(?:(?:a|an|one|my|just|another|small|little|quick|only) )*(?:suggestion|idea|wish|thought|tip)"
        r"(?: (?:for|about|from) (?:the|your|my|me|us) \w+)?(?= $)|which is(?= $)|(?<=^ )since you ask(?: for \w+)?(?= $)"
    ),
    asks=words(
        rf"(?:(?:so|and|then|but|or|just|pls|plz|please|kindly|maybe|also|honestly|next time|"
        rf"for the love of god|at least|again) )*(?:please |pls |plz |kindly |just |"
        rf"maybe )?(?:{_DO}) .*|"
        r"(?:please|pls|plz|kindly) .*|(?:and |so |but )?(?:can|could|would|will) (?:you|u|"
        r"someone|somebody|anyone|the|it)(?: please| just| possibly)? .*|"
        r"why (?:not|don't you|must|can't|doesn't|isn't|do|does|is|are|no) .*|"
        r"is it possible to .*|is there any chance .*|would it be possible .*|"
        r"(?:you|they) (?:should|could|need to|must|ought to|might want to) .*|i(?:'d|"
        r" would) (?:like|love|suggest|prefer|appreciate|rather|ask) .*|(?:i|we) (?:want|need|"
        r"expect|demand|wish|ask) .*"
    ),
    offers=words(
        r"why (?:not|don't you)|have you (?:thought|considered)|(?:how|what) about(?! you| my| it| that)|(?<=^ )(?:an )?idea(?! to)|"
        r"(?:i|i'd|would|may i|can i|let me) suggest(?! we)|suggestions? (?:is|would)|it (?:would|'d|might) (?:be (?:nice|great|good|lovely|better|helpful|"
        r"wonderful)|help)|it'd (?:be|help)|"
        r"would be (?:nice|great|good|lovely|better|helpful)|could be (?:5|five|better)|"
        r"you (?:should|could|might)(?! (?:see|hear|tell|have|be|know|want to (?:look|check)|not|say|feel|smell|eat|sell this))|"
        r"wish (?:you(?! (?:a|all|the|well|luck|every|happy|merry|many|success))|there)|if (?:you|there|the|your|only) (?:had|"
        r"were|was|could|would|came|did|offered|made|put)|"
        r"i'd (?:pay|buy|come) (?:more|for|extra|if|again if|it if|double|every)|i'd love (?:an?|it if|to see (?:an?|more))|"
        r"maybe (?:you|tell|a|put|have)|bring back|please (?:show|"
        r"put|make (?!a note|sure)\w+|bring back|add|offer|keep (?!my|our|me|it)\w+|consider)|consider|would love (?:to see|it if|a)|"
        r"could you (?:put|add|make|offer|have|show)|"
        r"(?:stars?|perfect|would be 5) (?:if|with)|more (?!interested|important|than|of)\w+ (?:on|in|for)|a bit (?:more|less)|next time"
    ),
    general=words(
        r"your|people|customers?|everyone|everybody|anyone|others|us all|all of us|them|they|"
        r"staff|website|site|app|menu|page|sign|signs|door|shelf|shelves|labels?|prices?|online|"
        r"opening|evening|music|parking|bench|checkout|newsletter|emails|receipts?|tape|plastic|"
        r"packaging|packing|ingredients|queue|seats?|chairs?|light|lights|toilets?|phones?|"
        r"phone line|"
        r"trolleys|policy|rules|terms|returns|the (?:text|button|form|screen|board|smell|smoke|"
        r"heating|card|cards|hours|counter|till|box|boxes|size|sizes|range|portions?)|hours|"
        r"reminder|"
        r"more|less|fewer|longer|bigger|smaller|again and again|by default|every|always|open|"
        r"behind our backs|before people|good morning|hello|back the|straps|glass|lid|cable|"
        r"instead of|the last"
    ),
    mine=words(
        r"me|my|mine|i|i'm|i've|myself|our|ours|us|him|her order|his order|order \w*\d+\w*|"
        r"this (?:order|refund|one|charge|email)|resend|once more|email receipt|price off|advise|to (?:book|publish|reserve)|anyway|"
        r"send (?:it|them)|today|asap|tomorrow|now|the (?:right|correct|missing|"
        r"other|new) (?:one|size|item|part|money|difference)|one oak|it back|refund|the money"
    ),
    repairs=words(
        r"refund\w*|money back|back (?:today|now|please)|replace\w*|replacement|exchange|swap|"
        r"send (?:me|us|another|a new|the (?:right|correct|missing|new)|it again|one|cream)|"
        r"resend|re-send|deliver (?:it|the|my)|cancel\w*|"
        r"correct\w*|fix (?:it|this|that|my)|can you fix|sort (?:it|this) out|call me|ring me|"
        r"phone me|call back|talk to (?:a|someone|somebody)|speak to (?:a|the|someone|your)|"
        r"human|manager|apolog\w+|compensat\w+|credit|"
        r"collect|pick (?:it|them|this) up|return (?:it|one|them|this|300|the)|send (?:it|them|"
        r"these) back|repair|rather (?:have|than)|difference|pounds back|open my|block|unblock|"
        r"check (?:the|my|with)|change it|rectify|"
        r"answer the phone|a date|an apology|an explanation|what day|reverse|take (?:it|them|"
        r"these|this) back|stop (?:asking|sending|calling|charging|emailing)|instead|my money|"
        r"owes|the six|every penny|new (?:one|pen|handle|part)|honou?r"
    ),
    wants=words(
        r"(?:i|we) (?:just |only |really )?(?:want|need|expect|demand|would like|'d like|"
        r"would rather|'d rather|would prefer|'d prefer|ask for|asked for)|i'd (?:like|rather|"
        r"prefer)|we'd (?:like|rather|prefer)|owes|give me|let me|"
        r"all i (?:want|ask)|refund please|if (?:you|nobody|someone) (?:could|calls?|can)|i'll take|no need to collect"
    ),
    trouble=words(
        r"wrong|broken?|broke|late|missing|never (?:came|arrived)|not (?:arrived|come|received|"
        r"working)|hasn't|haven't|didn't|doesn't work|damaged|chipped|cracked|leak\w*|torn|"
        r"dented|stain\w*|mistake|error|twice|double|overcharg\w*|"
        r"charged|billed|instead of|waiting|waited|still|again|third|nobody|no one|ignored|rude|"
        r"shouted|short|lost|stolen|faulty|defective|fell|came off|promised|said|supposed|"
        r"cancelled|complain\w*|disappoint\w*|unacceptable|sorry|"
        r"too (?:big|small|late|cold|much)|cold|overdue|refund|money back|declined|logged me out|"
        r"suspended|paid|took|taken|took the|off|blew|blown|urn|don't want|not what|no longer|"
        r"expired|closed|got size|leave|failed|worse|worst"
    ),
    never=words(
        r"any idea (?:where|when|what|how|if|why|who)|"
        r"(?<=^ )(?:a|one) (?:(?:small|little|quick) )?(?:suggestion|idea|thought)(?= $)|"
        r"(?<=^ )(?:do|does|did|is|are|have|has|will|was|were) (?:you(?! thought| considered|"
        r" ever)|u|i|we|it(?! possible)|they|there|the|sale|regular|any|your)|"
        r"search|ranking|click|guest post|reply yes|subscribe|unsubscribe|win|winner|"
        r"thank you for|thanks for|enjoy|(?<=^ )(?:(?:and|so|but|hi|hello) )?how (?:much|many|long|do i)|what time|"
        r"where (?:is|are)|to (?:see|meet) you|"
        r"do you (?:have|sell|deliver|open)|is there (?:parking|a table)|love you|say hi|"
        r"say hello|tell \w+ (?:thanks|thank you|hello|hi)|pass on my|thank (?:him|her|them)|"
        r"keep it up|keep up the|bless you"
    ),
)
