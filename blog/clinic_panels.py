"""The tabs of the editor's form for a clinic: one for each group of facts, each with its source and its check."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput

from blog.clinic_checks import Group, columns
from blog.clinic_forms import today_field


def checked(group):
    """Return the panel of a group's check."""
    source, day, person = columns(group)
    return MultiFieldPanel(
        [
            FieldPanel(source),
            FieldPanel(today_field(group)),
            FieldRowPanel([FieldPanel(day), FieldPanel(person, read_only=True)]),
        ],
        _("Checked"),
        icon="check",
    )


def clinic_tabs(base):
    """Return the edit handler. `base`: the class with the panels that all pages have."""
    identity = [
        FieldPanel("title", heading=_("Name of the clinic")),
        FieldPanel("summary", widget=AdminAutoHeightTextInput),
        checked(Group.IDENTITY),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
                FieldRowPanel([FieldPanel("region"), FieldPanel("country")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude"), FieldPanel("geo_precision")]),
            ],
            _("Where"),
        ),
        MultiFieldPanel([FieldPanel("phone"), FieldPanel("email"), FieldPanel("website")], _("Contact")),
        MultiFieldPanel(
            [FieldPanel("medical_director_name"), FieldPanel("medical_director_credential")], _("Who answers for it")
        ),
        MultiFieldPanel(
            [HelpPanel(template="blog/proposals/contact_panel.html"), FieldPanel("confirmed_on")],
            _("Who speaks for it"),
        ),
        MultiFieldPanel([FieldPanel("legal_name"), FieldPanel("other_names")], _("Other names")),
        FieldPanel("commercial_relationship", read_only=True, help_text=_("Set by the role “Commercial”, elsewhere.")),
        FieldPanel("picture"),
    ]
    hours = [
        checked(Group.HOURS),
        FieldRowPanel([FieldPanel("time_zone"), FieldPanel("closed_on_holidays")]),
        InlinePanel("openings", label=_("opening"), heading=_("Opening hours")),
        InlinePanel(
            "closures",
            label=_("exception"),
            heading=_("Exceptions"),
            help_text=_("Days on which the usual hours do not hold. They count before public holidays."),
        ),
    ]
    licences = [checked(Group.LICENCES), InlinePanel("licence_list", label=_("licence"), heading=_("Licences"))]
    treatments = [
        checked(Group.TREATMENTS),
        InlinePanel("treatments", label=_("treatment"), heading=_("Treatments")),
        MultipleChooserPanel(
            "condition_topics", chooser_field_name="topic", label=_("condition"), heading=_("Conditions treated")
        ),
        FieldPanel("exclusions"),
        FieldPanel("emergency_equipment"),
    ]
    prices = [checked(Group.PRICES), InlinePanel("price_list", label=_("price"), heading=_("Prices"))]
    insurance = [checked(Group.INSURANCE), FieldPanel("insurance_plans"), FieldPanel("insurance_as_of")]
    access = [
        checked(Group.ACCESS),
        FieldPanel("accepting_new_patients"),
        FieldPanel("accessibility"),
        FieldPanel("languages"),
        MultiFieldPanel([FieldPanel("telehealth"), FieldPanel("states_served")], _("By video")),
    ]
    tabs = [
        (identity, Group.IDENTITY.label),
        (hours, Group.HOURS.label),
        (licences, Group.LICENCES.label),
        (treatments, Group.TREATMENTS.label),
        (prices, Group.PRICES.label),
        (insurance, Group.INSURANCE.label),
        (access, Group.ACCESS.label),
        (base.promote_panels, _("Promote")),
        (base.settings_panels, _("Settings")),
    ]
    return TabbedInterface([ObjectList(panels, heading=heading) for panels, heading in tabs])
