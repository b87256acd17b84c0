"""What the workflow establishes about pages. The order matters: tasks stand on the ledger and the gate."""

from editorial.models.check_run import CheckRun, ContentHealth
from editorial.models.checks_task import ChecksTask
from editorial.models.contribution import Contribution
from editorial.models.correction import Correction
from editorial.models.emergency import EmergencyRequest
from editorial.models.feedback import Feedback, HelpfulCount
from editorial.models.gate_pass import GatePass, NoGate
from editorial.models.ledger import LedgerEntry, LedgerHead
from editorial.models.medical_task import MedicalReviewTask
from editorial.models.record import PublicationRecord
from editorial.models.rule import RuleNumber, RuleTerm
from editorial.models.task_states import ApprovalTaskState, ChecksTaskState
from editorial.models.tasks import ApprovalTask, DisclosureTask, VerificationTask

__all__ = [
    "ApprovalTask",
    "ApprovalTaskState",
    "CheckRun",
    "ChecksTask",
    "ChecksTaskState",
    "ContentHealth",
    "Contribution",
    "Correction",
    "DisclosureTask",
    "EmergencyRequest",
    "Feedback",
    "GatePass",
    "HelpfulCount",
    "LedgerEntry",
    "LedgerHead",
    "MedicalReviewTask",
    "NoGate",
    "PublicationRecord",
    "RuleNumber",
    "RuleTerm",
    "VerificationTask",
]
