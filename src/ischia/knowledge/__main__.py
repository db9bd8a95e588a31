"""Read the knowledge, and write it as one compiled file: ``python -m ischia.knowledge``."""

import sys

from ischia.knowledge.compiled import write_compiled
from ischia.knowledge.loading import load_directory
from ischia.knowledge.problems import KnowledgeError

try:
    write_compiled(load_directory())
except KnowledgeError as error:
    sys.exit(str(error))
