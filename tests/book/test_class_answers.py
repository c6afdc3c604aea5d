"""The text of a reader's answers, and what a teacher's tool makes of thirty of them, in Node."""

import json
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from plainnet_book import class_answers
from plainnet_book.chinese import TEXTS

SCRIPT = Path(__file__).with_name("class_answers.mjs")
ENGLISH = class_answers.WORDS
CHINESE = {key: TEXTS[text] for key, text in ENGLISH.items()}
WORDS = {"en": ENGLISH, "zh-CN": CHINESE}
TITLES = {"en": "Gradient descent", "zh-CN": "梯度下降"}
SIGN = {"en": "it looks as if the sign is flipped.", "zh-CN": "看来，正负号反了。"}
LONG = {
    "en": "it looks as if the gradient was divided by the number of patterns twice, or not at all.",
    "zh-CN": "看来，梯度除以样本数除了两次，或者一次也没有除；请想一想，平均值里已经除过一次了，"
    "所以这里不用再除。",
}
GIVEN = "0.25", "−1. Answer: 2", "ln 2", "更慢"
NAMES = [
    *("<b>Bobby</b>", '<img src=x onerror="alert(1)">', "Doe, Jane", "a\tb", "😀 👩‍🏫", "李雷", ""),
    *("Name: Eve", "=HYPERLINK(1)", "Ana María", "Question 1: right", "N" * 60, "O'Neill “Q” & Co"),
    "韩梅梅",
    *(f"Pupil {number}" for number in range(1, 17)),
]
KINDS = {
    **{"1": "question", "2": "prediction", "3": "question"},
    **{"5.1": "exercise", "5.2a": "exercise", "5.2b": "prediction"},
}
ASKED = {"en": "How much is `b`, or b = −1?", "zh-CN": "题目：b 是多少？"}


