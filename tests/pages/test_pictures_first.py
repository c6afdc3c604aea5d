"""A page shows before it tells: pictures are never far apart, and a topic's explorer comes first.

A picture is a figure, a drawing or an explorer that is no answer box.
"""

import page_scripts
import pytest

SCRIPTS = page_scripts.functions("pictures_first.js")
LONGEST = 5  # screens without a picture
FIRST = 2  # screens in which a topic's explorer begins, or soon after
# Nobody reads these from the top; `debugging` is a table, and one sheet of paper. In `teaching`,
# teachers look up the lesson that they hold next.
LOOKED_UP = {"api", "debugging", "faq", "glossary", "notation", "references", "teaching"}
TOPICS = {
    "bug_museum": "bug_museum",
    "digits": "hand",
    "forward_backward": "stepper",
    "optimisers": "descent_contour",
    "outlook": "noisy_xor",
    "plateaus": "success_map",
    "sharpness": "sharpness",
}


@pytest.fixture(scope="module")
def chapters(site):
    pages = [name for name in site.pages if "/zh/" not in name]  # of the same pictures
    names = [name.removeprefix("chapters/").removesuffix(".html") for name in pages]
    found = {name for name in names if f"chapters/{name}.html" in site.pages}
    gone = sorted((LOOKED_UP | {*TOPICS}) - found)
    assert not gone, f"{gone} are not on the site: mend LOOKED_UP or TOPICS, and run `make site`"
    return sorted(found - LOOKED_UP)


def test_pictures_are_never_far_apart_and_the_explorer_of_the_topic_comes_first(
    one_chromium, chapters
):
    long, late, pictures = [], [], 0
    for name in chapters:
        one_chromium.open(f"chapters/{name}.html")
        for stretch in one_chromium.run(SCRIPTS.stretches):
            pictures += 1
            if stretch["screens"] > LONGEST:
                place = f"from screen {stretch['begins']:.1f}, after “{stretch['after']}”"
                long.append(f"{name}: {stretch['screens']:.1f} screens {place}")
        begins = dict(reversed(one_chromium.run(SCRIPTS.explorers)))
        if name in TOPICS and not begins[TOPICS[name]] < FIRST:
            late.append(f"{name}: {TOPICS[name]} begins on screen {begins[TOPICS[name]]:.1f}")
    assert not late
    assert not long, "draw something in between:\n" + "\n".join(long)
    assert pictures > 100
