"""The texts of the stepper in Chinese."""

TEXTS = {
    "One pass, step by step": "走一遍，一步一步看",
    "Step": "步",
    "Pattern": "样本",
    "Loss": "损失",
    "cross-entropy": "交叉熵",
    "squared error": "均方误差",
    "Quantity": "量",
    "Value": "值",
    "Every number so far": "到此算出的每个数",
    "Code: click a line to go there": "代码：点一行，就跳到那一步",
    (
        "Blue: computed in this step. Bold: used for it. w₁₂: the weight from x₁ to h₂. ∂w, "
        "∂a, ∂b: the slope of the loss for that weight, activation or bias. A full dot runs "
        "forward, a ring runs back. The thicker a wire, the larger its weight; dashed where it "
        "is negative."
    ): (
        "蓝色：这一步算出的。粗体：这一步用到的。w₁₂：从 x₁ 到 h₂ 的权重。∂w、∂a、∂b：损失对那"
        "个权重、激活值或偏置的斜率。实心圆点向前走，圆环往回走。连线越粗，权重的绝对值越大；虚"
        "线是负的权重。"
    ),
    "the first δ": "第一个 δ",
    "the way back": "往回走",
    "the other loss": "另一种损失",
    "inputs of 0": "输入是 0",
    "did it help?": "有用吗？",
    "out": "输出",
    "x = (x₁, x₂), with target y": "x = (x₁, x₂)，目标是 y",
    "∂L/∂b₂ = Σ δ₂, over one pattern": "∂L/∂b₂ = Σ δ₂，只有一个样本",
    "∂L/∂b₁ = Σ δ₁, over one pattern": "∂L/∂b₁ = Σ δ₁，只有一个样本",
    "δ₁ = ∂L/∂A₁ · σ′(Z₁), and σ′(Z₁) = A₁ (1 − A₁)": (
        "δ₁ = ∂L/∂A₁ · σ′(Z₁)，其中 σ′(Z₁) = A₁ (1 − A₁)"
    ),
    "θ ← θ − α ∂L/∂θ, and α = 1": "θ ← θ − α ∂L/∂θ，α = 1",
    "ŷ = f(x; θ), with the new θ": "ŷ = f(x; θ)，用新的 θ",
    "L = ln(1 + eᵗ), with t = (1 − 2y) Z₂": "L = ln(1 + eᵗ)，其中 t = (1 − 2y) Z₂",
    "δ₂ = (ŷ − y) / N, and N = 1": "δ₂ = (ŷ − y) / N，N = 1",
    "L = (ŷ − y)² / N, and N = 1": "L = (ŷ − y)² / N，N = 1",
    "δ₂ = 2 (ŷ − y) / N · σ′(Z₂), and σ′(Z₂) = ŷ (1 − ŷ)": (
        "δ₂ = 2 (ŷ − y) / N · σ′(Z₂)，其中 σ′(Z₂) = ŷ (1 − ŷ)"
    ),
    "forward": "前向",
    "backward": "反向",
    "update": "更新",
    "Step {step} of {steps}, {part}: {explanation}": (
        "第 {step}/{steps} 步（{part}）：{explanation}"
    ),
    (
        "Diagram of a 2-2-1 network after one forward and one backward pass, with the numbers "
        "of each unit in its box and each weight on its edge, above its slope. {numbers}."
    ): (
        "一个 2-2-1 网络的图，做完了一次前向传播和一次反向传播；每个单元的数写在它的方框里，每"
        "个权重写在它的连线上，下面是这个权重的斜率。{numbers}。"
    ),
    "Stepper: {steps} steps × {patterns} patterns × {losses} losses": (
        "逐步演示：{steps} 步 × {patterns} 个样本 × {losses} 种损失"
    ),
    "the pattern enters the network; its target is {y:g}.": (
        "样本进入网络；这个样本的目标是 {y:g}。"
    ),
    "each hidden unit adds up its weighted inputs and its bias.": (
        "每个隐藏单元求输入的加权和，再加上偏置，得到净输入。"
    ),
    "the sigmoid squeezes both sums into the range from 0 to 1.": (
        "sigmoid 函数把两个净输入压到 0 到 1 之间。"
    ),
    "the output adds up the weighted activations and its bias.": (
        "输出单元求激活值的加权和，再加上偏置，得到净输入。"
    ),
    "the sigmoid of that sum is the prediction.": "这个净输入的 sigmoid 函数值，就是预测值。",
    "the loss measures how far the prediction is from the target {y:g}.": (
        "损失衡量预测值离目标 {y:g} 有多远。"
    ),
    "the way back starts with δ, the slope of the loss for z at the output.": (
        "往回走从 δ 开始：δ 是损失对输出单元的净输入 z 的斜率。"
    ),
    "the slope of a weight is what entered it times the δ behind it.": (
        "权重的斜率，是进入这个权重的数乘以后面的 δ。"
    ),
    "a bias multiplies 1, so its slope is the δ itself.": (
        "偏置乘的是 1，所以偏置的斜率就是 δ 本身。"
    ),
    "the δ goes back through the same weights to each hidden activation.": (
        "δ 沿着同样的权重往回传，传到每个隐藏单元的激活值。"
    ),
    (
        "then it goes back through the sigmoid, that is, times the slope of the sigmoid. The "
        "result is the δ of each hidden unit."
    ): ("再往回穿过 sigmoid 函数，也就是乘以 sigmoid 函数的斜率，得到每个隐藏单元的 δ。"),
    ("the same rule as before: what entered, times δ. Where the input was 0, the slope is 0."): (
        "规则和前面一样：进入的数乘以 δ。输入是 0 的地方，斜率就是 0。"
    ),
    "the slope of each hidden bias is its δ.": "每个隐藏单元的偏置，斜率就是这个单元的 δ。",
    "every number moves against its slope, with learning rate {learning_rate:g}.": (
        "每个参数都逆着自己的斜率走一步，学习率是 {learning_rate:g}。"
    ),
    (
        "a second forward pass, with the new numbers. The loss was {before:.3f} and is now "
        "{after:.3f}."
    ): ("再做一次前向传播，用的是新的数。损失原来是 {before:.3f}，现在是 {after:.3f}。"),
}
