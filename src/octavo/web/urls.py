"""Addresses of the screens."""

from django.urls import path, re_path

from octavo.web.about import view as about
from octavo.web.account import view as account
from octavo.web.announcement import view as announcement
from octavo.web.article import view as article
from octavo.web.audio import view as audio
from octavo.web.backups import view as backups
from octavo.web.briefing import view as briefing
from octavo.web.comments import view as comments
from octavo.web.front import view as front
from octavo.web.hashtag import correct as tags
from octavo.web.hashtag import view as hashtag
from octavo.web.machine import view as engines
from octavo.web.mine import view as mine
from octavo.web.mistake import view as mistake
from octavo.web.moderation import view as moderation
from octavo.web.picture import view as picture
from octavo.web.profile import view as profile
from octavo.web.search import view as search
from octavo.web.sources import publisher, trying
from octavo.web.sources import view as sources
from octavo.web.story import correct
from octavo.web.story import view as story
from octavo.web.tools.sheet import TOOLS

urlpatterns = [
    path("", front.front, name="front"),
    path("section/<slug:name>/", front.section, name="section"),
    path("article/<int:article_id>/", article.article, name="article-short"),
    path("article/<int:article_id>/<slug:slug>/", article.article, name="article"),
    *(
        path(f"article/<int:article_id>/<slug:slug>/{tool}/", article.tool, {"tool": tool}, name=f"article-{tool}")
        for tool in TOOLS
    ),
    path("article/<int:article_id>/<slug:slug>/ask/stream/", article.ask_stream, name="article-ask-stream"),
    path("article/<int:article_id>/<slug:slug>/listen/ask/", audio.ask, name="article-listen-ask"),
    path("article/<int:article_id>/<slug:slug>/changes/", article.changes, name="article-changes"),
    path("article/<int:article_id>/<slug:slug>/why/", article.why_here, name="article-why"),
    path("story/<int:story_id>/", story.story, name="story-short"),
    path("story/<int:story_id>/<slug:slug>/", story.story, name="story"),
    *(
        path(f"story/<int:story_id>/<slug:slug>/{tool}/", story.tool, {"tool": tool}, name=f"story-{tool}")
        for tool in TOOLS
    ),
    path("story/<int:story_id>/<slug:slug>/ask/stream/", story.ask_stream, name="story-ask-stream"),
    path("corrections/story/<int:story_id>/merge/", correct.merge, name="story-merge"),
    path("corrections/story/<int:story_id>/pin/", correct.pin, name="story-pin"),
    path("corrections/article/<int:article_id>/split/", correct.split, name="article-split"),
    path("corrections/article/<int:article_id>/remove/", article.remove, name="article-remove"),
    path("corrections/<int:correction_id>/undo/", correct.undo, name="correction-undo"),
    path("briefing/", briefing.briefing, name="briefing"),
    path("briefing/mail/", briefing.by_mail, name="briefing-mail"),
    path("briefing/stop/<str:mark>/", briefing.stop_or_stopped, name="briefing-stop"),
    re_path(r"^briefing/(?P<stamp>\d{8}-\d{4})/$", briefing.briefing, name="briefing-of"),
    path("hashtags/", hashtag.hashtags, name="hashtags"),
    path("hashtag/<str:slug>/", hashtag.hashtag, name="hashtag"),
    path("hashtag/<str:slug>/dispute/", tags.dispute, name="hashtag-dispute"),
    path("hashtag/<str:slug>/correct/", tags.correct, name="hashtag-correct"),
    path("corrections/hashtag/undo/<int:correction_id>/", tags.undo, name="hashtag-undo"),
    re_path(
        r"^corrections/hashtag/(?P<hashtag_id>\d{1,15})/(?P<act>merge|rename|hide|pin|remove)/$",
        tags.change,
        name="hashtag-change",
    ),
    path("moderation/dispute/<int:dispute_id>/", tags.settle, name="moderation-dispute"),
    path("search/", search.search, name="search"),
    path("sources/", sources.sources, name="sources"),
    path("sources/add/", sources.add, name="source-add"),
    path("sources/try/", trying.try_one, name="source-trial"),
    path("sources/import/", sources.import_list, name="source-import"),
    path("sources/export.opml", sources.export_list, name="source-export"),
    path("sources/<int:source_id>/", sources.source, name="source"),
    path("sources/publisher/<int:publisher_id>/", publisher.publisher, name="publisher"),
    re_path(
        r"^sources/publisher/(?P<publisher_id>\d{1,18})/(?P<act>edit|rights|pause|resume|check|rule)/$",
        publisher.change,
        name="publisher-change",
    ),
    re_path(r"^sources/case/(?P<case_id>\d{1,18})/(?P<act>accept|drop)/$", publisher.case, name="rule-case"),
    re_path(
        r"^sources/(?P<source_id>\d{1,18})/(?P<act>pause|resume|try|rights|remove)/$",
        sources.change,
        name="source-change",
    ),
    path("comments/<int:pk>/", comments.comments, name="comments"),
    path("comments/<int:pk>/write/", comments.write, name="comment-new"),
    path("comments/story/<int:pk>/", comments.comments, {"kind": "story"}, name="story-comments"),
    path("comments/story/<int:pk>/write/", comments.write, {"kind": "story"}, name="story-comment-new"),
    path("comment/<int:comment_id>/", comments.comment, name="comment"),
    path("comment/<int:comment_id>/history/", comments.history, name="comment-history"),
    path("comment/<int:comment_id>/vote/", comments.vote, name="comment-vote"),
    path("comment/<int:comment_id>/report/", comments.report, name="comment-report"),
    path("comment/<int:comment_id>/appeal/", comments.appeal, name="comment-appeal"),
    path("comment/<int:comment_id>/edit/", comments.edit, name="comment-edit"),
    path("comment/<int:comment_id>/withdraw/", comments.delete, name="comment-delete"),
    path("comment/<int:comment_id>/hide/", comments.hide, name="comment-hide"),
    path("comment/<int:comment_id>/restore/", comments.restore, name="comment-restore"),
    path("moderation/", moderation.queue, name="moderation"),
    path("moderation/decide/", moderation.decide, name="moderation-decide"),
    path("moderation/appeal/<int:appeal_id>/", moderation.settle, name="moderation-appeal"),
    path("moderation/log/", moderation.log, name="moderation-log"),
    path("moderation/people/", moderation.people, name="moderation-people"),
    path("moderation/people/<int:user_id>/", moderation.person, name="moderation-person"),
    re_path(
        r"^moderation/people/(?P<user_id>\d{1,15})/(?P<act>warn|suspend|lift|role)/$",
        moderation.change,
        name="moderation-change",
    ),
    path("moderation/invites/", moderation.invites, name="moderation-invites"),
    path("moderation/announcements/", announcement.announcements, name="announcements"),
    path("moderation/announcements/<int:announcement_id>/end/", announcement.end, name="announcement-end"),
    path("announcement/<int:announcement_id>/put-away/", announcement.put_away, name="announcement-put-away"),
    path("invite/<str:code>/", account.invited, name="invited"),
    path("moderation/policy/", moderation.policy, name="moderation-policy"),
    re_path(r"^audio/(?P<key>[0-9a-f]{64})\.(?P<kind>mp3|wav)$", audio.audio, name="audio"),
    re_path(r"^picture/(?P<digest>[0-9a-f]{32,64})\.webp$", picture.picture, name="picture"),
    path("you/", account.you, name="you"),
    path("you/notices/", account.notices, name="notices"),
    path("you/export.json", account.export_all, name="export"),
    path("you/page/", profile.switch, name="profile-switch"),
    path("reader/<int:user_id>/", profile.profile, name="profile"),
    path("you/leave/", account.leave, name="leave"),
    path("you/saved/", mine.saved, name="saved"),
    path("you/history/", mine.history, name="history"),
    path("you/follows/", mine.follows, name="follows"),
    path("you/rules/", mine.rules, name="rules"),
    path("you/rules/<int:wish_id>/drop/", mine.drop, name="rule-drop"),
    re_path(r"^follow/(?P<kind>hashtag|publisher|story)/(?P<pk>\d{1,15})/$", mine.follow, name="follow"),
    path("mistake/", mistake.mistake, name="mistake"),
    path("engines/", engines.engines, name="engines"),
    path("engines/mistake/<int:mistake_id>/", engines.settle, name="mistake-settle"),
    path("backups/", backups.backups_page, name="backups"),
    re_path(r"^backups/(?P<act>make|check|cancel)/$", backups.change, name="backups-change"),
    re_path(r"^backups/(?P<name>[\w.-]{1,110}\.tar\.gz)$", backups.download, name="backup"),
    re_path(r"^backups/(?P<name>[\w.-]{1,110}\.tar\.gz)/(?P<act>delete|restore)/$", backups.one, name="backup-change"),
    path("save/<int:article_id>/", mine.save, name="save"),
    path("reading/", account.reading, name="reading"),
    path("language/", account.language, name="language"),
    path("about/", about.about, name="about"),
    path("about/ranking/", about.about, {"name": "ranking"}, name="about-rank"),
    path("about/machine/", about.about, {"name": "machine"}, name="about-machine"),
    path("about/links/", about.about, {"name": "links"}, name="about-links"),
    path("about/rights/", about.about, {"name": "rights"}, name="about-rights"),
    path("about/rules/", about.about, {"name": "rules"}, name="about-rules"),
    path("about/robot", about.about, {"name": "robot"}, name="about-robot"),  # the address in our User-Agent
    path("robots.txt", about.robots, name="robots"),
]
