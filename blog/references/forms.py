"""The form of a reference."""

from editorial.forms import SharedRecordForm


class ReferenceForm(SharedRecordForm):
    """Forgives spaces, and gives the usual form of identifiers before they are looked at."""

    def clean_doi(self):
        """Take a DOI with its resolver's address too."""
        from blog.models.reference import plain_doi  # noqa: PLC0415 - the model names this form

        return plain_doi(self.cleaned_data["doi"])

    def clean_pmcid(self):
        """Write PMC large."""
        return self.cleaned_data["pmcid"].strip().upper()

    def clean_nct(self):
        """Write NCT large."""
        return self.cleaned_data["nct"].strip().upper()
