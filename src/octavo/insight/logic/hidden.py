"""Sentences that speak to a machine or hide from a reader. They are never picked, quoted or tagged.

Article text is data: an instruction inside it changes nothing, and it is not shown as if the article said it.
"""

import re
from functools import lru_cache

_INVISIBLE = re.compile("[\U000e0000-\U000e007f\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069]")
_EDITS = (
    "modify|add|augment|enhance|provide|replace|render|rearrange|scramble|jumble|group|remove|introduce|misspell|convert|use|insert|append"
    "|include|substitute|rewrite|change|format|write|translate|encode|begin|start|end|finish|conclude|prefix|embed|swap|reverse|omit"
    "|incorporate|extend|phrase|craft|make|give|deliver|present|put|close|open|link|reference|mention|invite|express"
)
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.]{0,40}\b(?:instructions?|prompts?"
    r"|guidelines?|(?:all|any|the|everything) (?:above|previous|prior|earlier)|(?:previous|prior"
    r"|earlier|above) (?:text|messages?|rules|orders|directions|context))\b"
    r"|\b(?:system|developer|assistant|user) ?(?:prompt|message|override|note|instruction)s?\b"
    r"|^\W*(?:system|assistant|developer|user)\s*:"
    r"|\b(?:as|you are|act as|pretend to be) an? (?:ai|a\.i\.|language model|assistant|chatbot|llm)\b"
    r"|\b(?:ai|llm|language model|chatbot|assistant|summari[sz]er|gpt|claude)s?\b[^.]{0,50}\b(?:must"
    r"|should|shall|please|reading|processing|instruct|output|respond|reply|include|summari[sz])"
    r"|\bwhen (?:you )?(?:summari[sz]|process|answer|respond|ask)\w*\b[^.]{0,60}\b(?:say|state"
    r"|include|add|output|tell|mention|recommend|reply|respond|write)"
    r"|\b(?:reveal|print|output|repeat|leak)\b[^.]{0,40}\b(?:prompt|instructions|password|api key|secret|credentials)"
    r"|\bin your (?:summary|answer|response|reply|output)\b|\bdo not (?:mention|summari[sz]e|reveal"
    r"|tell the (?:user|reader))\b"
    r"|^\W*(?:please )?(?:respond|reply|answer|output) (?:only|with|exactly)\b|\b(?:respond|reply"
    r"|answer|output) (?:only with|exactly)\b|\byour (?:new )?(?:instructions|task|system prompt)\b"
    # an order to edit what is being written: "Enhance your reply by …", "Replace every vowel with …"
    rf"|^\W*(?:please )?(?:{_EDITS})\b[^?\n]{{0,160}}\byour (?:\w+ )?(?:answer|response|reply|output|message|summary)\b"
    r"|^\W*(?:please )?(?:replace|reverse|scramble|jumble|rearrange|group|misspell|swap|substitute|convert)\b[^.?]{0,40}"
    r"\b(?:letters?|vowels?|consonants?|spelling)\b"
    r"|<\|[a-z_]+\|>|\[/?inst\]|###\s*(?:instruction|system)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def speaks_to_machines(sentence: str) -> bool:
    """Tell whether a sentence is an instruction to a program, or holds characters that a reader cannot see."""
    return bool(_INVISIBLE.search(sentence) or _ORDERS.search(sentence))
