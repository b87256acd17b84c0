"""An article in which the checks find nothing, for stories that begin or end with one."""

from wagtail.test.utils.form_data import rich_text, streamfield

from blog.blocks.text import TEXT_FEATURES
from tests.central import safety_for
from tests.factories import ReferenceFactory

TITLE = "Your first visit to the clinic"
SUMMARY = (
    "What happens in the clinic on the day of the first spray, who stays with you, and when you may go home again."
)


def make_sources(topic, **trial):
    """Return what the article stands on: a trial (with these fields), a review, a guideline, safety information."""
    return {
        "trial": ReferenceFactory(**{"title": "A trial of the spray", **trial}),
        "review": ReferenceFactory(title="A review of the trials", study_type="systematic_review", year=2025),
        "guideline": ReferenceFactory(
            title="A guideline", study_type="guideline", year=2026, accessed_on="2026-11-01", authors_text="Smith J"
        ),
        "safety": safety_for(topic),
    }


def sound_blocks(sources):
    """Return [(block name, value)] of the article."""

    def cite(name):
        return f'<a linktype="reference" id="{sources[name].pk}">[{sources[name].pk}]</a>'

    return [
        ("heading", {"text": "Before the first visit", "level": "h2"}),
        _paragraph(
            f"The clinic asks which medicines you take and measures your blood pressure{cite('guideline')}.",
            "You eat nothing for two hours before the visit.",
            "Somebody has to take you home, because you may not drive until the next day.",
            "The staff tell you what you may feel and how long it lasts.",
        ),
        ("heading", {"text": "In the chair with the spray", "level": "h2"}),
        _paragraph(
            "You sit in a chair and use the spray yourself while a nurse watches.",
            f"In one trial the spray was compared with a dummy spray{cite('trial')}.",
            f"A review of several trials came later{cite('review')}.",
            "The nurse measures your blood pressure again and stays near for two hours.",
        ),
        ("safety_information", {"safety": sources["safety"].pk}),
    ]


def _paragraph(*sentences):
    return ("paragraph", f"<p>{' '.join(sentences)}</p>")


def sound_form(sources):
    """Return the article's body as the editor's form posts it."""
    return streamfield(
        [
            (name, rich_text(value, features=TEXT_FEATURES) if name == "paragraph" else value)
            for name, value in sound_blocks(sources)
        ]
    )
