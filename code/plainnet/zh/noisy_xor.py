"""The texts of the noisy XOR explorer in Chinese."""

TEXTS = {
    "Samples and units": "样本和单元",
    "Samples to learn from": "训练样本数",
    "Hidden units": "隐藏单元",
    "Epoch": "轮数",
    "Loss L": "损失 L",
    "training": "训练",
    "test": "测试",
    "{samples} samples": "{samples} 个样本",
    "at epoch {epoch}": "第 {epoch} 轮",
    "{samples} samples, {hidden} unit": "{samples} 个样本，{hidden} 个单元",
    (
        "Squares have target 0, circles 1. Behind them is the answer of the network at this "
        "epoch, from 0 (purple) to 1 (orange), with a black line at ½. A few samples lie "
        "beyond the edge. The test set has {test:,} other points; a ring marks where its loss "
        "is lowest, and a thin grey line is that of the network before; a click on it brings "
        "that network back. The rule answers 1 where exactly one coordinate is above ½."
    ): (
        "方块的目标是 0，圆点的目标是 1。背后是网络在这一轮的答案，从 0（紫色）到 1（橙色），黑"
        "线处是 ½。有几个样本在图外。测试集是另外 {test:,} 个点；圆环标出它的损失最低的地方，细"
        "灰线是前一个网络的损失，点一下就回到那个网络。规则是：恰好一个坐标大于 ½ 时，答案是 1。"
    ),
    " and ": " 和 ",
    "Losses after some of the epochs": "若干轮之后的损失",
    (
        "After {epochs:,} epochs, the training loss is {train:.3g}, with {right} of {samples} "
        "right, and the test loss {test:.3g}, with {percent:.1f} % right (by the rule: "
        "{rule:.1f} %); it was lowest, {lowest:.3g}, at epoch {best}."
    ): (
        "{epochs:,} 轮后，训练损失是 {train:.3g}，{samples} 个样本答对 {right} 个；测试损失是 "
        "{test:.3g}，答对 {percent:.1f}%（按规则是 {rule:.1f}%）。测试损失在第 {best} 轮最低，是 "
        "{lowest:.3g}。"
    ),
    (
        "Two pictures. On the left, the plane of inputs with {samples} samples around the four "
        "corners of XOR, and the answers of a network after training. On the right, its loss "
        "against the epoch, on the training set and on a test set. {sentence}"
    ): (
        "两幅图。左边是输入平面，{samples} 个样本围着异或的四个角，还有网络训练之后的答案。右边"
        "是它的损失随轮数的变化，一条是训练集的，一条是测试集的。{sentence}"
    ),
    (
        "Noisy XOR: {samples} sizes of the training set × {widths} widths; {first} and {last} "
        "samples, {hidden} hidden units: test loss {losses}"
    ): (
        "带噪声的异或：{samples} 种训练集大小 × {widths} 种宽度；{first} 个和 {last} 个样本，"
        "{hidden} 个隐藏单元：测试损失 {losses}"
    ),
}
