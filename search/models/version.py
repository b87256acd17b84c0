"""Which state a table of words is in, so that processes know when what they remember is old."""

from django.db import models


class DataVersion(models.Model):
    """A token that changes whenever a table of words does. Random, so that no token ever comes back."""

    name = models.CharField(primary_key=True, max_length=20)
    token = models.CharField(max_length=32)

    def __str__(self):
        return f"{self.name} {self.token}"
