"""The page types that readers come for, and what they are made of."""

from blog.models.article import Article, ArticleIndex
from blog.models.author import (
    AuthorCredential,
    AuthorExpertise,
    AuthorIndex,
    AuthorInterest,
    AuthorLink,
    AuthorProfile,
    AuthorReviewScope,
)
from blog.models.byline import PageAuthor
from blog.models.clinic import Clinic
from blog.models.clinic_facts import (
    ClinicClosure,
    ClinicCondition,
    ClinicLicence,
    ClinicOpening,
    ClinicPrice,
    ClinicTreatment,
)
from blog.models.clinic_index import ClinicIndex
from blog.models.clinic_proposal import ClinicProposal
from blog.models.clinic_spotlight import ClinicSpotlight, SpotlightIndex
from blog.models.flag import ContentFlag
from blog.models.harm_reduction import HarmReduction
from blog.models.page_topic import PageTopic
from blog.models.reference import Reference
from blog.models.regulatory import RegulatoryStatus
from blog.models.related import RelatedPin
from blog.models.retraction import RetractedPaper
from blog.models.safety import SafetyInformation
from blog.models.topic import Topic, TopicIndex
from blog.models.urgent_help import UrgentHelp
from blog.models.volatile_fact import VolatileFact

__all__ = [
    "Article",
    "ArticleIndex",
    "AuthorCredential",
    "AuthorExpertise",
    "AuthorIndex",
    "AuthorInterest",
    "AuthorLink",
    "AuthorProfile",
    "AuthorReviewScope",
    "Clinic",
    "ClinicClosure",
    "ClinicCondition",
    "ClinicIndex",
    "ClinicLicence",
    "ClinicOpening",
    "ClinicPrice",
    "ClinicProposal",
    "ClinicSpotlight",
    "ClinicTreatment",
    "ContentFlag",
    "HarmReduction",
    "PageAuthor",
    "PageTopic",
    "Reference",
    "RegulatoryStatus",
    "RelatedPin",
    "RetractedPaper",
    "SafetyInformation",
    "SpotlightIndex",
    "Topic",
    "TopicIndex",
    "UrgentHelp",
    "VolatileFact",
]
