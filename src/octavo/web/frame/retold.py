"""Sentences that rows keep in English, told in the language of the page.

What a machine or a moderator decided is kept as one English sentence: for the log, for the API, for whoever reads it in
another language later. Here stand the forms of those sentences; a sentence of none of them stays as it is.
"""

import re
from functools import lru_cache

from django.conf import settings
from django.utils.translation import get_language, gettext, gettext_noop

from octavo.web.frame.words import section_name

_FORMS = (
    # find.logic.related: why two articles are related
    gettext_noop("Both tell of the same event in much the same words."),
    gettext_noop("Both report on %(names)s."),
    gettext_noop("A later report on the same subject."),
    gettext_noop("A later report on %(names)s."),
    gettext_noop("An earlier report on the same subject."),
    gettext_noop("An earlier report on %(names)s."),
    gettext_noop("Part of the same story."),
    gettext_noop("Part of the same story: both name %(names)s."),
    gettext_noop("Close in subject; no name in common."),
    gettext_noop("A similar subject: both mention %(names)s."),
    gettext_noop("Both mention %(names)s."),
    # assist.logic.briefing: why a story is one of the eight
    gettext_noop("One lighter story, every day. %(count)s publishers have it."),
    gettext_noop("Only one publisher has it so far."),
    gettext_noop("Most publishers of the last 24 hours: %(count)s."),
    gettext_noop("New: %(count)s publishers in under %(hours)s hour."),
    gettext_noop("New: %(count)s publishers in under %(hours)s hours."),
    gettext_noop("Spread fast: %(count)s publishers within %(hours)s hours of the first report."),
    gettext_noop("First in %(section)s: %(count)s publishers."),
    gettext_noop("%(count)s publishers in the last %(hours)s hours."),
    # article.logic.access: who decided about AI tools
    gettext_noop("agreed with the publisher"),
    gettext_noop("not stated by the publisher; this site's own choice"),
    # people.logic.taste: why a story stands elsewhere for this reader
    gettext_noop("You follow this story"),
    gettext_noop("You muted this story"),
    gettext_noop("You follow %(name)s"),
    gettext_noop("You muted %(name)s"),
    gettext_noop("You muted %(name)s, its only publisher"),
    gettext_noop("Your rule “%(rule)s”: %(reason)s"),
    gettext_noop("it is in the section %(section)s"),
    gettext_noop("its headline is by %(publisher)s"),
    gettext_noop("it says “%(subject)s”"),
    gettext_noop("it names “%(subject)s”"),
    gettext_noop("it is close in meaning to “%(subject)s”"),
    # people.logic.digest: why a comment is picked
    gettext_noop("Found useful by most"),
    gettext_noop("Says something else, and is found useful"),
    # people.logic.hold, people.actions.comments: why a comment waits
    gettext_noop("The same text stands under %(count)s other articles."),
    gettext_noop("It is a first comment and has a link."),
    gettext_noop("It has a link, and its author is new here."),
    gettext_noop("It is the first comment of an account that is new here."),
    gettext_noop("It is one of more than %(count)s comments of its author within an hour."),
    gettext_noop("It has %(count)s links."),
    gettext_noop("It uses a word that is read first here: “%(word)s”."),
    gettext_noop("It is much like a comment that was removed."),
    gettext_noop("The last comments of its author were removed."),
    gettext_noop("A moderator reads every comment here first."),
    # web.comments.rules: the rule a comment broke
    gettext_noop("House rule 1, say how you know"),
    gettext_noop("House rule 2, the point, not the person"),
    gettext_noop("House rule 3, claims are claims"),
    gettext_noop("House rule 4, your own words"),
    # people.actions.moderation, people.actions.comments: notices
    gettext_noop("%(name)s answered your comment."),
    gettext_noop("%(name)s calls you by name."),
    gettext_noop("Your comment was read and now stands for everyone."),
    gettext_noop("Your comment was removed: %(rule)s. You can appeal once."),
    gettext_noop("Your comment is shown again."),
    gettext_noop("Your appeal was read; the removal stands: %(rule)s."),
    gettext_noop("A moderator reminds you: %(rule)s. %(words)s"),
    gettext_noop("A moderator reminds you: %(rule)s."),
    gettext_noop("Your account cannot write any more: %(rule)s."),
    gettext_noop("Your account cannot write until %(when)s UTC: %(rule)s."),
    gettext_noop("Your account can write again."),
    gettext_noop("A reader reports a mistake of the machine: %(words)s"),
    # people.logic.wishes: what a rule in plain words lacks
    gettext_noop("Write it like this: “less celebrity”, “never horoscopes”, “more science”, “always Oakport”."),
    gettext_noop("That is long for one rule. %(how)s Two wishes are two rules."),
    gettext_noop("“%(words)s” does not say whether you want more or less of it. %(how)s"),
    gettext_noop("Name your %(what)s: “always Oakport”. Octavo does not know where you live."),
    gettext_noop("Of what? %(how)s"),
    # article.errors, flow.ruling: what is wrong with a publisher's rule
    gettext_noop("“%(selector)s” is no selector that can be used: %(why)s."),
    gettext_noop("a field takes %(count)s selectors at most"),
    gettext_noop("it is longer than %(count)s letters"),
    gettext_noop("something is missing at its end, at letter %(place)s"),
    gettext_noop("“%(sign)s” at letter %(place)s is not expected there"),
    gettext_noop("a quotation mark at letter %(place)s is not closed"),
    gettext_noop("there is no pseudo-class %(selector)s"),
    gettext_noop("pseudo-elements are no part of a page"),
    gettext_noop("it has a prefix that means nothing here"),
    gettext_noop("it cannot be understood"),
    gettext_noop("This page takes %(size)s KiB even when packed; a case may take 1 MiB. Try another article."),
    gettext_noop("This publisher has %(count)s cases, which is as many as are kept. Drop one first."),
    gettext_noop("This page could not be read a second time. Nothing was saved; try another."),
    gettext_noop("This page can no longer be read. Drop the case."),
    # source.actions: what a publisher cannot be called
    gettext_noop("A publisher needs a name."),
    gettext_noop("%(home)s is not on %(host)s. A publisher is its host: add the other one as another."),
    gettext_noop("“%(address)s” is not a web address; write it as https://…"),
    gettext_noop("%(publisher)s asked to be removed from this site; its feeds are not read."),
    # flow.backups, flow.packing: why a backup was not made, or cannot be restored
    gettext_noop("The backup was not written (%(what)s). See whether the disk is full, then try again."),
    gettext_noop("%(folder)s holds no site yet; there is nothing to back up."),
    gettext_noop(
        "This site is on PostgreSQL, and %(tool)s is not on this machine. Install PostgreSQL's client programs of the "
        "server's version, or use your provider's backups; copy the folder media/ and the file secret yourself."
    ),
    gettext_noop("%(tool)s failed: %(what)s. Its version must be the server's or newer."),
    gettext_noop("%(file)s was written, but is not whole: %(why)s See whether the disk is sound."),
    gettext_noop("%(file)s cannot be restored: %(why)s. The site was not changed."),
    gettext_noop("It is no backup made by Octavo."),
    gettext_noop("It is damaged (%(what)s)."),
    gettext_noop("It was made on %(other)s, and this site is on %(own)s."),
    gettext_noop("The database inside is damaged."),
    gettext_noop("There is no database in it."),
    gettext_noop("It was made by a newer Octavo (%(version)s); update this one first."),
    gettext_noop("It was not checked yet."),
    gettext_noop("It is no longer there."),
    # the log: what was done, followed by what it was done to
    gettext_noop("approved"),
    gettext_noop("removed"),
    gettext_noop("restored"),
    gettext_noop("refused the appeal"),
    gettext_noop("warned"),
    gettext_noop("suspended"),
    gettext_noop("lifted the suspension of"),
    gettext_noop("gave the role"),
    gettext_noop("set the comments of"),
    gettext_noop("let stand"),
    gettext_noop("merged the hashtag"),
    gettext_noop("renamed the hashtag"),
    gettext_noop("hid the hashtag"),
    gettext_noop("put the hashtag"),
    gettext_noop("took off the hashtag"),
    gettext_noop("undid the merge of"),
    gettext_noop("undid the rename of"),
    gettext_noop("undid the hide of"),
    gettext_noop("undid the pin of"),
    gettext_noop("undid the remove of"),
    gettext_noop("undid the split of"),
    gettext_noop("merged the story"),
    gettext_noop("took out of its story"),
    gettext_noop("pinned"),
    gettext_noop("ended the pin of"),
    gettext_noop("edited the publisher"),
    gettext_noop("set the rights of"),
    gettext_noop("paused"),
    gettext_noop("resumed"),
    gettext_noop("accepted a case of"),
    gettext_noop("dropped a case of"),
    gettext_noop("changed the rule of"),
    gettext_noop("took back the rule of"),
    gettext_noop("removed the publisher"),
    gettext_noop("removed the article"),
    gettext_noop("added the source"),
    gettext_noop("imported sources"),
    gettext_noop("changed the account of"),
    gettext_noop("deleted the account of"),
    gettext_noop("settled a mistake"),
    gettext_noop("restored the site from"),
    gettext_noop("invited"),
    gettext_noop("announced"),
    gettext_noop("ended the announcement"),
    gettext_noop("downloaded a backup"),
    gettext_noop("deleted a backup"),
    gettext_noop("asked to restore"),
    gettext_noop("asked for a backup"),
    gettext_noop("took back the restore"),
)
_INSIDE = frozenset({"rule", "reason", "how", "why"})  # parts that are sentences of ours themselves
_LISTS = frozenset({"names"})  # parts that join names: "Oakport, Calder and the quay"
_HOLE = re.compile(r"%\((\w+)\)s")


