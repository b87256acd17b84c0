"""Makes the pages of the demonstration: first all of them as empty drafts, so that they can link to each other."""

import json
from datetime import UTC, datetime, time

from accounts import roles
from blog.markdown import read
from blog.models import (
    Article,
    ArticleIndex,
    AuthorIndex,
    AuthorProfile,
    ClinicIndex,
    PageAuthor,
    PageTopic,
    RelatedPin,
    SpotlightIndex,
    Topic,
    TopicIndex,
)
from home.demonstration import accounts, files
from home.demonstration.approval import publish
from home.models import HomePage, HomePagePick, StandingPage
from pictures.models import Picture


def draft(parent, model, slug, title, summary, **fields):
    """Return the page of a slug, made as a draft below `parent` unless it exists."""
    page = model.objects.filter(slug=slug).first()
    if page is None:
        page = model(title=title, slug=slug, summary=summary, live=False, is_demo=True, **fields)
        parent.add_child(instance=page)
    return page


def draft_topic(text):
    """Make the draft of a topic."""
    fields = files.front_matter(text)
    draft(TopicIndex.objects.get(), Topic, fields["slug"], fields["name"], fields["summary"], owner=_writer())


def draft_article(text):
    """Make the draft of an article."""
    fields = files.front_matter(text)
    owner = AuthorProfile.objects.get(slug=fields["authors"][0]).user
    draft(
        ArticleIndex.objects.get(), Article, fields["slug"], fields["slug"], fields["summary"], owner=owner, body="[]"
    )


def draft_standing(text):
    """Make the draft of a standing page."""
    fields = files.front_matter(text)
    owner = accounts.in_role(roles.MANAGING_EDITORS)
    draft(
        HomePage.objects.get(), StandingPage, fields["slug"], fields["title"], fields["summary"], owner=owner, body="[]"
    )


def draft_author(person):
    """Make the draft of an author profile, tied to the person's account."""
    owner = next(
        accounts.in_role(
            account.role, [a.email for a in accounts.ACCOUNTS if a.role == account.role].index(account.email)
        )
        for account in accounts.ACCOUNTS
        if account.email == person["email"]
    )
    draft(
        AuthorIndex.objects.get(),
        AuthorProfile,
        person["slug"],
        person["name"],
        person["summary"],
        owner=owner,
        user=owner,
        biography="",
    )


def publish_topic(text, resolver):
    """Fill in and publish a topic."""
    document = read(text, resolver)
    fields = document.fields
    topic = Topic.objects.get(slug=fields["slug"])
    if topic.live:
        return
    topic.kind, topic.synonyms = fields["kind"], "\n".join(fields.get("synonyms") or [])
    topic.picture = picture(fields.get("picture"))
    topic.introduction = json.dumps([*document.body, *_references(document, resolver)])
    publish(topic, _writer())


def publish_article(text, resolver):
    """Fill in and publish an article."""
    document = read(text, resolver)
    fields = document.fields
    article = Article.objects.get(slug=fields["slug"])
    if article.live:
        return
    _fill_in(article, document)
    publish(article, article.owner, reviewer_for(fields["topics"]), moment(fields["published"]))


def leave_draft(text, resolver):
    """Fill in an article and leave it as its author's draft: it is there for the checks to find fault with."""
    draft_article(text)
    document = read(text, resolver)
    article = Article.objects.get(slug=document.fields["slug"])
    if article.latest_revision_id:
        return
    _fill_in(article, document)
    article.save_revision(user=article.owner)


def _fill_in(article, document):
    fields = document.fields
    article.title = article.draft_title = document.title
    article.kind, article.picture = fields["kind"], picture(fields.get("picture"))
    article.body = json.dumps(document.body)
    tag(article, fields)
    article.related_pins = [
        RelatedPin(target=Article.objects.get(slug=slug).page_ptr, sort_order=number)
        for number, slug in enumerate(fields.get("related") or [])
    ]


def publish_standing(text, resolver):
    """Fill in and publish a standing page."""
    document = read(text, resolver)
    page = StandingPage.objects.get(slug=document.fields["slug"])
    if page.live:
        return
    page.body = json.dumps(document.body)
    publish(page, page.owner)


def publish_front_page(record):
    """Put the editors' picks on the front page."""
    home = HomePage.objects.get()
    home.summary = record["front_page"]["summary"]
    wanted = [record["front_page"]["lead"], *record["front_page"]["editors_picks"]]
    home.picks = [
        HomePagePick(page_id=Article.objects.get(slug=slug).pk, sort_order=number) for number, slug in enumerate(wanted)
    ]
    publish(home, accounts.in_role(roles.MANAGING_EDITORS))


def publish_listings(summaries):
    """Take the pages above the lists, which came with the installation, through the workflow too."""
    for model in (ArticleIndex, AuthorIndex, ClinicIndex, SpotlightIndex, TopicIndex):
        for page in model.objects.all():
            page.summary = summaries.get(page.slug, page.summary)
            publish(page, accounts.in_role(roles.MANAGING_EDITORS))


def tag(page, fields):
    """Set the authors and topics of a page from its front matter."""
    page.page_authors = [
        PageAuthor(author=AuthorProfile.objects.get(slug=slug), sort_order=number)
        for number, slug in enumerate(fields["authors"])
    ]
    page.page_topics = [
        PageTopic(topic=Topic.objects.get(slug=slug), sort_order=number) for number, slug in enumerate(fields["topics"])
    ]


def reviewer_for(topics):
    """Return the account of a medical reviewer whose scope covers one of the topics and whose credential is valid."""
    profiles = AuthorProfile.objects.filter(is_medical_reviewer=True, scope_topics__topic__slug__in=topics).distinct()
    valid = [profile for profile in profiles.order_by("pk") if profile.credential_today]
    return valid[0].user if valid else accounts.in_role(roles.MEDICAL_REVIEWERS)


def picture(name):
    """Return the picture of a file name, or None."""
    return Picture.objects.filter(title=name).first() if name else None


def moment(day):
    """Return nine in the morning, UTC, of a day."""
    return datetime.combine(day, time(9), tzinfo=UTC)


def _writer():
    return accounts.in_role(roles.WRITERS)


def _references(document, resolver):
    keys = [resolver.reference(key) for key in document.cited]
    if not keys or any(block["type"] == "references" for block in document.body):
        return []
    return [{"type": "references", "value": {"references": keys}}]
