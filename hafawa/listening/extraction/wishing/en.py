"""By which words are demands, ideas and what would put it right told in English?"""

from hafawa.listening.extraction.patterns import words
from hafawa.listening.extraction.wishes_table import Wishing

_DO = (
    "put|make|show|tell|stop|bring|add|open|stay|keep|give|use|bake|move|take|train|teach|be|"
    "let|allow|offer|sell|write|"
    "print|post|change|fix|lower|turn|get|hire|check|answer|clean|label|publish|list|mark|drop|ask|pack|update|return|"
    "restore|provide|remove|don't|do not|never|send|refund|replace|cancel|call|ring|phone|"
    "explain|exchange|swap|correct|"
    "collect|rectify|resend|block|sort|pay|look|find|improve|consider|try|introduce|have|"
    "start|learn|include|fit|value|warn|"
    "say|reply|respond|deliver|reverse|credit|honour|honor|unblock|reopen|apologi[sz]e|talk|"
    "speak|pick|do|switch|less|fewer|more|longer|bigger|smaller"
)

WISHING = Wishing(
    asks=words(
        rf"(?:(?:so|and|then|but|or|just|pls|plz|please|kindly|maybe|also|honestly|next time|"
        rf"for the love of god|at least|again) )*(?:please |pls |plz |kindly |just |"
        rf"maybe )?(?:{_DO}) .*|"
        r"(?:please|pls|plz|kindly) .*|(?:and |so |but )?(?:can|could|would|will) (?:you|u|"
        r"someone|somebody|anyone|one|we|the|it)(?: please| just| possibly)? .*|"
        r"why (?:not|don't you|must|can't|doesn't|isn't|do|does|is|are|no) .*|"
        r"is it possible to .*|is there any chance .*|would it be possible .*|"
        r"(?:you|they) (?:should|could|need to|must|ought to|might want to) .*|i(?:'d|"
        r" would) (?:like|love|suggest|prefer|appreciate|rather|ask) .*|(?:i|we) (?:want|need|"
        r"expect|demand|wish|ask) .*"
    ),
    offers=words(
        r"why (?:not|don't you)|have you (?:thought|considered)|(?:how|what) about|idea|"
        r"suggest\w*|it (?:would|'d|might) (?:be (?:nice|great|good|lovely|better|helpful|"
        r"wonderful)|help)|it'd (?:be|help)|"
        r"would be (?:nice|great|good|lovely|better|helpful)|could be (?:5|five|better)|"
        r"you (?:should|could|might)|wish (?:you|there)|if (?:you|there|the|your|only) (?:had|"
        r"were|was|could|would|came|did|offered|made|put)|"
        r"i'd (?:pay|love|buy|come)|maybe (?:you|tell|a|put|have)|bring back|do a|please (?:show|"
        r"put|make|bring back|add|offer|keep|consider)|consider|would love (?:to see|it if|a)|"
        r"could you (?:put|add|make|offer|have|show)|"
        r"(?:stars?|perfect|would be 5) (?:if|with)|more \w+ (?:on|in|for)|a bit (?:more|less)|next time"
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
        r"this (?:order|refund|one|charge)|today|asap|tomorrow|now|the (?:right|correct|missing|"
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
        r" ever)|u|i|we|it|they|there|the|sale|regular|any|your)|"
        r"search|ranking|click|guest post|reply yes|subscribe|unsubscribe|win|winner|"
        r"thank you for|thanks for|enjoy|how (?:much|many|long|do i)|what time|where (?:is|are)|"
        r"do you (?:have|sell|deliver|open)|is there (?:parking|a table)|love you|say hi|"
        r"say hello|tell \w+ (?:thanks|thank you|hello|hi)|pass on my|thank (?:him|her|them)|"
        r"keep it up|keep up the|bless you"
    ),
)
