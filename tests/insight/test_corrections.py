"""What operators put right in hashtags stays, whatever the tagger finds later; and leaves no trace when it is undone."""

import numpy as np
import pytest

from octavo.insight import corrections
from octavo.insight.actions import Understood, _vote, store_understandings
from octavo.insight.corrections import meant
from octavo.insight.errors import TagCorrectionError
from octavo.insight.logic.corrected import OUT, Mark, corrected, root
from octavo.insight.logic.hashtags import tag_of
from octavo.insight.logic.kinds import voted
from octavo.insight.logic.sentences import split
from octavo.insight.models import Hashtag, Spelling, Tagging
from octavo.insight.types import Entity, Insight
from octavo.insight.types import Hashtag as Found
from tests.web.conftest import TEXT, World


def understood(article, *tags, aliases=(), kind="topic"):
    """Return what a pass of the tagger finds: these tags, in this order, all of one kind."""
    sentences = split(article.text)
    first = sentences[0] if sentences else None
    found = tuple(
        Found(tag_of(tag), tag, kind, 1 - n / 10, first.start if first else 0, first.end if first else 0)
        for n, tag in enumerate(tags)
    )
    entities = (Entity(tags[0], "person", 0, 5, 2, tuple(aliases)),) if aliases else ()
    insight = Insight("en", 1.0, sentences, np.zeros(4, np.float32), entities, found, ())
    return Understood(article.pk, article.revision, insight, "test", "")


def again(article, *tags):
    store_understandings([understood(article, *tags)])


def shown(article):
    rows = Tagging.objects.filter(article=article, rank__lt=OUT).select_related("hashtag").order_by("rank")
    return [row.hashtag.tag for row in rows]


def tag(slug):
    return Hashtag.objects.get(slug=slug)


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def article(world):
    made = world.article()
    again(made, "Oakport", "Storm", "Herring")
    return made


def test_marks_are_laid_in_order_with_pins_first_and_what_is_out_kept_out_of_sight():
    found = [Mark(1, 0, 1.0, 0, 9), Mark(2, 1, 0.9, 0, 9), Mark(3, 2, 0.8, 0, 9), Mark(4, 3, 0.7, 0, 9)]
    laid = corrected(found, merged={2: 1}, out={3}, pinned=[Mark(9, 0, 0.0, 0, 0), Mark(4, 0, 0.0, 0, 0)])
    assert [(m.hashtag, m.rank) for m in laid] == [(9, 0), (4, 1), (1, 2), (3, OUT)]
    assert laid[1].score == 0.7  # the tagger's own sentence is the better one
    assert root(5, {5: 6, 6: 7}) == 7
    assert root(1, {1: 2, 2: 1}) in {1, 2}


def test_a_merge_holds_through_later_passes_and_leads_on(article, world):
    other = world.article()
    again(other, "Zelensky", "Storm")
    again(article, "Zelenskyy", "Zelensky", "Storm")
    made = corrections.merge_hashtags(tag("zelenskyy"), tag("zelensky"), world.now)
    for _ in range(2):
        assert shown(article) == ["#Zelenskyy", "#Storm"]
        assert shown(other) == ["#Zelenskyy", "#Storm"]
        again(article, "Zelensky", "Storm", "Zelenskyy")
        again(other, "Zelensky", "Storm")
    assert meant("zelensky") == tag("zelenskyy")
    corrections.undo_correction(made, world.now)
    assert meant("zelensky") == tag("zelensky")
    assert shown(other) == ["#Zelensky", "#Storm"]
    again(article, "Zelenskyy", "Zelensky")
    assert shown(article) == ["#Zelenskyy", "#Zelensky"]


def test_undoing_a_merge_gives_every_article_its_own_back(article, world):
    both, one = world.article(), world.article()
    again(both, "Gull", "Gulls")
    again(one, "Gulls")
    made = corrections.merge_hashtags(tag("gull"), tag("gulls"), world.now)
    assert (shown(both), shown(one)) == (["#Gull"], ["#Gull"])
    corrections.undo_correction(made, world.now)
    assert (sorted(shown(both)), shown(one)) == (["#Gull", "#Gulls"], ["#Gulls"])
    assert not Spelling.objects.filter(slug="gulls").exists()


def test_a_chain_of_merges_leads_to_its_end(article, world):
    again(article, "A1", "B2", "C3")
    corrections.merge_hashtags(tag("b2"), tag("a1"), world.now)
    corrections.merge_hashtags(tag("c3"), tag("b2"), world.now)
    again(article, "A1")
    assert shown(article) == ["#C3"]
    assert meant("a1") == tag("c3")


