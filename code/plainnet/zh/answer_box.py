"""The texts of answer boxes in Chinese."""

TEXTS = {
    "Clear": "清除",
    "Show the answer": "看答案",
    "Right. {message}": "对了。{message}",
    "Not yet: it looks as if {message}.": "还不对。看来，{message}。",
    "Compute": "算一算",
    "Check": "检查",
    "Right, but rounded too far. More digits, please: {digits} in all.": (
        "数值对，但位数不够。请多写几位：一共 {digits} 位有效数字，开头的 0 不算。"
    ),
    "Nearly: the last digit is off. Round only at the end.": (
        "就差一点：最后一位不对。到最后再舍入。"
    ),
    "Not yet: it has the wrong sign.": "还不对：正负号反了。",
    "Not yet: the digits are right. Is the decimal point in its place?": (
        "还不对：数字都对，小数点的位置对吗？"
    ),
    (
        "Not yet, and it is none of the mistakes that are known here. Check each step, and "
        "round only at the end."
    ): ("还不对，这里看不出是哪种错误。请检查每一步，到最后再舍入。"),
    (
        "Please type a number, such as 0.25, -3e-4, 1/3, 2^10, ln 2, √2 or 25 %. Units and "
        "other words are not understood."
    ): ("请输入一个数，例如 0.25、-3e-4、1/3、2^10、ln 2、√2 或 25%。这里认不出单位和其他文字。"),
    "This is too long. Please type a number, or a short calculation.": (
        "太长了。请输入一个数，或者一个简短的算式。"
    ),
    (
        "Is the comma a decimal comma, or does it separate thousands? Please write a point, or "
        "no comma."
    ): ("这个逗号是小数点，还是千位分隔符？请用点作小数点，或者不写逗号。"),
    (
        "Not yet, and it is none of the mistakes that are known here. Check each step; the "
        "answer is a whole number."
    ): ("还不对，这里看不出是哪种错误。请检查每一步；答案是整数。"),
    "Answer box: {prompt} ({count} mistakes are recognised)": (
        "答题框：{prompt}（认得 {count} 种错误）"
    ),
    "Answer box: {prompt} (1 mistake is recognised)": "答题框：{prompt}（认得 1 种错误）",
    "Not yet. {message}": "还不对。{message}",
    "Choose": "选一选",
    "Please pick one of the answers first.": "请先选一个答案。",
    "Answer box: {prompt} ({count} answers to pick from)": (
        "答题框：{prompt}（有 {count} 个答案可选）"
    ),
    "You predicted: {value}. Right. {message}": "你的预测：{value}。对了。{message}",
    "You predicted: {value}. It turns out differently. {message}": (
        "你的预测：{value}。可是不对。{message}"
    ),
    "Predict": "猜结果",
    "That is my prediction": "这就是我的预测",
    "Please pick one first. A guess is fine.": "请先选一个，猜也行。",
    "Prediction: {prompt} ({count} answers to pick from)": (
        "预测：{prompt}（有 {count} 个答案可选）"
    ),
    "You guessed {{guess}} %, which is close. {message}": "你猜的是 {{guess}}%，很接近。{message}",
    "You guessed {{guess}} %. It turns out differently. {message}": (
        "你猜的是 {{guess}}%，差得比较多。{message}"
    ),
    "{guess} %": "{guess}%",
    "{answer}: {verdict}": "{answer}：{verdict}",
    "Guess": "猜一猜",
    "That is my guess": "我就猜这个",
    "Please move the slider first. A guess is fine.": "请先移动滑块，随便猜也行。",
    "Guess: {prompt}": "猜一猜：{prompt}",
}
