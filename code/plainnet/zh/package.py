"""The texts of figures and of the gradient check in Chinese."""

TEXTS = {
    "epoch": "轮",
    "loss L": "损失 L",
    "solved below {limit:g}": "低于 {limit:g} 算学会",
    "prediction ŷ": "预测值 ŷ",
    "target {target}": "目标 {target}",
    "solved": "学会",
    "learning rate α": "学习率 α",
    "training": "训练",
    "validation": "验证",
    "right: the relative error is at most {}": "对：相对误差不超过 {}",
    "wrong: the relative error is {}, expected at most {}; worst entry {}: expected {}, got {}": (
        "错：相对误差是 {}，应不超过 {}；错得最多的元素是 {}：应为 {}，得到 {}"
    ),
    "cannot tell here: {}": "这里判断不了：{}",
    "layer {} is dead, its relu is 0 for all patterns; draw fresh weights": (
        "第 {} 层死了，它的 relu 对所有样本都是 0；请重新抽取权重"
    ),
    "the numbers are too large to be measured; draw smaller weights": (
        "这些数太大，量不准；请抽取小一些的权重"
    ),
    "rounding hides so small a step; take a larger learning rate": (
        "步子太小，淹没在舍入误差里；请用大一些的学习率"
    ),
    "the gradient of {} has the size {}, and what measures it can be off by {}; "
    "draw fresh weights": "{} 的梯度大小是 {}，而量它的误差可达 {}；请重新抽取权重",
}
