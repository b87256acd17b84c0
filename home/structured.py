"""What the front page says of the whole publication in JSON-LD."""

from django.urls import reverse

from pages.structured import clean


def front_page(graph, page):
    """Return the nodes of the site, of who publishes it, and of the front page itself."""
    publisher = graph.publisher
    site = {
        "@type": "WebSite",
        "@id": f"{publisher.address}#website",
        "url": publisher.address,
        "name": publisher.name,
        "description": publisher.description,
        "inLanguage": graph.language,
        "publisher": graph.organization_id,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{graph.absolute(reverse('search:results'))}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }
    organization = {
        **graph.organization,
        "description": publisher.description,
        "email": publisher.email,
        "sameAs": list(publisher.links),
    }
    return [clean(site), clean(organization), graph.page(page, "WebPage", isPartOf={"@id": site["@id"]})]