def test_a_rename_keeps_the_hashtag_and_its_former_address(article, world):
    pk = tag("oakport").pk
    made = corrections.rename_hashtag(tag("oakport"), "Oak Port", "place", world.now)
    assert tag("oakport").pk == pk  # the same letters: only the writing changed
    assert tag("oakport").tag == "#OakPort"
    second = corrections.rename_hashtag(tag("oakport"), "Port of Oaks", "place", world.now)
    assert tag("portofoaks").pk == pk
    assert meant("oakport").pk == pk
    again(article, "Oakport", "Storm")
    assert shown(article) == ["#PortOfOaks", "#Storm"]
    corrections.undo_correction(second, world.now)
    corrections.undo_correction(made, world.now)
    assert (tag("oakport").pk, tag("oakport").tag, tag("oakport").kind) == (pk, "#Oakport", "topic")
    again(article, "Oakport", "PortOfOaks")
    assert shown(article) == ["#Oakport", "#PortOfOaks"]


def test_a_rename_there_and_back_again_ends_where_it_began(article, world):
    pk = tag("oakport").pk
    corrections.rename_hashtag(tag("oakport"), "Elmport", "place", world.now)
    corrections.rename_hashtag(tag("elmport"), "Oakport", "place", world.now)
    assert tag("oakport").pk == pk
    assert meant("elmport").pk == pk
    assert not Hashtag.objects.filter(slug__startswith="~").exists()


@pytest.mark.parametrize(("words", "kind"), [("", "place"), ("#", "place"), ("Oak", "planet"), ("Storm", "place")])
def test_a_rename_to_nothing_or_to_another_hashtag_is_refused(article, world, words, kind):
    with pytest.raises(TagCorrectionError) as caught:
        corrections.rename_hashtag(tag("oakport"), words, kind, world.now)
    assert caught.value.message


def test_a_hidden_hashtag_is_shown_nowhere_until_that_is_undone(article, world):
    made = corrections.hide_hashtag(tag("storm"), world.now)
    for _ in range(2):
        assert shown(article) == ["#Oakport", "#Herring"]
        again(article, "Storm", "Oakport", "Herring")
    corrections.undo_correction(made, world.now)
    assert shown(article) == ["#Oakport", "#Herring", "#Storm"] or "#Storm" in shown(article)
    again(article, "Storm", "Oakport")
    assert shown(article) == ["#Storm", "#Oakport"]


def test_a_hashtag_taken_off_an_article_never_comes_back_to_it(article, world):
    other = world.article()
    again(other, "Storm")
    made = corrections.remove_hashtag(tag("storm"), article, world.now)
    for _ in range(2):
        assert shown(article) == ["#Oakport", "#Herring"]
        again(article, "Oakport", "Storm", "Herring")
    assert shown(other) == ["#Storm"]
    corrections.undo_correction(made, world.now)
    assert set(shown(article)) == {"#Oakport", "#Storm", "#Herring"}
    with pytest.raises(TagCorrectionError):
        corrections.undo_correction(made, world.now)


def test_a_pinned_hashtag_stands_first_with_its_sentence_where_one_holds_it(article, world):
    other = world.article()
    again(other, "Cranes", "Insurers")
    made = corrections.pin_hashtag(tag("cranes"), article, world.now)
    corrections.pin_hashtag(tag("insurers"), article, world.now)
    again(article, "Oakport", "Storm")
    assert shown(article) == ["#Cranes", "#Insurers", "#Oakport", "#Storm"]
    row = Tagging.objects.get(article=article, hashtag=tag("cranes"))
    assert "cranes" in TEXT[row.start : row.end]
    corrections.undo_correction(made, world.now)
    assert shown(article) == ["#Insurers", "#Oakport", "#Storm"]


def test_what_was_pinned_can_be_taken_off_and_the_other_way_round(article, world):
    corrections.pin_hashtag(tag("storm"), article, world.now)
    with pytest.raises(TagCorrectionError):
        corrections.pin_hashtag(tag("storm"), article, world.now)
    corrections.remove_hashtag(tag("storm"), article, world.now)
    assert "#Storm" not in shown(article)
    with pytest.raises(TagCorrectionError):
        corrections.remove_hashtag(tag("storm"), article, world.now)
    corrections.pin_hashtag(tag("storm"), article, world.now)
    again(article, "Oakport")
    assert shown(article) == ["#Storm", "#Oakport"]


def test_a_merge_takes_pins_and_removals_along(article, world):
    other = world.article()
    again(other, "Tempest")
    corrections.pin_hashtag(tag("tempest"), article, world.now)
    corrections.remove_hashtag(tag("herring"), article, world.now)
    corrections.merge_hashtags(tag("storm"), tag("tempest"), world.now)
    again(article, "Oakport", "Herring")
    assert shown(article) == ["#Storm", "#Oakport"]


