"""The desk's addresses below /admin/editorial/."""

from django.urls import path

from editorial.feedback.triage import FeedbackDetail, FeedbackReport, HelpfulReport
from editorial.views.assignment import AssignView, ClaimView, GiveBackView
from editorial.views.checks import AnswerView, ChecksView, CheckView, PanelView
from editorial.views.comparing import CompareView
from editorial.views.emergency import AskView, ConfirmView
from editorial.views.health import HealthReport
from editorial.views.ledger_reports import IncompleteReport, LedgerReport
from editorial.views.reports import ReviewDueReport, WaitingReport
from editorial.views.timeline import TimelineView
from editorial.views.withdrawing import PublicPagesView, WithdrawView

REPORTS = (
    ("editorial/reports/waiting/", WaitingReport),
    ("editorial/reports/review-due/", ReviewDueReport),
    ("editorial/reports/incomplete/", IncompleteReport),
    ("editorial/reports/ledger/", LedgerReport),
    ("editorial/reports/health/", HealthReport),
    ("editorial/reports/readers/", FeedbackReport),
    ("editorial/reports/helpful/", HelpfulReport),
)

urlpatterns = [
    path("editorial/withdraw/", PublicPagesView.as_view(), name="editorial_public_pages"),
    path(
        "editorial/withdraw/results/",
        PublicPagesView.as_view(results_only=True),
        name="editorial_public_pages_results",
    ),
    path("editorial/withdraw/<int:page_id>/", WithdrawView.as_view(), name="editorial_withdraw"),
    path("editorial/emergency/<int:page_id>/", AskView.as_view(), name="editorial_emergency"),
    path("editorial/emergency/request/<int:request_id>/", ConfirmView.as_view(), name="editorial_emergency_confirm"),
    path("editorial/compare/<int:page_id>/", CompareView.as_view(), name="editorial_compare"),
    path("editorial/timeline/<str:content>/<str:object_id>/", TimelineView.as_view(), name="editorial_timeline"),
    path("editorial/checks/", ChecksView.as_view(), name="editorial_checks"),
    path("editorial/checks/panel/<str:content>/<str:object_id>/", PanelView.as_view(), name="editorial_checks_panel"),
    path(
        "editorial/checks/answer/<str:content>/<str:object_id>/", AnswerView.as_view(), name="editorial_checks_answer"
    ),
    path("editorial/checks/<str:code>/", CheckView.as_view(), name="editorial_check"),
    path("editorial/readers/<int:feedback_id>/", FeedbackDetail.as_view(), name="editorial_feedback_detail"),
    path("editorial/task/<int:state_id>/claim/", ClaimView.as_view(), name="editorial_claim"),
    path("editorial/task/<int:state_id>/give-back/", GiveBackView.as_view(), name="editorial_give_back"),
    path("editorial/task/<int:state_id>/assign/", AssignView.as_view(), name="editorial_assign"),
]
for address, view in REPORTS:
    urlpatterns += [
        path(address, view.as_view(), name=view.index_url_name),
        path(f"{address}results/", view.as_view(results_only=True), name=view.index_results_url_name),
    ]
