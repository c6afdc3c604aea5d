"""The texts of the training film in Chinese."""

TEXTS = {
    "Training as a film": "把训练放成影片",
    "Epoch": "轮数",
    "Upper start": "上面的起点",
    "Lower start": "下面的起点",
    "Start {seed}": "起点 {seed}",
    "{start}, {outcome}": "{start}，{outcome}",
    "epoch 300: who leads?": "第 300 轮：谁领先？",
    "100 epochs later": "再过 100 轮",
    "start 5: late": "起点 5：晚一些",
    "{right} of 4 right": "4 个答对 {right} 个",
    "{distance:.3f} apart": "相距 {distance:.3f}",
    "input x₁": "输入 x₁",
    "input x₂": "输入 x₂",
    "hidden h₁": "隐藏值 h₁",
    "hidden h₂": "隐藏值 h₂",
    "Pattern": "样本",
    "Target": "目标",
    "Upper: h₁": "上：h₁",
    "Upper: h₂": "上：h₂",
    "Upper: answer ŷ": "上：答案 ŷ",
    "Lower: h₁": "下：h₁",
    "Lower: h₂": "下：h₂",
    "Lower: answer ŷ": "下：答案 ŷ",
    "Loss L": "损失 L",
    "solved below {limit:g}": "低于 {limit:g} 算学会",
    (
        "Squares are patterns with target 0, circles those with target 1; 01 is (0, 1). Hidden "
        "space shows where the hidden layer puts them; a dashed line joins the closest two "
        "with different targets. Colours are answers: orange above ½, purple below. Thick "
        "wires are large weights, dashed ones negative."
    ): (
        "方块是目标为 0 的样本，圆点是目标为 1 的样本；01 就是 (0, 1)。隐藏空间里画的，是隐藏层"
        "把这些样本放在哪里；虚线连着目标不同、离得最近的两个样本。颜色是答案：橙色大于 ½，紫色"
        "小于 ½。连线越粗，权重的绝对值越大；虚的连线是负的权重。"
    ),
    "The four patterns at this epoch": "这一轮的四个样本",
    "Epoch {epoch:,}.": "第 {epoch:,} 轮。",
    (
        "Start {seed}: loss {loss:.3g}, {right} of 4 right, {one} and {other} {distance:.3f} apart."
    ): (
        "起点 {seed}：损失 {loss:.3g}，4 个答对 {right} 个，{one} 和 {other} 相距 {distance:.3f}。"
    ),
    "epoch {epoch:,}": "第 {epoch:,} 轮",
    (
        "A network while it learns XOR, at {count} moments. Above, its answers over the plane "
        "of inputs with the four patterns; below, where its hidden layer puts these patterns, "
        "squares for target 0 and circles for target 1, and the line where it answers one "
        "half. {sentences}"
    ): (
        "一个网络在学异或，取了 {count} 个时刻。上面是输入平面上各处的答案和四个样本；下面是隐"
        "藏层把这些样本放在哪里，方块的目标是 0，圆点的目标是 1，还有一条线，线上的答案是二分之一。"
        "{sentences}"
    ),
    "Training film: {frames} epochs each; starts {outcomes}": (
        "训练影片：各 {frames} 个时刻；起点 {outcomes}"
    ),
}
