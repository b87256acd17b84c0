"""Synonyms: which words of readers stand for which words of ours. Editors keep them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from places import folding
from search.data import read

BETWEEN = " / "  # alternatives of a question


class Synonym(models.Model):
    """One pair. What becomes of it is decided by its kind, in `search.understanding.synonyms`."""

    class Kind(models.TextChoices):
        """What one side is to the other."""

        EQUAL = "equal", gettext_lazy("Equal: each finds the other")
        ONE_WAY = "oneway", gettext_lazy("One way: the term also finds the target")
        RELATED = "related", gettext_lazy("Related: shown as “see also”, never merged")
        ASK = "ask", gettext_lazy("Ask: the reader chooses what was meant")

    class Notice(models.TextChoices):
        """What readers are told besides."""

        CRISIS = "crisis", gettext_lazy("Help in a crisis, as a small panel")
        URGENT_HELP = "urgent_help", gettext_lazy("When to get urgent help")
        NON_MEDICAL_USE = "non_medical_use", gettext_lazy("Risks of use without medical care; no clinics")
        COMPOUNDED_SPRAY = "compounded_spray", gettext_lazy("Compounded sprays are not the approved one")

    term = models.CharField(gettext_lazy("term"), max_length=100, help_text=gettext_lazy("As readers write it."))
    target = models.CharField(
        gettext_lazy("target"),
        max_length=200,
        help_text=gettext_lazy("Our words. For a question the alternatives, with “ / ” between them."),
    )
    kind = models.CharField(gettext_lazy("kind"), max_length=10, choices=Kind, default=Kind.ONE_WAY)
    only_capitals = models.BooleanField(
        gettext_lazy("only in capitals, or alone"),
        default=False,
        help_text=gettext_lazy("For abbreviations that are words in small letters, such as “add”."),
    )
    decided_by = models.CharField(
        gettext_lazy("words that decide"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy(
            "Only for a question: words that settle it when they stand in the query, for each alternative in their"
            " order, with “ / ” between them."
        ),
    )
    notice = models.CharField(gettext_lazy("what readers are told"), max_length=20, choices=Notice, blank=True)
    note = models.CharField(gettext_lazy("note"), max_length=300, blank=True)
    source = models.CharField(gettext_lazy("source"), max_length=200, blank=True)
    checked_on = models.DateField(gettext_lazy("last checked on"), null=True, blank=True)
    is_active = models.BooleanField(gettext_lazy("active"), default=True)

    class Meta:
        verbose_name = gettext_lazy("synonym")
        verbose_name_plural = gettext_lazy("synonyms")
        ordering = ["term", "target"]
        constraints = [
            models.UniqueConstraint(
                Lower("term"),
                Lower("target"),
                name="search_synonym_once",
                violation_error_message=gettext_lazy("This pair is in the list already."),
            )
        ]

    def __str__(self):
        return f"{self.term} – {self.target}"

    @property
    def alternatives(self):
        """The queries that a question offers, in their order; of other kinds the target alone."""
        if self.kind != self.Kind.ASK:
            return (self.target,)
        return tuple(each.strip() for each in self.target.split(BETWEEN) if each.strip())

    @property
    def deciding(self):
        """For each alternative the folded words that settle the question."""
        groups = [tuple(folding.key(group).split()) for group in self.decided_by.split(BETWEEN)]
        return tuple(groups[number] if number < len(groups) else () for number in range(len(self.alternatives)))

    def clean(self):
        """Refuse what could not work, or would merge what must be kept apart."""
        problems = {}
        if not folding.key(self.term):
            problems["term"] = _("Letters or digits are needed.")
        if not folding.key(self.target):
            problems["target"] = _("Letters or digits are needed.")
        elif self.kind == self.Kind.ASK and len(self.alternatives) < 2:
            problems["target"] = _("A question needs two alternatives, with “ / ” between them.")
        elif self.kind != self.Kind.ASK and folding.key(self.term) == folding.key(self.target):
            problems["target"] = _("Term and target are the same words.")
        if self.decided_by and self.kind != self.Kind.ASK:
            problems["decided_by"] = _("Only a question needs words that decide.")
        if not problems and self.kind in (self.Kind.EQUAL, self.Kind.ONE_WAY) and self.is_active:
            problems |= self._merged()
        if problems:
            raise ValidationError(problems)

    def _merged(self):
        """Return what is wrong with finding the target by the term, by field."""
        both = {folding.key(self.term), folding.key(self.target)}
        if any({folding.key(name) for name in pair} == both for pair in read("kept_apart")["pairs"]):
            return {"kind": _("These two are never taken for each other. They may be related.")}
        related = Synonym.objects.filter(kind=self.Kind.RELATED, is_active=True).exclude(pk=self.pk)
        if any({folding.key(a), folding.key(b)} == both for a, b in related.values_list("term", "target")):
            return {"kind": _("Another row has these two as related, which are not merged. Change that row first.")}
        return {}
