"""The texts of the explorer of a network that writes."""

from plainnet import language

WORDS = {
    "title": "Learning to write",
    "steps": "Steps of training",
    "temperature": "Temperature T",
    "letter": "Letter",
    "play": "▶ Write",
    "probability": "probability",
    "percents": ["0", "50", "100 %"],
    "space": "space",
    "line_break": "new line",
    "line_sign": "¶",
    "next": "What may come here, and what was drawn",
    "perplexity": "Perplexity {perplexity:.3g} on new pages",
    "tasks": ["untrained", "100 steps", "T = {temperature:g}", "T = {temperature:g}"],
    "legend": (
        "The first three words, in grey, are the beginning of a paragraph that the network has "
        "never read; all that follows was drawn, letter by letter, from its probabilities. A line "
        "below a letter is the bluer, the likelier it was. The bars are the five likeliest letters "
        "at the framed one, and the blue bar is the letter that was drawn, if it is one of "
        "them. ¶ is the end of a paragraph. The perplexity is that at T = 1."
    ),
    "table": "The letters that were drawn",
    "place": "letter",
    "drawn": "drawn",
    "percent": "% likely",
    "sentence": "“… {text} …”, on average {mean:.0f} % likely.",
    "still": "The text that the network wrote, and bars for the letters that may come last. {said}",
    "summary": (
        "Learning to write: {steps} numbers of steps × {temperatures} temperatures; in the end the "
        "perplexity on new pages is {perplexity:.3g}"
    ),
}
language.words(__name__, WORDS)
