"""Every story of every YAML file in this folder comes out as it says."""

import pytest

from tests.scenarios.stories import Story, failures, read_stories

STORIES = read_stories()


@pytest.mark.parametrize("story", STORIES, ids=[story.name for story in STORIES])
def test_the_story_comes_out_as_it_says(story: Story) -> None:
    """What follows on each day is what the story expects."""
    found = failures(story)
    assert not found, f"{story.where}\n" + "\n".join(found)


def test_no_two_stories_have_the_same_name() -> None:
    """A failing story can be found by its name."""
    names = [story.name for story in STORIES]
    assert len(names) == len(set(names))
