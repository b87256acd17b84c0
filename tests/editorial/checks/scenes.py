"""Drafts for tests of the checks in the admin: a standing page, which takes one approval, with plain words."""

from tests.factories import StandingPageFactory, body

GOOD = "We write about treatments and name our sources."
BAD = "Our treatment is a miracle."  # C4: hard
SHAKY = "Our testimonials prove that it helps."  # C3: an error that editors waive
PRAISE = "The results are amazing."  # C5: a warning


def standing_draft(newsroom, *paragraphs, **fields):
    """Return a standing page that the managing editor keeps as a draft."""
    page = StandingPageFactory(
        **{
            "title": "About us",
            "slug": "about-our-checks",
            "summary": "Who we are, how we work, and how we check what we write before you can read it here.",
            "live": False,
            "owner": newsroom.managing_editor,
            "body": body(*(paragraphs or [GOOD])),
            **fields,
        }
    )
    page.save_revision(user=newsroom.managing_editor)
    return page


def rewrite(page, user, *paragraphs):
    """Save another draft and return the page."""
    draft = page.get_latest_revision_as_object()
    draft.body = draft._meta.get_field("body").to_python(body(*paragraphs))
    draft.save_revision(user=user)
    return type(page).objects.get(pk=page.pk)


def codes(findings):
    """Return the codes of findings."""
    return [finding.code for finding in findings]
