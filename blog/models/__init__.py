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
from blog.models.clinic import (
    ClinicCondition,
    ClinicLicence,
    ClinicOpening,
    ClinicPrice,
    ClinicSpotlight,
    ClinicTreatment,
)
from blog.models.clinic_index import ClinicIndex
from blog.models.reference import Reference
from blog.models.safety import SafetyInformation
from blog.models.topic import PageTopic, Topic, TopicIndex

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
    "ClinicCondition",
    "ClinicIndex",
    "ClinicLicence",
    "ClinicOpening",
    "ClinicPrice",
    "ClinicSpotlight",
    "ClinicTreatment",
    "PageAuthor",
    "PageTopic",
    "Reference",
    "SafetyInformation",
    "Topic",
    "TopicIndex",
]
