"""What a change of the tables of words leads to."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from search.models import Synonym, VocabularyWord
from search.understanding import versions

NAMES = {Synonym: versions.SYNONYMS, VocabularyWord: versions.VOCABULARY}


@receiver([post_save, post_delete], sender=Synonym)
@receiver([post_save, post_delete], sender=VocabularyWord)
def words_changed(sender, **kwargs):
    """Let everybody read the table anew."""
    if not kwargs.get("raw"):
        versions.renew(NAMES[sender])
