"""The centrally kept texts of the demonstration, each through its workflow: safety, status, facts, help."""

import json

from accounts import roles
from blog.markdown import read
from blog.models import HarmReduction, Reference, RegulatoryStatus, SafetyInformation, Topic, UrgentHelp, VolatileFact
from home.demonstration import accounts
from home.demonstration.approval import publish
from home.demonstration.library import crisis_lines
from home.demonstration.pages import reviewer_for
from home.demonstration.resolver import Resolver


def load_safety(record):
    """Publish the safety information of one treatment."""
    treatment = _topic(record["treatment"])
    if SafetyInformation.objects.filter(treatment=treatment, live=True).exists():
        return
    topics = [("item", {"topic": item["topic"], "text": _rich(item["text"])}) for item in record["items"]]
    _publish(
        SafetyInformation(
            title=record["title"],
            treatment=treatment,
            introduction=_rich(record["introduction"]),
            as_of=record["as_of"],
            topics=_stream(topics),
        ),
        record["treatment"],
    )


def load_status(row, as_of, review_due):
    """Publish one row of regulatory status: {treatment, condition or other_use, country, route, status, …}."""
    which = {
        "treatment": _topic(row["treatment"]),
        "condition": _topic(row["condition"]) if "condition" in row else None,
        "other_use": row.get("other_use", ""),
        "country": row["country"],
        "route": row["route"],
    }
    if RegulatoryStatus.objects.filter(**which, live=True).exists():
        return
    status = RegulatoryStatus(
        **which,
        status=RegulatoryStatus.Status[row["status"].upper()],
        sentence=row["sentence"],
        source=Reference.objects.get(key=row["source"]),
        as_of=as_of,
        review_due=review_due,
    )
    _publish(status, row["treatment"], row.get("condition"))


def load_fact(record):
    """Publish one fact that runs out."""
    if VolatileFact.objects.filter(name=record["name"], live=True).exists():
        return
    fact = VolatileFact(
        name=record["name"],
        text=record["text"],
        source=Reference.objects.get(key=record["source"]),
        valid_from=record.get("valid_from"),
        valid_until=record["valid_until"],
        as_of=record["as_of"],
    )
    _publish(fact, record["topic"])


def load_harm_reduction(record):
    """Publish the harm-reduction information of one treatment."""
    treatment = _topic(record["treatment"])
    if HarmReduction.objects.filter(treatment=treatment, live=True).exists():
        return
    text = HarmReduction(
        title=record["title"],
        treatment=treatment,
        introduction=_rich(record["introduction"]),
        points=_stream([("point", _rich(point)) for point in record["points"]]),
        as_of=record["as_of"],
    )
    _publish(text, record["treatment"])


def load_urgent_help(publication):
    """Publish the text with urgent help, with the publication's crisis lines."""
    if UrgentHelp.objects.filter(live=True).exists():
        return
    record = publication["urgent_help"]
    text = UrgentHelp(
        title=record["title"],
        introduction=_rich(record["introduction"]),
        lines=crisis_lines(publication),
        as_of=record["as_of"],
    )
    _publish(text, "suicidal-thoughts")


def _publish(text, *topics):
    text.live = False
    text.save()
    publish(text, accounts.in_role(roles.EDITORS), reviewer_for([topic for topic in topics if topic]))


def _topic(slug):
    return Topic.objects.get(slug=slug)


def _stream(pairs):
    return json.dumps([{"type": name, "value": value} for name, value in pairs])


def _rich(markdown):
    """Return the running text of a Markdown text as rich text."""
    body = read(markdown, Resolver()).body
    return "".join(block["value"] for block in body if block["type"] == "paragraph")
