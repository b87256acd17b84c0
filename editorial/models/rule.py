"""What editors add to the rules of the checks: terms of word lists, and thresholds."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.checks import patterns, rules
from editorial.checks.owners import owners_of_list, owners_of_number

# A term of the house's own can be longer than what editors may add, and has to fit to be switched off.
LONGEST_OF_THE_HOUSE = 600


def _lists():
    return [(name, rules.house_list(name).title or name) for name in rules.list_names()]


def _numbers():
    return [(each.name, f"{each.code}: {each.title}") for each in rules.numbers()]


class RuleTerm(models.Model):
    """A term that is added to a list of the house, or one of the house's own that is switched off."""

    class Change(models.TextChoices):
        """What the entry does to its list."""

        ADD = "add", gettext_lazy("Add a term")
        SWITCH_OFF = "off", gettext_lazy("Switch one of the house's terms off")

    list_name = models.CharField(gettext_lazy("list"), max_length=60, choices=_lists)
    change = models.CharField(gettext_lazy("what it does"), max_length=10, choices=Change.choices, default=Change.ADD)
    text = models.CharField(
        gettext_lazy("words or pattern"),
        max_length=LONGEST_OF_THE_HOUSE,
        help_text=gettext_lazy("Plain words are found with any white space or hyphen between them, in either case."),
    )
    is_pattern = models.BooleanField(
        gettext_lazy("is a regular expression"),
        default=False,
        help_text=gettext_lazy("Without references to earlier groups, named groups and flags."),
    )
    better = models.CharField(gettext_lazy("better wording"), max_length=200, blank=True)
    note = models.CharField(gettext_lazy("note for the writer"), max_length=300, blank=True)
    active = models.BooleanField(gettext_lazy("active"), default=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["list_name", "text"]
        constraints = [models.UniqueConstraint(fields=["list_name", "change", "text"], name="rule_term_once")]
        verbose_name = gettext_lazy("term of a rule")
        verbose_name_plural = gettext_lazy("terms of rules")

    def __str__(self):
        return f"{self.get_list_name_display()}: {self.text}"

    def clean(self):
        """Refuse patterns that cannot be used, and switching off what is not there."""
        super().clean()
        self.text = self.text.strip()
        if self.change == self.Change.SWITCH_OFF:
            own = {term.text for term in rules.house_list(self.list_name).terms}
            if self.text not in own:
                raise ValidationError({"text": _("The list has no such term of the house.")})
        elif self.is_pattern and (fault := patterns.fault_of(self.text)):
            raise ValidationError({"text": fault})
        elif len(self.text) > patterns.LONGEST:
            raise ValidationError({"text": _("A term has at most %(count)d letters.") % {"count": patterns.LONGEST}})
        elif not any(character.isalnum() for character in self.text):
            raise ValidationError({"text": _("Write at least one letter or number.")})

    @property
    def owners(self):
        """The names of the roles that may change it."""
        return owners_of_list(self.list_name)

    @property
    def term(self):
        """The Term that the checks look for."""
        return rules.Term(self.text, self.is_pattern, self.better, self.note)


class RuleNumber(models.Model):
    """A threshold that is set otherwise than the house's default."""

    name = models.CharField(gettext_lazy("threshold"), max_length=60, choices=_numbers, unique=True)
    value = models.FloatField(gettext_lazy("value"))

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["name"]
        verbose_name = gettext_lazy("threshold")
        verbose_name_plural = gettext_lazy("thresholds")

    def __str__(self):
        return f"{self.get_name_display()}: {self.value:g}"

    @property
    def owners(self):
        """The names of the roles that may change it."""
        return owners_of_number(self.name)

    def clean(self):
        """Refuse what no threshold can be."""
        super().clean()
        if self.value is not None and not 0 <= self.value <= 100_000:
            raise ValidationError({"value": _("A threshold is a number from 0 to 100,000.")})
