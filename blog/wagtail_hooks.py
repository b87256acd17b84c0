"""What the blog room adds to the admin."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from blog import fact_links
from blog.clinic_commercial import CommercialEdit, CommercialItem, CommercialList
from blog.draftail import register_citations
from blog.flag_views import ExpiringReport, FlagsReport, ResolveView, flags_section
from blog.models import Article, ArticleIndex, Clinic, ClinicIndex, ClinicSpotlight, SpotlightIndex
from blog.proposals.admin import ProposalDetail, ProposalsItem, ProposalsReport, proposals_section
from blog.viewsets import VIEWSETS, SourcesGroup
from editorial.desk.access import reads_reports
from editorial.desk.contributed import offer_list, offer_way
from editorial.desk.menu import ReportItem
from editorial.desk.starts import offer_start

register_snippet(SourcesGroup)
hooks.register("register_rich_text_features", register_citations)
offer_start(ArticleIndex, Article, _("Write an article"), "edit")
offer_start(SpotlightIndex, ClinicSpotlight, _("Write a clinic spotlight"), "clinic")
offer_start(ClinicIndex, Clinic, _("Add a clinic"), "clinic")

offer_list(flags_section)
offer_list(proposals_section)
hooks.register("register_rich_text_features", fact_links.register)

REPORTS = ((FlagsReport, "blog/reports/flags/"), (ExpiringReport, "blog/reports/expiring-facts/"))
for report, _address in REPORTS:
    offer_way(report.page_title, report.header_icon, report.index_url_name, reads_reports)


@hooks.register("register_admin_urls")
def report_addresses():
    """Add the addresses of our reports, and of resolving a flag."""
    addresses = [
        path("blog/flags/<int:flag_id>/", ResolveView.as_view(), name="blog_resolve_flag"),
        path("blog/commercial/", CommercialList.as_view(), name="blog_commercial"),
        path("blog/commercial/<slug:kind>/<int:page_id>/", CommercialEdit.as_view(), name="blog_commercial_edit"),
    ]
    addresses.append(path("blog/proposals/<int:proposal_id>/", ProposalDetail.as_view(), name="blog_proposal"))
    for report, address in (*REPORTS, (ProposalsReport, "blog/proposals/")):
        addresses += [
            path(address, report.as_view(), name=report.index_url_name),
            path(f"{address}results/", report.as_view(results_only=True), name=report.index_results_url_name),
        ]
    return addresses


def _report_item(report, order):
    return lambda: ReportItem(
        report.page_title,
        reverse(report.index_url_name),
        name=report.index_url_name,
        icon_name=report.header_icon,
        order=order,
    )


for number, (report, _address) in enumerate(REPORTS):
    hooks.register("register_reports_menu_item", _report_item(report, 110 + number))


@hooks.register("register_admin_menu_item")
def commercial_item():
    """Lead the role “Commercial” to its one screen."""
    return CommercialItem(
        CommercialList.page_title, reverse("blog_commercial"), name="blog_commercial", icon_name="clinic", order=260
    )


@hooks.register("register_admin_menu_item")
def proposals_item():
    """Lead those who keep clinics' data to what was proposed."""
    return ProposalsItem(
        _("Proposals"), reverse("blog_proposals"), name="blog_proposals", icon_name="comment", order=222
    )


@hooks.register("register_admin_viewset")
def register_listings():
    """Offer a flat list of each page type in the menu."""
    return VIEWSETS


@hooks.register("register_icons")
def register_icons(icons):
    """Add the icons that Wagtail does not bring."""
    return [*icons, "blog/icons/clinic.svg"]
