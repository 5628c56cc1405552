"""Who is called by name in a comment."""

import re
from collections.abc import Mapping


def mentioned(body: str, names: Mapping[str, int], most: int = 5) -> list[int]:
    """Return whose names stand behind an @ in `body`, at most `most`, in order of their names' length.

    `names` maps a name to an account's id: those who write in the same thread, so that nobody can find out who else has
    an account here. The longest name wins ("@Ada Reader" is not "@Ada").
    """
    said, found = body.casefold(), []
    for name, who in sorted(names.items(), key=lambda item: -len(item[0])):
        call = re.compile(rf"(?<!\w)@{re.escape(name.casefold())}(?!\w)")
        if call.search(said):
            said = call.sub(" ", said)
            found.append(who)
    return found[:most]
