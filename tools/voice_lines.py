"""Prints as JSON what the recorded voice is to say: each clip's name with its words, the speed, the pause between sentences."""

import json
import sys

from ischia.guidance.voice import clip, spoken
from ischia.knowledge.loading import load_directory


def main() -> None:
    """Write to standard output."""
    knowledge = load_directory()
    lines = {clip(knowledge, say): say for say in spoken(knowledge)}
    told = {"clips": lines, "speed": knowledge.limit("voice.speed"), "pause": knowledge.limit("voice.pause_seconds")}
    json.dump(told, sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