def in_node(texts=(), own=(), language="en", kept=()):
    given = {"words": WORDS, "language": language, "texts": texts, "own": own, "kept": kept}
    command = ["node", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", SCRIPT]
    done = subprocess.run(command, input=json.dumps(given), text=True, capture_output=True)
    assert not done.stderr, done.stderr
    return json.loads(done.stdout)


def question(place, verdict="open", tries=0, answer="", mistakes=(), asked=""):
    return {
        "kind": KINDS[place],
        "place": place,
        "asked": asked,
        "record": {"verdict": verdict, "tries": tries, "answer": answer, "mistakes": mistakes},
    }


def page(name, answers, language="en"):
    more = {"page": "gradient_descent", "title": TITLES[language], "date": "2026-11-30"}
    return language, {"name": name, "answers": answers, **more}


def a_class(draw):
    """Pages of thirty readers, who wrote in two languages."""
    found = []
    for name in NAMES:
        language, answers = draw.choice(["en", "zh-CN"]) if found else "zh-CN", []
        for place in KINDS:
            verdict = draw.choice(["right", "wrong", "near", "surprise", "open"])
            tries = draw.randint(verdict != "open", 12)
            given = "" if verdict == "open" else draw.choice(GIVEN)
            known = draw.sample([[2, SIGN[language]], [3, LONG[language]], [0, "W1: no"]], 2)
            made = known if tries > 1 else []
            answers.append(question(place, verdict, tries, given, made, ASKED[language]))
        found.append(page(name, answers, language))
    return found


def expected(pages):
    """What is to be read of pages: the name and, of each question, what is kept."""
    return [
        (re.sub(r"\s+", " ", each["name"]), [told(answer) for answer in each["answers"]])
        for _, each in pages
    ]


def told(answer):
    record = answer["record"]
    mistakes = [([str(n)] if n else []) + [words] for n, words in record["mistakes"]]
    asked = answer["asked"].replace("`", "")
    own = (answer["kind"], answer["place"], asked)
    return (*own, record["verdict"], record["tries"], record["answer"], mistakes)


def known(text):
    """The same of a text that was read."""
    answers = []
    for each in text["answers"]:
        mistakes = [list(mistake.values()) for mistake in each["mistakes"]]
        kept = [each[part] for part in ("kind", "place", "verdict", "tries", "answer")]
        answers.append((*kept[:2], each.get("asked", ""), *kept[2:], mistakes))
    return text["name"], answers


def test_the_text_is_one_that_people_read():
    answers = [
        question("1", "right", 3, "`0.25`", [[2, SIGN["en"]]], "How much is `b2[0]`?"),
        question("2", "surprise", 1, "It diverges"),
        question("3", tries=2, asked="long " * 20),
        question("5.1", "wrong", 1, "", [[0, "in\nline 1"]]),
        question("5.2a"),
    ]
    pages = [page("Anna", answers), page("", answers[:1], "zh-CN")]
    english, chinese = in_node(own=pages)["written"]
    assert english == (
        "plainnet: my answers\nName: Anna\nPage: gradient_descent, Gradient descent\n"
        "Date: 2026-11-30\nQuestion 1: right, 3 tries. Answer: 0.25\n"
        "   Asked: How much is b2[0]?\n   Mistake 2: it looks as if the sign is flipped.\n"
        "Prediction 2: turned out differently, 1 try. Answer: It diverges\n"
        f"Question 3: no answer, 2 tries\n   Asked: {'long ' * 12}…\n"
        "Exercise 5.1: not yet, 1 try\n   Mistake: in line 1\n"
        "Exercise 5.2a: no answer\nEnd of the answers. Questions: 5\n"
    )
    assert chinese == (
        "plainnet：我的回答\n网页：gradient_descent，梯度下降\n日期：2026-11-30\n"
        "第 1 题：答对了，试了 3 次。回答：0.25\n   题目：How much is b2[0]?\n"
        "   错误 2：it looks as if the sign is flipped.\n"
        "回答到此为止。题数：1\n"
    )


RECORD = {"tries": 2, "verdict": "wrong", "answer": "1", "mistakes": [[0, "no"], [3, "so"]]}
GARBAGE = [
    *("null", "5", '"a"', "[]", "{}", "{", "", "true", "[[]]", '{"tries": 1}'),
    *(
        json.dumps(RECORD | wrong)
        for wrong in (
            *({"tries": 0}, {"tries": "many"}, {"verdict": "splendid"}, {"verdict": 1}),
            *({"answer": 5}, {"answer": {}}, {"mistakes": 3}, {"mistakes": "no"}),
            *({"mistakes": [3]}, {"mistakes": [None]}, {"mistakes": [[1, 2]]}),
        )
    ),
]


def test_of_what_is_kept_only_records_are_believed():
    cleared = {"tries": 2, "mistakes": []}
    kept = [json.dumps(RECORD), json.dumps(cleared), *GARBAGE]
    records = in_node(kept=kept)["records"]
    assert records == [RECORD, cleared, *({} for _ in GARBAGE)]


@pytest.fixture
def pages(draw):
    return a_class(draw)


def test_thirty_texts_become_one_table(pages):
    text = "".join(in_node(own=pages)["written"])
    result = in_node([text])
    read, [[table]] = result["read"][0], [each["tables"] for each in result["tables"]]
    assert [known(each) for each in read["texts"]] == expected(pages) and read["strange"] == []
    assert table["title"] == TITLES["en"]
    assert [each["place"] for each in table["questions"]] == [*KINDS]
    assert {each["asked"] for each in table["questions"]} == {ASKED["en"].replace("`", "")}
    rows = {row["name"]: row for row in table["rows"]}
    assert len(rows) == 30 and [*rows][-1] == ""
    rights, made = Counter(), Counter()
    for name, answers in expected(pages):
        assert [each["answer"] for each in rows[name]["answers"]] == [each[5] for each in answers]
        right = [
            place
            for kind, place, _, verdict, *_ in answers
            if verdict == "right" and kind != "prediction"
        ]
        assert rows[name]["right"] == len(right)
        rights.update(right)
        made.update((place, each[0]) for _, place, *_, mistakes in answers for each in mistakes)
    assert table["right"] == [rights[place] for place in KINDS]
    counts = [len(each["who"]) for each in table["mistakes"]]
    assert sorted(counts, reverse=True) == counts == sorted(made.values(), reverse=True)
    for each in table["mistakes"]:  # in this language, if somebody wrote in it
        assert each["words"] in {SIGN["en"], LONG["en"], "W1: no"} or len(each["who"]) < 5


@pytest.mark.parametrize("order", [1, -1])
def test_a_text_gives_way_to_its_own_later_copy_alone(order):
    """Whichever comes first: a folder of files has them in any order."""
    early = [question("1", "wrong", 1, "7"), question("3", "right", 1, "2")]
    late = [question("1", "right", 2, "8"), early[1]]
    answered, tried = question("1", "right", 2, "9"), question("3", "right", 2, "2")
    pages = [page("Anna", early[:1]), page(" anna ", late), page("Anna", early), page("", early)]
    pages += [page("", late), page("", early)]
    pages += [page("Ada", late), page("ada", [answered, late[1]]), page("ada", [late[0], tried])]
    texts = in_node(own=pages)["written"]
    texts.append(texts[1].partition(" tries")[0] + "\n")
    result = in_node(["".join(texts[::order])])["tables"][0]
    [table] = result["tables"]
    assert result["replaced"] == 4
    names = [(row["name"].lower(), row["answers"][0]["answer"]) for row in table["rows"]]
    adas = [("ada", answer) for answer in "889"]
    assert sorted(names) == [("", "7"), ("", "8"), *adas, ("anna", "8")]
    assert [(each["name"].lower(), each["count"]) for each in table["namesakes"]] == [("ada", 3)]


def test_the_same_mistake_at_another_loss_is_one():
    """But a name with another digit is another mistake."""
    said = "W1 is off: 0.354, not 0", "W1 is off: -2e-05, not 0", "W2 is off: 1, not 0"
    pages = [
        page(name, [question("5.1", "wrong", 1, "", [[0, words]])])
        for name, words in zip("012", said, strict=True)
    ]
    result = in_node(["".join(in_node(own=pages)["written"])])["tables"][0]
    assert [each["who"] for each in result["tables"][0]["mistakes"]] == [["0", "1"], ["2"]]


def broken(text, width):
    """Long lines broken as a mail does: between words, and anywhere between Chinese ones."""
    lines = []
    for line in text.split("\n"):
        while len(line) > width:
            place = line.rfind(" ", width // 2, width)
            place = width if place < 0 else place
            lines, line = [*lines, line[:place]], line[place:]
        lines.append(line)
    return "\n".join(lines)


MANGLED = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "spaces behind": lambda text: text.replace("\n", " \u00a0\n"),
    "empty lines": lambda text: text.replace("\n", "\n\n"),
    "spaces that do not break": lambda text: text.replace(" ", "\u00a0"),
    "wide spaces": lambda text: text.replace(" ", "\u3000 "),
    "no indentation": lambda text: re.sub("^ *", "", text, flags=re.MULTILINE),
    "a quote": lambda text: re.sub("^", "> ", text, flags=re.MULTILINE),
    "a quote of a quote": lambda text: re.sub("^", ">> > ", text, flags=re.MULTILINE),
    "what nobody sees": lambda text: re.sub("^", "\u200b\ufeff", text, flags=re.MULTILINE),
    "the next text in the last line": str.rstrip,
}


def test_what_a_messenger_changes_does_not_matter(pages):
    texts = in_node(own=pages)["written"]
    read = in_node(["".join(map(mangle, texts)) for mangle in MANGLED.values()])["read"]
    for name, found in zip(MANGLED, read, strict=True):
        assert [known(text) for text in found["texts"]] == expected(pages), name
        assert found["strange"] == [], name


def test_a_line_that_a_mail_broke_is_whole_again():
    answers = {
        language: [question("1", "wrong", 2, "7", [[2, LONG[language]], [3, SIGN[language]]])]
        for language in WORDS
    }
    pages = [page("Anna", answers["en"]), page("李雷", answers["zh-CN"], "zh-CN")]
    english, chinese = in_node(own=pages)["written"]
    widths = 64, 72, 76
    texts = [broken(english, width) + broken(chinese, width // 2) for width in widths]
    for width, read in zip(widths, in_node(texts)["read"], strict=True):
        assert [known(text) for text in read["texts"]] == expected(pages), width
        assert read["strange"] == [], width


def test_punctuation_of_the_other_keyboard_is_read(pages):
    plain = str.maketrans("：，。", ":,.")
    texts = in_node(own=pages)["written"]
    [read] = in_node(["".join(text.translate(plain) for text in texts)])["read"]
    verdicts = [[answer[3:5] for answer in answers] for _, answers in expected(pages)]
    assert [[answer[3:5] for answer in known(text)[1]] for text in read["texts"]] == verdicts


def test_what_cannot_be_read_is_told_by_its_line():
    [text] = in_node(own=[page("Anna", [question("1", "right", 1, "7"), question("2")])])["written"]
    lines = text.splitlines()
    lines[5:6] = ["Question 2: wonderful", "   Mistake 2: the sign"]
    mail = ["Dear all,", "", *lines, "Sent from my phone", lines[3], lines[0], lines[1]]
    [read] = in_node(["\n".join(mail)])["read"]
    assert [(each["line"], each["text"]) for each in read["strange"]] == [
        (1, "Dear all,"),
        (8, "Question 2: wonderful"),
        (9, "Mistake 2: the sign"),
        (11, "Sent from my phone"),
        (12, "Date: 2026-11-30"),
    ]
    first, second = read["texts"]
    assert (first["count"], len(first["answers"])) == (2, 1)
    assert second["name"] == "Anna" and "isEnded" not in second and "page" not in second


def test_all_words_have_a_translation_that_can_be_told_from_the_other():
    class_answers.script(class_answers.COLLECT, ENGLISH | class_answers.COLLECT_WORDS)
    for key in ("title", "name", "page", "date", "question", "exercise", "prediction", "end"):
        assert ENGLISH[key] != CHINESE[key]
    with pytest.raises(KeyError, match="nobody translated this"):
        class_answers.script(words={"new": "nobody translated this"})
