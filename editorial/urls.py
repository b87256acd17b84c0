"""Addresses for readers: how a page was reviewed."""

from django.urls import path

from editorial.views.proof import page_proof, page_proof_json

urlpatterns = [
    path("proof/<int:page_id>/", page_proof, name="proof"),
    path("proof/<int:page_id>.json", page_proof_json, name="proof_json"),
]
