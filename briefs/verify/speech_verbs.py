"""Verbs that give somebody's words, as parts of patterns: English, Russian, and some German and French."""

from __future__ import annotations

SAID = (
    r"(?:said|says|say|told|tells|added|adds|noted|notes|stressed|stresses|stated|states|declared"
    r"|declares|argued|argues"
    r"|insisted|insists|claimed|claims|explained|explains|emphasi[sz]ed|emphasi[sz]es|underlined"
    r"|announced|announces"
    r"|warned|warns|wrote|writes|tweeted|tweets|posted|posts|replied|replies|answered|answers|responded"
    r"|responds"
    r"|remarked|commented|reiterated|reiterates|observed|concluded|promised|pledged|vowed|suggested"
    r"|confirmed|admitted"
    r"|asked|asks|continued|continues|repeated|repeats|maintained|recalled|quipped|joked|opined"
    r"|retorted|shouted"
    r"|yelled|whispered|muttered|exclaimed|assured|urged|complained|testified|predicted|demanded"
    r"|lamented|boasted"
    r"|mused|put\s+it(?:\s+like\s+this)?|puts\s+it|(?:is|was|are|were)\s+quoted\s+(?:as\s+)?(?:saying)?"
    r"|had\s+this\s+to\s+say|dropped\s+this"
    r"|сказал[аи]?|говорит|говорил[аи]?|заявил[аи]?|заявляет|отметил[аи]?|отмечает|подчеркнул[аи]?"
    r"|подчеркивает"
    r"|добавил[аи]?|сообщил[аи]?|сообщает|пояснил[аи]?|объяснил[аи]?|ответил[аи]?|написал[аи]?|пишет|считает"
    r"|утверждает|указал[аи]?|напомнил[аи]?|предупредил[аи]?|признал[аи]?|уточнил[аи]?|спросил[аи]?"
    r"|sagte|sagt|erklärte|meinte|betonte|schrieb|a\s+dit|a\s+déclaré|a\s+affirmé|dijo|declaró)"
)
# Verbs of chat, which give words only where they stand right before them: “so Lavrov goes “…””.
SAID_SO = r"(?:goes|went|be\s+like|(?:was|is|were|are|[’']s)\s+(?:all\s+|just\s+)?like|really\s+be\s+like)"
# Verbs that may carry a speaker to the sentence behind: “Rasmussen spoke. “…””.
SPOKE = (
    r"(?:spoke|speaks|talked|commented|answered|replied|responded|was\s+(?:clear|blunt|asked)|выступил[аи]?)"
)
