"""What editors can change in the demonstration, one function each, for the test that nothing old is ever sent."""

from datetime import date

from wagtail.models import Site

from blog.models import (
    Article,
    ArticleIndex,
    AuthorProfile,
    Clinic,
    ClinicSpotlight,
    HarmReduction,
    PageAuthor,
    PageTopic,
    RegulatoryStatus,
    SafetyInformation,
    Topic,
    UrgentHelp,
    VolatileFact,
)
from blog.models.related import RelatedPin
from editorial.models import PublicationRecord
from editorial.models.rule import RuleTerm
from home.models import HomePage, MenuSettings, PublicationSettings, StandingPage
from tests.publishing import unguarded


def publish(content, **changes):
    """Publish content with changes, as its workflow would."""
    with unguarded():
        for name, value in changes.items():
            setattr(content, name, value)
        content.save_revision().publish()


def live(model, number=0):
    """Return one of the public rows of a model."""
    return model.objects.filter(live=True).order_by("pk")[number]


def rename_an_article():
    publish(live(Article, 0), title="Another title for it")


def mend_a_summary():
    publish(live(Article, 12), summary="Another sentence for the cards.")


def withdraw_an_article():
    live(Article, 1).unpublish()


def publish_a_new_article():
    article = Article(title="A new one", slug="a-new-one", summary="New.", kind="news", body=live(Article, 2).body)
    with unguarded():
        ArticleIndex.objects.get().add_child(instance=article)
        article.page_topics.add(PageTopic(topic=Topic.objects.get(slug="ketamine")))
        article.page_authors.add(PageAuthor(author=live(AuthorProfile)))
        article.save_revision().publish()


def put_an_article_under_another_topic():
    article = live(Article, 3)
    with unguarded():
        article.page_topics.set([PageTopic(topic=Topic.objects.get(slug="lsd"))])
        article.save_revision().publish()


def give_an_article_another_author():
    article = live(Article, 4)
    with unguarded():
        article.page_authors.set([PageAuthor(author=AuthorProfile.objects.order_by("pk").last())])
        article.save_revision().publish()


def call_an_article_an_opinion():
    publish(live(Article, 5), kind="opinion")


def pin_an_article():
    article = live(Article, 10)
    with unguarded():
        article.related_pins.add(RelatedPin(target=live(Article, 11)))
        article.save_revision().publish()


def give_an_article_another_address():
    publish(live(Article, 7), slug="another-address")


def delete_an_article():
    live(Article, 8).delete()


def let_a_review_be_overdue():
    record = PublicationRecord.objects.get(page=live(Article, 9).pk)
    record.review_due, record.last_reviewed = date(2020, 1, 1), date(2019, 1, 1)
    record.save()


def rename_a_topic():
    publish(Topic.objects.get(slug="depression"), title="Low mood")


def withdraw_a_topic():
    Topic.objects.get(slug="anxiety").unpublish()


def call_a_treatment_a_theme():
    publish(Topic.objects.get(slug="psilocybin"), kind="theme")


def give_a_topic_another_address():
    publish(Topic.objects.get(slug="ptsd"), slug="after-trauma")


def rename_an_author():
    publish(live(AuthorProfile), title="Somebody Else")


def withdraw_an_author():
    live(AuthorProfile, 1).unpublish()


def change_a_clinic():
    publish(live(Clinic), title="Another Name Clinic")


def withdraw_a_clinic():
    live(Clinic, 1).unpublish()


def withdraw_a_story():
    live(ClinicSpotlight).unpublish()


def rename_a_standing_page():
    publish(live(StandingPage), title="Another name")


def change_a_central_text():
    publish(live(RegulatoryStatus))
    publish(live(SafetyInformation))
    publish(live(VolatileFact))


def withdraw_central_texts():
    live(RegulatoryStatus).unpublish()
    live(SafetyInformation).unpublish()


def withdraw_urgent_help():
    live(UrgentHelp).unpublish()


def withdraw_harm_reduction():
    live(HarmReduction).unpublish()


def rename_the_publication():
    settings = PublicationSettings.objects.first()
    settings.name = "Another Paper"
    settings.save()


def empty_a_menu():
    menus = MenuSettings.objects.first()
    menus.footer = []
    menus.save()


def add_a_rule():
    RuleTerm.objects.create(change="add", list_name="crisis_words", text="ketamine")


def rename_the_site():
    site = Site.objects.first()
    site.site_name = "Another site"
    site.save()


def give_a_list_another_address():
    publish(ArticleIndex.objects.get(), slug="stories")


def pick_nothing_for_the_front():
    front = HomePage.objects.first()
    with unguarded():
        front.picks.set([])
        front.save_revision().publish()


# What is changed before each comparison: far apart from one another, so that what one drops does not hide another.
ROUNDS = (
    (rename_an_article,),
    (mend_a_summary, withdraw_a_story),
    (withdraw_an_article,),
    (publish_a_new_article,),
    (put_an_article_under_another_topic, change_a_clinic),
    (give_an_article_another_author,),
    (call_an_article_an_opinion, rename_a_standing_page),
    (pin_an_article, withdraw_a_clinic),
    (give_an_article_another_address,),
    (delete_an_article,),
    (let_a_review_be_overdue, withdraw_harm_reduction),
    (rename_a_topic,),
    (withdraw_a_topic,),
    (call_a_treatment_a_theme,),
    (give_a_topic_another_address,),
    (rename_an_author,),
    (withdraw_an_author, pick_nothing_for_the_front),
    (change_a_central_text,),
    (withdraw_central_texts,),
    (withdraw_urgent_help,),
    (rename_the_publication, add_a_rule),
    (empty_a_menu,),
    (rename_the_site, give_a_list_another_address),
)
