"""Verbs that give somebody's words, as parts of patterns: English, Russian, and some German and French."""

from __future__ import annotations

SAID = (
    r"(?:said|says|say|told|tells|added|adds|noted|notes|stressed|stresses|stated|(?<!\bunited )states"
    r"|declared|declares"
    r"|argued|argues|insisted|insists|claimed|claims|explained|explains|emphasi[sz]ed|emphasi[sz]es"
    r"|underlined|announced|announces|warned|warns|wrote|writes|tweeted|tweets|posted|posts|replied|replies"
    r"|answered|answers|responded|responds|remarked|commented|reiterated|reiterates|observed|concluded"
    r"|promised|pledged|vowed|suggested|confirmed|admitted|asked|asks|continued|continues|repeated|repeats"
    r"|maintained|recalled|quipped|joked|opined|retorted|shouted|yelled|whispered|muttered|exclaimed|assured"
    r"|acknowledged|conceded|cautioned|countered|interjected|scoffed|snapped|thundered|hinted|reassured"
    r"|(?:pointed|points)\s+out|(?:summed|sums)\s+up|(?:chimed|chimes)\s+in|(?:fired|shot|hit|clapped)\s+back"
    r"|(?:took|takes|had)\s+the\s+(?:floor|podium|stage|microphone|mic)"
    r"|(?:keeps?|kept|is|was|are|were|been)\s+(?:on\s+)?saying"
    r"|urged|complained|testified|predicted|demanded|lamented|boasted|mused|put\s+it(?:\s+like\s+this)?"
    r"|puts\s+it|(?:is|was|are|were)\s+quoted\s+(?:as\s+)?(?:saying)?|had\s+this\s+to\s+say|dropped\s+this"
    r"|сказал[аи]?|говорит|говорил[аи]?|заявил[аи]?|заявляет|отметил[аи]?|отмечает|подчеркнул[аи]?"
    r"|подчеркивает|добавил[аи]?|сообщил[аи]?|сообщает|пояснил[аи]?|объяснил[аи]?|ответил[аи]?|написал[аи]?"
    r"|пишет|считает|утверждает|указал[аи]?|напомнил[аи]?|предупредил[аи]?|признал[аи]?|уточнил[аи]?"
    r"|спросил[аи]?"
    r"|sagte|sagt|erklärte|meinte|betonte|schrieb|a\s+dit|a\s+déclaré|a\s+affirmé|dijo|declaró)"
)
# Verbs of chat, which give words only where they stand right before them: “so Lavrov goes “…””.
SAID_SO = r"(?:goes|went|be\s+like|(?:was|is|were|are|[’']s)\s+(?:all\s+|just\s+)?like|really\s+be\s+like)"
# Verbs that may carry a speaker to the sentence behind: “Rasmussen spoke. “…””.
SPOKE = (
    r"(?:spoke|speaks|talked|commented|answered|replied|responded|was\s+(?:clear|blunt|asked)|выступил[аи]?)"
)
