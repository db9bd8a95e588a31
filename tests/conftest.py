"""How all tests run: generated examples have no deadline, because machines differ, and a failure prints how to repeat it."""

from hypothesis import settings

settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")
