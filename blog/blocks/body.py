"""Which blocks a body may hold."""

from blog.blocks.central import HarmReductionBlock, RegulatoryStatusBlock
from blog.blocks.health import FaqBlock, QuestionsBlock, SafetyInformationBlock, UrgentHelpBlock
from blog.blocks.links import ClinicPromotionBlock, ReferencesBlock
from blog.blocks.media import FigureBlock, TableBlock
from blog.blocks.text import HeadingBlock, KeyPointsBlock, ParagraphBlock, QuoteBlock

STANDING_BLOCKS = [
    ("heading", HeadingBlock()),
    ("paragraph", ParagraphBlock()),
    ("image", FigureBlock()),
    ("quote", QuoteBlock()),
    ("table", TableBlock()),
    ("urgent_help", UrgentHelpBlock()),
    ("faq", FaqBlock()),
    ("references", ReferencesBlock()),
]

TOPIC_BLOCKS = [
    *STANDING_BLOCKS,
    ("safety_information", SafetyInformationBlock()),
    ("regulatory_status", RegulatoryStatusBlock()),
    ("harm_reduction", HarmReductionBlock()),
]

BODY_BLOCKS = [
    ("heading", HeadingBlock()),
    ("paragraph", ParagraphBlock()),
    ("key_points", KeyPointsBlock()),
    ("quote", QuoteBlock()),
    ("image", FigureBlock()),
    ("table", TableBlock()),
    ("safety_information", SafetyInformationBlock()),
    ("regulatory_status", RegulatoryStatusBlock()),
    ("harm_reduction", HarmReductionBlock()),
    ("urgent_help", UrgentHelpBlock()),
    ("questions_for_clinician", QuestionsBlock()),
    ("faq", FaqBlock()),
    ("references", ReferencesBlock()),
    ("clinic_promotion", ClinicPromotionBlock()),
]
