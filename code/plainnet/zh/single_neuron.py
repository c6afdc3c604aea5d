"""The texts of the explorer of a single neuron in Chinese."""

TEXTS = {
    "a soft AND": "把握小一点的“与”",
    "the same line, surer": "同一条线，更有把握",
    "all signs turned": "所有符号反过来",
    "all three at 0": "三个都是 0",
    ", ": "、",
    "{pattern}: {answer}": "{pattern}：{answer}",
    "One neuron": "一个神经元",
    "Weight w₁": "权重 w₁",
    "Weight w₂": "权重 w₂",
    "Bias b": "偏置 b",
    "Task": "任务",
    "AND": "与",
    "OR": "或",
    "XOR": "异或",
    "input x₁": "输入 x₁",
    "input x₂": "输入 x₂",
    "Pattern": "样本",
    "Target": "目标",
    "Answer ŷ": "答案 ŷ",
    "0 of 4 right": "4 个答对 0 个",
    "1 of 4 right": "4 个答对 1 个",
    "2 of 4 right": "4 个答对 2 个",
    "3 of 4 right": "4 个答对 3 个",
    "✓ 4 of 4 right": "✓ 4 个全答对",
    "Right?": "对吗？",
    "loss": "损失",
    "best": "目前最小",
    "0.693, always ½": "0.693，总答 ½",
    (
        "Drag the line at b, or the arrow of the weights at w. Circles have target 1, squares "
        "target 0; beside each is the answer ŷ. The colour is the answer everywhere, orange "
        "above ½ and purple below. A thick wire is a large weight, a dashed one is negative."
    ): (
        "拖动 b 处的点，直线就平移；拖动 w 处的点，权重就改变。圆点的目标是 1，方块的目标是 "
        "0，旁边是答案 ŷ。底色是各处的答案：橙色大于 ½，紫色小于 ½。连线越粗，权重的绝对值越大；虚"
        "线是负的权重。"
    ),
    "Answers to the four patterns": "四个样本的答案",
    "{task}: {right} of 4 right.{wrong} The loss is {loss:.3g}.": (
        "{task}：4 个答对 {right} 个。{wrong}损失是 {loss:.3g}。"
    ),
    " Wrong: {patterns}.": "错的是 {patterns}。",
    (
        "The four patterns at the corners of a square, squares for target 0 and circles for "
        "target 1, with the line where the neuron answers one half, and the side where it "
        "answers more shaded. The answers are {answers}. {sentence}"
    ): (
        "四个样本在正方形的四个角上，方块的目标是 0，圆点的目标是 1；有一条线，神经元在线上回答"
        "二分之一，答得更大的一侧涂了颜色。答案是 {answers}。{sentence}"
    ),
    (
        "Single neuron: {neurons:,} neurons; all four patterns right for AND {and_}, for OR "
        "{or_}, for XOR {xor_}"
    ): (
        "单个神经元：{neurons:,} 个神经元；四个样本全对的：与 {and_} 个，或 {or_} 个，异或 "
        "{xor_} 个"
    ),
}
