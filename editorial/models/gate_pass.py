"""The pass: what the database's triggers look for before they let words of a public page change."""

from django.db import models


class NoGate(models.Model):
    """A table that is always empty: what points into it cannot outlive its transaction."""

    wagtail_reference_index_ignore = True

    def __str__(self):
        return str(self.pk)


class GatePass(models.Model):
    """Exists only inside the transaction in which the gate lets a content through; see `editorial.gate.opened_for`."""

    is_unseen = True  # by readers; see delivery.kept.recording

    content = models.CharField(max_length=100)
    object_id = models.CharField(max_length=64)
    # The database checks foreign keys when a transaction ends: a pass that is still there then undoes the transaction.
    never_committed = models.ForeignKey(NoGate, default=0, on_delete=models.DO_NOTHING, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content", "object_id"], name="one_pass_a_content")]

    def __str__(self):
        return f"{self.content} {self.object_id}"
