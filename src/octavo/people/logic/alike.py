"""What a name or a text looks like to somebody who reads it, whatever letters it is made of."""

import unicodedata

# Letters of other scripts that print as a Latin one in most faces, and what they print as (after Unicode TS 39, for these scripts).
_CYRILLIC = dict(zip("АВЕЗІЈКМНОРСТУХЅԌаеорсухіјѕһԁԛԝѵгп", "ABE3IJKMHOPCTYXSGaeopcyxijshdqwvrn", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχγ", "ABEZHIKMNOPTYXaikvopuxy", strict=True))
_LATIN = dict(zip("ıȷɑɡɩʟꓲꓳꓮꓰ", "ijagiLIOAE", strict=True))
_LETTERS = str.maketrans(_CYRILLIC | _GREEK | _LATIN)
_FIGURES = str.maketrans({"0": "O", "1": "l", "I": "l", "|": "l", "5": "S"})


def latin(text: str) -> str:
    """Return `text` with compatible forms and look-alike letters as the Latin ones they print as, without accents and unseen signs."""
    seen = (c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) not in {"Mn", "Cf"})
    return "".join(seen).translate(_LETTERS)


def outline(name: str) -> str:
    """Return what two names share that a reader would take for one: "Аdа Rеader" in Cyrillic vowels, "Ada  READER", "Ada Re\u0430der"."""
    spelt = "".join(latin(name).split())
    return spelt.translate(_FIGURES).casefold().replace("rn", "m").replace("vv", "w")