def test_a_hashtag_is_not_merged_with_itself_nor_with_a_part_of_another(article, world):
    corrections.merge_hashtags(tag("storm"), tag("herring"), world.now)
    for kept, other in (("storm", "storm"), ("storm", "herring"), ("oakport", "herring"), ("herring", "oakport")):
        with pytest.raises(TagCorrectionError):
            corrections.merge_hashtags(tag(kept), tag(other), world.now)


def test_other_written_forms_lead_to_the_hashtag_unless_they_mean_two(world):
    one, two = world.article(), world.article()
    store_understandings([understood(one, "AndyMurray", aliases=("Murray", "Sir Andy"))])
    assert meant("murray") == tag("andymurray")
    assert meant("sirandy") == tag("andymurray")
    store_understandings([understood(two, "BillMurray", aliases=("Murray",))])
    assert meant("murray") is None
    assert meant("nothing") is None
    store_understandings([understood(one, "AndyMurray", aliases=("Murray",))])
    assert Spelling.objects.filter(hashtag=tag("andymurray"), slug="murray").count() == 1


def test_a_pass_done_twice_changes_nothing(article):
    before = list(Tagging.objects.order_by("rank").values_list("hashtag", "rank", "score", "start", "end"))
    again(article, "Oakport", "Storm", "Herring")
    assert list(Tagging.objects.order_by("rank").values_list("hashtag", "rank", "score", "start", "end")) == before


def test_a_text_that_uses_another_form_carries_the_hashtag_there_is(world):
    full, short = world.article(), world.article()
    store_understandings([understood(full, "Zelenskyy", "Storm", aliases=("Volodymyr Zelenskyy",))])
    again(short, "VolodymyrZelenskyy", "Zelenskyy", "Herring")
    assert shown(short) == ["#Zelenskyy", "#Herring"]
    assert not Hashtag.objects.filter(slug="volodymyrzelenskyy").exists()


def test_a_form_that_two_hashtags_share_leads_to_neither(world):
    one, two, three = world.article(), world.article(), world.article()
    store_understandings(
        [understood(one, "AmaBrown", aliases=("Brown",)), understood(two, "KofiBrown", aliases=("Brown",))]
    )
    again(three, "Brown")
    assert shown(three) == ["#Brown"]


def taken(world, *kinds):
    """Let articles take "Oakport" for these kinds, one after the other."""
    made = [world.article() for _ in kinds]
    for one, kind in zip(made, kinds, strict=True):
        store_understandings([understood(one, "Oakport", kind=kind)])
    return made


def test_most_articles_that_say_what_a_name_is_decide_its_kind():
    assert voted({"topic": 3, "place": 1}, "topic") == "place"
    assert voted({"topic": 4, "place": 1}, "topic") == "topic"
    assert voted({"person": 2, "place": 3}, "person") == "place"
    assert voted({"person": 3, "place": 3}, "person") == "person"
    assert voted({"": 7}, "organisation") == "organisation"


def test_a_hashtag_becomes_what_later_articles_take_it_for(world):
    taken(world, "topic", "topic", "place")
    assert tag("oakport").kind == "place"
    taken(world, "person")
    assert tag("oakport").kind == "place"


def test_an_article_read_again_has_one_vote(world):
    one, _ = taken(world, "person", "place")
    for _ in range(3):
        store_understandings([understood(one, "Oakport", kind="person")])
    assert tag("oakport").kind == "person"
    taken(world, "place")
    assert tag("oakport").kind == "place"


def test_a_kind_that_a_person_chose_stands(world):
    taken(world, "topic")
    correction = corrections.rename_hashtag(tag("oakport"), "Oakport", "work", world.now)
    taken(world, "place", "place")
    assert tag("oakport").kind == "work"
    corrections.undo_correction(correction, world.now)
    taken(world, "place")
    assert tag("oakport").kind == "place"


def test_articles_that_agree_cost_one_query(world, django_assert_num_queries):
    taken(world, "place", "place")
    known = tag("oakport").pk
    with django_assert_num_queries(1):
        _vote({known: {"place"}})


def test_one_thing_has_one_hashtag_in_whatever_number(world):
    one, two, three = (world.article() for _ in range(3))
    store_understandings([understood(one, "ferry", "night train")])
    store_understandings([understood(two, "ferries", "night trains"), understood(three, "order", "orders")])
    assert shown(two) == shown(one) == ["#Ferry", "#NightTrain"]
    assert shown(three) == ["#Order"]
    assert meant("ferries") == tag("ferry")
    assert not Hashtag.objects.filter(slug__in=("ferries", "orders")).exists()
    store_understandings([understood(two, "ferries")])
    assert shown(two) == ["#Ferry"]


def test_a_name_is_no_plural_and_arms_are_no_arm(world):
    one, two = world.article(), world.article()
    store_understandings([understood(one, "Skarn", "arm", "new", kind="topic")])
    store_understandings([understood(two, "Skarns", "arms", "news", kind="topic")])
    assert shown(two) == ["#Skarns", "#Arms", "#News"]
