"""Anchors of headings, which last."""

import docutils.core
import docutils.nodes

from plainnet_book import headings


def test_chinese_headings_have_the_anchors_of_their_twins_and_labels_come_first():
    def sections(*titles, label):
        *first, last = (f"{title}\n{20 * '='}\n\n" for title in titles)
        text = "".join(first) + f".. _{label}:\n\n{last}"
        settings = {"auto_id_prefix": "id", "doctitle_xform": False}  # as Sphinx has them
        return docutils.core.publish_doctree(text, settings_overrides=settings)

    def anchors(page, doctree):
        headings.name(known, page, doctree)
        return [section["ids"] for section in doctree.findall(docutils.nodes.section)]

    known = {}
    english = sections("Gradients", "A step", label="gd-step")
    assert anchors("chapters/a", english) == [["gradients"], ["gd-step", "a-step"]]
    chinese = sections("梯度", "一步", label="zh-gd-step")
    assert anchors("chapters/zh/a", chinese) == [["gradients"], ["zh-gd-step", "a-step"]]
    same = sections("Gradients", "一步", label="zh-a-step")
    assert anchors("chapters/zh/a", same) == [["gradients"], ["zh-a-step"]]
    old = sections("梯度", label="zh-gd-step")  # than the English headings
    assert anchors("chapters/zh/a", old) == [["zh-gd-step", "id1"]]
