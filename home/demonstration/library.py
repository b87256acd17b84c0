"""What pages of the demonstration choose from: pictures, references, safety information; and the publication's name."""

import json

from django.core.files import File

from wagtail.models import Site

from accounts import roles
from blog.markdown import read
from blog.models import SafetyInformation, Topic
from blog.references import csl
from home.demonstration import accounts, files
from home.demonstration.approval import publish
from home.demonstration.pages import reviewer_for
from home.demonstration.resolver import Resolver
from home.models import MenuSettings, PublicationSettings
from pictures import renditions
from pictures.models import Picture

LICENCES = {label: value for value, label in Picture.Licence.choices}


def load_picture(name, described):
    """Put one picture into the library, with its description and credit, unless it is there."""
    if Picture.objects.filter(title=name).exists():
        return
    with (files.PICTURES / name).open("rb") as stream:
        Picture.objects.create(
            title=name,
            file=File(stream, name=name),
            description=described.get("alt", ""),
            credit=described.get("credit", ""),
            licence=LICENCES.get(described.get("licence"), Picture.Licence.OWN),
            uploaded_by_user=accounts.in_role(roles.EDITORS),
        )


def prepare_picture(name):
    """Make the sizes of one picture that readers' pages show."""
    picture = Picture.objects.get(title=name)
    if picture.width == picture.height:  # a portrait
        renditions.prepare(picture, *renditions.CARD, *renditions.PORTRAIT)
    else:
        renditions.prepare(picture)


def load_references():
    """Save all references."""
    csl.load(files.one("references.json"))


def load_safety(record):
    """Publish the safety information of one treatment through its workflow."""
    treatment = Topic.objects.get(slug=record["treatment"])
    if SafetyInformation.objects.filter(treatment=treatment, live=True).exists():
        return
    safety = SafetyInformation(
        title=record["title"],
        treatment=treatment,
        introduction=_rich(record.get("introduction", "")),
        as_of=record.get("as_of", "2026-11-23"),
        topics=json.dumps(
            [
                {"type": "item", "value": {"topic": item["topic"], "text": _rich(item["text"])}}
                for item in record["items"]
            ]
        ),
        live=False,
    )
    safety.save()
    publish(safety, accounts.in_role(roles.EDITORS), reviewer_for([record["treatment"]]))


def load_settings(record):
    """Write the publication's settings, without menus, which need pages."""
    site = Site.objects.get(is_default_site=True)
    site.site_name = record["name"]
    site.save()
    settings = PublicationSettings.for_site(site)
    settings.name, settings.strapline = record["name"], record["strapline"]
    settings.description, settings.footer_note = record["description"], record["footer_note"]
    settings.contact_email = record["email"]
    address = record["postal_address"]
    settings.postal_address = "\n".join(
        [
            address["organisation"],
            address["street"],
            f"{address['city']}, {address['region']} {address['postal_code']}",
        ]
    )
    lines = [_crisis_line(line) for line in record["crisis_help"]]
    fallback = record["crisis_fallback"]
    lines.append({"country": "INT", "name": fallback["name"], "url": fallback["url"]})
    settings.crisis_lines = json.dumps([{"type": "line", "value": line} for line in lines])
    settings.social_links = json.dumps([{"type": "link", "value": link} for link in record["social_links"]])
    settings.save()


def load_menus(record, resolver):
    """Write the menus, once their pages exist."""
    menus = MenuSettings.for_site(Site.objects.get(is_default_site=True))
    for name in ("primary", "footer"):
        items = [{"page": resolver.page("any", item["page"]), "label": item["label"]} for item in record["menus"][name]]
        setattr(menus, name, json.dumps([{"type": "link", "value": item} for item in items]))
    menus.save()


def _crisis_line(line):
    return {
        "country": line["country"],
        "name": line["name"],
        "phone": line.get("phone") or "",
        "text_line": f"Text {line['text']}" if line.get("text") else "",
        "chat_url": line.get("chat_url") or "",
        "url": line.get("url") or "",
        "emergency": str(line.get("emergency") or ""),
    }


def _rich(markdown):
    """Return the running text of a Markdown text as rich text."""
    body = read(markdown, Resolver()).body
    return "".join(block["value"] for block in body if block["type"] == "paragraph")
