"""Addresses for machines."""

from django.urls import path, re_path

from octavo.api import feeds
from octavo.api.health import health
from octavo.api.podcast import podcast
from octavo.api.websub import callback

urlpatterns = [
    path("health", health, name="health"),
    path("websub/<str:token>/", callback, name="websub"),
    path("feed.rss", feeds.front, {"form": "rss"}, name="feed-rss"),
    path("feed.atom", feeds.front, {"form": "atom"}, name="feed-atom"),
    path("briefing/feed.rss", feeds.briefing, name="briefing-rss"),
    path("briefing/podcast.rss", podcast, name="podcast"),
    path("comments/<int:pk>/feed.rss", feeds.comments, name="comments-rss"),
    path("comments/story/<int:pk>/feed.rss", feeds.comments, {"kind": "story"}, name="story-comments-rss"),
    re_path(r"^hashtag/(?P<slug>[^/]+)/feed\.rss$", feeds.hashtag, {"form": "rss"}, name="hashtag-rss"),
    re_path(r"^hashtag/(?P<slug>[^/]+)/feed\.atom$", feeds.hashtag, {"form": "atom"}, name="hashtag-atom"),
]
