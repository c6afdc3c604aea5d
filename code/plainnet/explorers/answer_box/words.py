"""The texts of answer boxes; `plainnet.exercises` uses the same messages."""

from plainnet import language

WORDS = {
    "clear": "Clear",
    "unfold": "Show the answer",
    "unfolded": "{answer}: {verdict}",
    "number": {
        "right": "Right. {message}",
        "wrong": "Not yet: it looks as if {message}.",
        "shown": {
            "tag": "Compute",
            "check": "Check",
            "near": "Right, but rounded too far. More digits, please: {digits} in all.",
            "last": "Nearly: the last digit is off. Round only at the end.",
            "sign": "Not yet: it has the wrong sign.",
            "point": "Not yet: the digits are right. Is the decimal point in its place?",
            "unknown": (
                "Not yet, and it is none of the mistakes that are known here. "
                "Check each step, and round only at the end."
            ),
            "unread": (
                "Please type a number, such as 0.25, -3e-4, 1/3, 2^10, ln 2, √2 or 25 %. "
                "Units and other words are not understood."
            ),
            "long": "This is too long. Please type a number, or a short calculation.",
            "twofold": (
                "Is the comma a decimal comma, or does it separate thousands? "
                "Please write a point, or no comma."
            ),
        },
        "unknown_whole": (
            "Not yet, and it is none of the mistakes that are known here. "
            "Check each step; the answer is a whole number."
        ),
        "summary": "Answer box: {prompt} ({count} mistakes are recognised)",
        "summary_of_one": "Answer box: {prompt} (1 mistake is recognised)",
    },
    "choice": {
        "right": "Right. {message}",
        "wrong": "Not yet. {message}",
        "shown": {
            "tag": "Choose",
            "check": "Check",
            "unread": "Please pick one of the answers first.",
        },
        "summary": "Answer box: {prompt} ({count} answers to pick from)",
    },
    "prediction": {
        "right": "You predicted: {value}. Right. {message}",
        "wrong": "You predicted: {value}. It turns out differently. {message}",
        "shown": {
            "tag": "Predict",
            "check": "That is my prediction",
            "unread": "Please pick one first. A guess is fine.",
        },
        "summary": "Prediction: {prompt} ({count} answers to pick from)",
    },
    "guess": {  # the page replaces {guess} by the reader's guess
        "right": "You guessed {{guess}} %, which is close. {message}",
        "wrong": "You guessed {{guess}} %. It turns out differently. {message}",
        "shown": {
            "tag": "Guess",
            "check": "That is my guess",
            "share": "{guess} %",
            "unread": "Please move the slider first. A guess is fine.",
        },
        "summary": "Guess: {prompt}",
    },
}
language.words(__name__, WORDS)