def _pattern(form: str) -> re.Pattern[str]:
    parts = _HOLE.split(form)
    return re.compile("".join(re.escape(p) if n % 2 == 0 else f"(?P<{p}>.+)" for n, p in enumerate(parts)), re.DOTALL)


# The longest first: "You muted %(name)s, its only publisher" before "You muted %(name)s".
_PATTERNS = [(form, _pattern(form)) for form in sorted((f for f in _FORMS if _HOLE.search(f)), key=len, reverse=True)]
_WHOLE = frozenset(form for form in _FORMS if not _HOLE.search(form))


def retold(sentence: str) -> str:
    """Return a kept English sentence in the language of the page; as it is where that is English or its form is not known."""
    language = get_language() or settings.LANGUAGE_CODE
    return sentence if not sentence or language == "en" else _retold(sentence, language)


@lru_cache(maxsize=4096)
def _retold(sentence: str, language: str) -> str:
    if sentence in _WHOLE:
        return gettext(sentence)
    if f"{sentence}." in _WHOLE:  # shown within another sentence, without its full stop
        return gettext(f"{sentence}.").rstrip(".")
    for form, pattern in _PATTERNS:
        found = pattern.fullmatch(sentence)
        if found:
            return gettext(form) % {name: _part(name, value, language) for name, value in found.groupdict().items()}
    return _clause(sentence, language) if sentence[:1].islower() and not sentence.endswith(".") else sentence


def _clause(words: str, language: str) -> str:
    """Return what stands within a sentence, and is kept as a whole one elsewhere: "it was not checked yet"."""
    whole = f"{words[:1].upper()}{words[1:]}."
    told = _retold(whole, language)
    return words if told == whole else f"{told[:1].lower()}{told[1:]}".rstrip(".")


def _part(name: str, value: str, language: str) -> str:
    if name == "section":
        return section_name(value)
    if name in _INSIDE:
        return _retold(value, language)
    first, joined, last = value.rpartition(" and ")
    return gettext("%(first)s and %(last)s") % {"first": first, "last": last} if joined and name in _LISTS else value
