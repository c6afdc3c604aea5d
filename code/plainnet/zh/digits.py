"""The texts of the explorer of ten digits in Chinese."""

TEXTS = {
    "Ten digits": "十个数字",
    "Learning rate α": "学习率 α",
    "Hidden units": "隐藏单元",
    "Weight decay λ": "权重衰减 λ",
    "Unseen digit": "没见过的数字",
    "Epoch": "轮数",
    "Loss L": "损失 L",
    "training": "训练",
    "validation": "验证",
    "64 pixels": "64 个像素",
    "100 %": "100%",
    "The answer is {answer}": "答案是 {answer}",
    "right": "对",
    "wrong: it is {digit}": "错：是 {digit}",
    "{active} of {hidden} active": "{hidden} 个里 {active} 个活跃",
    "8 units": "8 个单元",
    "decay {decay:g}": "衰减 {decay:g}",
    "64 units, a {image}": "64 个单元，数字 {image}",
    (
        "A ring marks the lowest loss drawn on the validation set, and a thin grey line is that "
        "of the network you saw before; a click on it brings that network back. Below, one pass "
        "at the epoch named above the curves: the image, the hidden units (the bluer, the "
        "larger; the faintest are 0) and the ten probabilities, that of the right digit in blue."
    ): (
        "圆环标出验证集上画出的最低损失，细灰线是你刚才看的那个网络，点一下就回到它。下面是一次前向"
        "传播，轮数写在曲线上面：图片，隐藏单元（值越大越蓝，最淡的是 0），以及十个概率，正确数字"
        "的那个是蓝色。"
    ),
    "Losses after some of the epochs": "若干轮之后的损失",
    (
        "After {epochs:,} epochs, {percent:.1f} % of {count} images are right. The lowest "
        "validation loss drawn is {best:.3g}, after epoch {best_epoch}. {silent}"
    ): (
        "{epochs:,} 轮后，{count} 张图片认对 {percent:.1f}%。画出的最低验证损失是第 {best_epoch} "
        "轮后的 {best:.3g}。{silent}"
    ),
    "Each hidden unit is active for some of the {count} images.": (
        "每个隐藏单元都对 {count} 张图片中的一些有反应。"
    ),
    "1 hidden unit is 0 for all {count} images.": "有 1 个隐藏单元对全部 {count} 张图片都是 0。",
    "{silent} hidden units are 0 for all {count} images.": (
        "有 {silent} 个隐藏单元对全部 {count} 张图片都是 0。"
    ),
    (
        "Above, the loss against the epoch, on the training set and on the validation set. "
        "Below, an image of a {digit}, the hidden units, and ten bars with the probabilities "
        "of the digits 0 to 9 after training. {sentence}"
    ): (
        "上面是损失随轮数的变化，一条是训练集的，一条是验证集的。下面是一张数字 {digit} 的图片、"
        "隐藏单元，以及十个条形，是训练之后数字 0 到 9 的概率。{sentence}"
    ),
    (
        "Ten digits: {rates} rates × {widths} widths × {decays} decays, {images} images; the "
        "lowest validation loss drawn is {best:.3g}, with {where}"
    ): (
        "十个数字：{rates} 种学习率 × {widths} 种宽度 × {decays} 种衰减，{images} 张图片；画出的"
        "最低验证损失是 {best:.3g}，{where}"
    ),
    "rate {learning_rate:g}, {hidden} units and decay {decay:g}": (
        "学习率 {learning_rate:g}，{hidden} 个单元，衰减 {decay:g}"
    ),
}
