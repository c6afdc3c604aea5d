"""The texts of the success map in Chinese."""

TEXTS = {
    "The success map": "成功率图",
    "Hidden units": "隐藏单元",
    "Learning rate α": "学习率 α",
    "Activation": "激活函数",
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "ReLU": "ReLU",
    "One run": "一次运行",
    "its seed": "它的种子",
    "a solved one": "学会的一次",
    "a stuck one": "卡住的一次",
    "one hidden unit": "一个隐藏单元",
    "two ReLUs": "两个 ReLU",
    "small steps": "小步子",
    "large steps": "大步子",
    "every start": "每个起点",
    "of starts solved": "的起点学会",
    "100 %": "100%",
    "Epoch": "轮数",
    "Loss L": "损失 L",
    "solved below {limit:g}": "低于 {limit:g} 算学会",
    (
        "Each cell is one width and one learning rate; press it to see one of its runs. The "
        "square shows that network's answers at the end, from 0 (purple) to 1 (orange), with a "
        "black line at ½. Circles are the patterns with target 1, squares those with target 0."
    ): (
        "每一格是一种宽度和一种学习率；点一下，就能看到其中的一次运行。方图画的是那个网络最后的答"
        "案，从 0（紫色）到 1（橙色），黑线处是 ½。圆点是目标为 1 的样本，方块是目标为 0 的样本。"
    ),
    "Loss of the run after some of the epochs": "这次运行在若干轮之后的损失",
    "In Python": "用 Python 重做",
    (
        "{units}, {activation}, α = {learning_rate:g}: {solved} of {seeds} starts solved, "
        "{percent} % ({low:.0f}–{high:.0f} %){others}."
    ): (
        "{units}，{activation}，α = {learning_rate:g}：{seeds} 个起点中有 {solved} 个学会，占 "
        "{percent}%（{low:.0f}% 到 {high:.0f}%）{others}。"
    ),
    "{width} hidden unit": "{width} 个隐藏单元",
    "{width} hidden units": "{width} 个隐藏单元",
    "; {count} {outcome}": "；{outcome} {count} 个",
    "Seed {seed}: {how}.": "种子 {seed}：{how}。",
    "solved, at a loss of {loss:.3g}": "学会了，损失是 {loss:.3g}",
    "stuck near the plateau at {plateau:.4g}": "卡在损失为 {plateau:.4g} 的平稳段附近",
    "still learning, at a loss of {loss:.3g}": "还在学，损失是 {loss:.3g}",
    "thrashing, at a loss of {loss:.3g}": "在震荡，损失是 {loss:.3g}",
    "diverged": "发散了",
    "seed {seed}: {outcome}": "种子 {seed}：{outcome}",
    "{units}: {percents}": "{units}：{percents}",
    "no start is solved": "没有一个起点学会",
    "no start is stuck": "没有一个起点卡住",
    "No start got stuck here.": "这里没有一个起点卡住。",
    (
        "import numpy as np\nfrom plainnet import NeuralNetwork\nfrom plainnet import "
        "datasets, train\nrng = np.random.default_rng({seed})\nnn = NeuralNetwork(2, {width}, "
        '1, rng=rng,\n    activation="{activation}")\nhistory = train(nn, *datasets.xor(),\n '
        "   learning_rate={learning_rate}, epochs={epochs})\nhistory.outcome"
    ): (
        "import numpy as np\nfrom plainnet import NeuralNetwork\nfrom plainnet import "
        "datasets, train\nrng = np.random.default_rng({seed})\nnn = NeuralNetwork(2, {width}, "
        '1, rng=rng,\n    activation="{activation}")\nhistory = train(nn, *datasets.xor(),\n '
        "   learning_rate={learning_rate}, epochs={epochs})\nhistory.outcome"
    ),
    (
        "A table of colours: the percentage of {seeds} starts that learn XOR with {activation} "
        "in the hidden layer, at the learning rates {rates}. {rows}. {sentence}"
    ): (
        "一张颜色表：隐藏层用 {activation}，{seeds} 个起点中学会异或的百分比，学习率为 {rates}。"
        "{rows}。{sentence}"
    ),
    (
        "Success map of XOR: {cells} cells of {seeds} starts each; {solved:,} of {runs:,} runs "
        "are solved"
    ): ("异或的成功率图：{cells} 格，每格 {seeds} 个起点；{runs:,} 次运行中有 {solved:,} 次学会"),
}
