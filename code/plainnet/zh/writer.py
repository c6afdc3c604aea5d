"""The texts of the explorer of a network that writes in Chinese."""

TEXTS = {
    "Learning to write": "学写文章",
    "Steps of training": "训练步数",
    "Temperature T": "温度 T",
    "Letter": "字符",
    "▶ Write": "▶ 写",
    "probability": "概率",
    "100 %": "100%",
    "space": "空格",
    "new line": "换行",
    "What may come here, and what was drawn": "这里可能写什么，抽到了什么",
    "Perplexity {perplexity:.3g} on new pages": "新页面上的困惑度 {perplexity:.3g}",
    "untrained": "未训练",
    "100 steps": "100 步",
    (
        "The first three words, in grey, are the beginning of a paragraph that the network has "
        "never read; all that follows was drawn, letter by letter, from its probabilities. A "
        "line below a letter is the bluer, the likelier it was. The bars are the five "
        "likeliest letters at the framed one, and the blue bar is the letter that was drawn, "
        "if it is one of them. ¶ is the end of a paragraph. The perplexity is that at T = 1."
    ): (
        "灰色的前三个词是一段话的开头，网络从没读过这段话；后面的都是按它给出的概率，一个字符一"
        "个字符抽出来的。字符下面的线越蓝，它的概率就越大。条形是框住的位置上概率最大的五个字符；"
        "抽到的字符如果在其中，它的条形就是蓝色。¶ 是一段的结尾。困惑度是 T = 1 时的。"
    ),
    "The letters that were drawn": "抽到的字符",
    "letter": "第几个",
    "drawn": "抽到的",
    "% likely": "概率 %",
    "“… {text} …”, on average {mean:.0f} % likely.": "“… {text} …”，平均概率 {mean:.0f}%。",
    "The text that the network wrote, and bars for the letters that may come last. {said}": (
        "网络写出的文字，还有条形，是最后一个位置上可能出现的字符。{said}"
    ),
    (
        "Learning to write: {steps} numbers of steps × {temperatures} temperatures; in the end "
        "the perplexity on new pages is {perplexity:.3g}"
    ): (
        "学写文章：{steps} 种步数 × {temperatures} 种温度；最后，新页面上的困惑度是 "
        "{perplexity:.3g}"
    ),
}
