"""A model's answer as bare lines: reasoning, code, tool calls, links, pictures and markup taken away before anything reads it."""

import re

from octavo.kit.text import clean

_THINK = (
    "think|thinking|thought|reasoning|reflection|scratchpad|analysis|tool_call|tool_calls|function_call|tool_response"
)
_HIDDEN = re.compile(rf"<({_THINK})\b[^>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TAIL = re.compile(rf"\A.*</(?:{_THINK})\s*>", re.IGNORECASE | re.DOTALL)  # some templates open the tag themselves
_CHANNEL = re.compile(r"<\|channel\|>(?:analysis|commentary).*?(?:<\|end\|>|(?=<\|channel\|>final)|\Z)", re.DOTALL)
_MARKS = re.compile(r"<\|[^|>]{0,40}\|>(?:assistant|final)?|\[/?INST\]|</?s>")
_CODE = re.compile(r"(```|~~~).*?(?:\1|\Z)", re.DOTALL)
_PICTURE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])")
_LINK = re.compile(r"\[([^\]\n]*[^\]\d\s,][^\]\n]*)\](?:\([^)]*\)|\[[^\]]*\])")
_ADDRESS = re.compile(r"<?\b(?:https?|ftp|file|data|javascript|mailto):\S+|\bwww\.\S+", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!][^>\n]*>")
_STARS = re.compile(r"\*\*|__|`+|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_LEAD = re.compile(r"^\s*(?:#{1,6}\s+|[-*•–]\s+|>\s*|\d{1,2}[.)]\s+)+")
_CALL = re.compile(r"^\s*[\[{].*[\]}],?\s*$")
_NUMBER = re.compile(r"^(?:\s*\[\d+(?:\s*,\s*\d+)*\])+\s*$")


def plain_lines(text: str) -> list[str]:
    """Return what is left of an answer, line by line, [] when nothing is. An unclosed block hides all that follows it.

    Numbers in brackets stay: they say which line a sentence rests on.
    """
    text = _CHANNEL.sub(" ", _HIDDEN.sub(" ", clean(text)))
    text = _MARKS.sub(" ", _CODE.sub(" ", _TAIL.sub(" ", text)))
    text = _ADDRESS.sub(" ", _LINK.sub(r"\1", _PICTURE.sub(" ", text)))
    text = _STARS.sub("", _TAG.sub(" ", text))
    out = []
    for raw in text.splitlines():
        line = " ".join(_LEAD.sub("", raw).split())
        if _CALL.match(line) and not _NUMBER.match(line) and not re.match(r"^\[\d", line):
            continue  # a tool call, or an answer in JSON that nobody asked for
        if any(c.isalpha() for c in line):
            out.append(line)
    return out
