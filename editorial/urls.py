"""Addresses for readers: how a page was reviewed, and what they say about it."""

from django.urls import path

from editorial.feedback.views import ReportView, WordsView, answer, thanks
from editorial.views.proof import page_proof, page_proof_json

urlpatterns = [
    path("proof/<int:page_id>/", page_proof, name="proof"),
    path("proof/<int:page_id>.json", page_proof_json, name="proof_json"),
    path("feedback/<int:page_id>/", answer, name="feedback_answer"),
    path("feedback/<int:page_id>/thanks/", thanks, name="feedback_thanks"),
    path("feedback/<int:page_id>/report/", ReportView.as_view(), name="feedback_report"),
    path("feedback/<int:page_id>/words/<str:signed>/", WordsView.as_view(), name="feedback_words"),
]
