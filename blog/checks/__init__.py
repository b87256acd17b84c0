"""Checks of this publication: claims, medicine that could hurt, sources, treatments, governance. See `blog.apps`."""

from pathlib import Path

from editorial.checks import owners, rules

rules.add_folder(Path(__file__).parent / "data")
owners.reserve_for_medicine(
    "advice_words",
    "controlled_drugs",
    "crisis_words",
    "medicines",
    "method_words",
    "prescribers",
    "product_words",
    "recreational_use",
    "stopped",
    "stopping",
)

from blog.checks import claims, clinics, copies, crisis, documents, governance, medicine, sources, treatments  # noqa: E402, F401 - their lists must be known first
