"""The tables: a person, what they told (sealed), and what they are in the middle of (sealed as well)."""

from typing import ClassVar

from django.db import models


class Person(models.Model):
    """Somebody with a journal."""

    objects: ClassVar[models.Manager["Person"]]

    id: "models.CharField[str, str]" = models.CharField(primary_key=True, max_length=64)

    def __str__(self) -> str:
        return self.id


class Entry(models.Model):
    """One entry: only its id, its number and whose it is are readable; the rest is sealed under the entry's id."""

    objects: ClassVar[models.Manager["Entry"]]

    id: "models.CharField[str, str]" = models.CharField(primary_key=True, max_length=64)
    person: "models.ForeignKey[Person, Person]" = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="entries")
    seq: "models.PositiveBigIntegerField[int, int]" = models.PositiveBigIntegerField()
    sealed: "models.BinaryField[bytes, bytes]" = models.BinaryField()

    class Meta:
        """A number is given once."""

        constraints = (models.UniqueConstraint(fields=("person", "seq"), name="one_entry_a_number"),)

    def __str__(self) -> str:
        return self.id


class Draft(models.Model):
    """What a person is in the middle of, or chose for their screen; no fact of the journal, and sealed like one."""

    objects: ClassVar[models.Manager["Draft"]]

    person: "models.ForeignKey[Person, Person]" = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    name: "models.CharField[str, str]" = models.CharField(max_length=40)
    sealed: "models.BinaryField[bytes, bytes]" = models.BinaryField()

    class Meta:
        """One of each name."""

        constraints = (models.UniqueConstraint(fields=("person", "name"), name="one_draft_a_name"),)

    def __str__(self) -> str:
        return self.name
