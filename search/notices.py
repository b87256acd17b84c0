"""What readers are told beside their results, where a word means another thing than they may think.

Which words bring a note is kept by the editors with the synonyms. The sentences are the platform's: they say how to
read the results, and nothing of what a medicine does.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from search.models import Synonym

WITHOUT_CLINICS = (Synonym.Notice.NON_MEDICAL_USE,)


@dataclass(frozen=True)
class Notice:
    """A note: a sentence, and where it leads: an address with its words, or two empty texts."""

    text: str
    url: str = ""
    link: str = ""


def notices_of(names):
    """Return the Notices for the names that `Understood.notices` has; those without a sentence are left out."""
    sentences = {
        Synonym.Notice.URGENT_HELP: Notice(
            _("If somebody is in danger now, do not read on: call an emergency number."),
            "#crisis-help",
            _("Emergency numbers and crisis lines"),
        ),
        Synonym.Notice.NON_MEDICAL_USE: Notice(
            _("This word is used for ketamine without medical care. No clinics are listed here.")
        ),
        Synonym.Notice.COMPOUNDED_SPRAY: Notice(
            _(
                "There are two kinds of nasal spray: esketamine (Spravato), and ketamine that a pharmacy makes up"
                " itself. Please look which one a page is about."
            )
        ),
    }
    return [sentences[name] for name in names if name in sentences]


def hides_clinics(names):
    """Whether a note among the names asks for results without clinics."""
    return any(name in WITHOUT_CLINICS for name in names)
