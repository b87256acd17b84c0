"""What pages of the demonstration choose from, pictures and references; and the publication's name and menus."""

import json

from django.core.files import File

from wagtail.models import Site

from accounts import roles
from blog import retractions
from blog.models import RetractedPaper
from blog.references import csl
from home.demonstration import accounts, files
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
    """Save all references, and load the records of those that were retracted."""
    csl.load(files.one("references.json"))
    if not RetractedPaper.objects.exists():  # a second look would flag the pages that speak of the papers
        retractions.load(files.CONTENT / "retractions.csv")


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
    settings.crisis_lines = crisis_lines(record)
    settings.social_links = json.dumps([{"type": "link", "value": link} for link in record["social_links"]])
    settings.save()


def load_menus(record, resolver):
    """Write the menus and name the accessibility statement, which has its place at the foot, once the pages exist."""
    site = Site.objects.get(is_default_site=True)
    publication = PublicationSettings.for_site(site)
    publication.accessibility_page_id = resolver.page("any", record["accessibility_page"])
    publication.save()
    menus = MenuSettings.for_site(site)
    for name in ("primary", "footer"):
        items = [{"page": resolver.page("any", item["page"]), "label": item["label"]} for item in record["menus"][name]]
        setattr(menus, name, json.dumps([{"type": "link", "value": item} for item in items]))
    menus.save()


def crisis_lines(record):
    """Return the publication's crisis lines as StreamField data, the one for everywhere else last."""
    fallback = {"country": "INT", **record["crisis_fallback"]}
    lines = [_crisis_line(line) for line in (*record["crisis_help"], fallback)]
    return json.dumps([{"type": "line", "value": line} for line in lines])


def _crisis_line(line):
    return {
        "country": line["country"],
        "name": line["name"],
        "phone": line.get("phone") or "",
        "text_line": f"Text {line['text']}" if line.get("text") else "",
        "chat_url": line.get("chat_url") or "",
        "url": line.get("url") or "",
        "emergency": str(line.get("emergency") or ""),
        "note": "",
    }
