"""The Jinja2 environment of all screens."""

from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from octavo.article.models import Article
from octavo.assist.writing import writes
from octavo.web.frame import charts, words
from octavo.web.frame.addresses import about_url, article_url, hashtag_url, story_url, thread_url
from octavo.web.frame.catalogue import gettext, ngettext
from octavo.web.frame.frame import frame
from octavo.web.frame.markup import html_of
from octavo.web.frame.paging import with_query
from octavo.web.frame.retold import retold

DEK = 240  # letters of a standfirst in a list


def environment(**options: Any) -> Environment:
    """Return the environment that Django asks for: autoescaping on, unknown names an error, whatever `options` say."""
    made = Environment(  # noqa: S701 - autoescape is set below, after the caller's options
        **(options | {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}),
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals["ngettext"] = _counted
    made.globals.update(
        url=_url,
        static=static,
        frame=frame,
        icon=icon,
        ticks=charts.ticks,
        spark=charts.spark,
        columns=charts.columns,
        article_url=article_url,
        story_url=story_url,
        about_url=about_url,
        thread_url=thread_url,
        hashtag_url=hashtag_url,
        with_query=with_query,
        number=words.number,
        retold=retold,
        section_name=words.section_name,
        section_all=words.section_all,
        listed=words.listed,
        minutes=words.minutes_to_read,
        dek=dek,
        writes=writes,
    )
    made.filters.update(
        age=_with_now(words.age),
        brief=_with_now(words.brief_age),
        day=_with_now(words.day),
        clock=words.clock,
        clock_of=words.clock_of,
        said=html_of,
        exact=words.exact,
        shorten=words.shorten,
        iso=lambda moment: moment.strftime("%Y-%m-%dT%H:%MZ"),
        date=words.date,
        retold=retold,
        upfirst=words.upfirst,
    )
    return made


@cache
def icon(name: str) -> Markup:
    """Return one of the icons of `static/icons.svg`; always decoration beside words."""
    return Markup('<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>').format(static("icons.svg"), name)


def dek(article: Article, letters: int = DEK) -> str:
    """Return the standfirst shown under a headline in lists: the publisher's own, else its first sentences, never more than allowed."""
    if article.access == "headline":
        return ""
    return words.shorten(article.subtitle or words.without(article.title, article.excerpt), letters)


@lru_cache(maxsize=4096)  # a page of comments asks for the same few hundred addresses again and again
def _url(name: str, *args: object) -> str:
    return reverse(name, args=args)


@pass_context
def _counted(context: Context, one: str, many: str, num: int, **variables: Any) -> str:
    """Return the message for `num` things; `%(num)s` is written with the thousands of the language."""
    said = ngettext(one, many, num)
    variables.setdefault("num", words.number(num))
    return (Markup(said) if context.eval_ctx.autoescape else said) % variables  # noqa: S704 - our own message


def _with_now(function: Any) -> Any:
    @pass_context
    def filtered(context: Context, moment: datetime) -> str:
        return str(function(moment, frame(context["request"]).now))

    return filtered
