"""The texts of the explorer of learning rates on XOR in Chinese."""

TEXTS = {
    "Learning rate and start": "学习率和起点",
    "Learning rate α": "学习率 α",
    "Start (seed)": "起点（种子）",
    "Epoch": "轮数",
    "Loss L": "损失 L",
    "solved below {limit:g}": "低于 {limit:g} 算学会",
    (
        "Blue: the start that you chose; thin grey: the others at this rate; broken grey: what "
        "you saw before, and a click brings it back. The bars under the slider show how many of "
        "the {seeds} starts are solved at each rate."
    ): (
        "蓝色：你选的起点；细灰线：同一学习率的其他起点；灰虚线：你刚才看的那个，点一下就回到"
        "它。滑块下面的条形，表示每种学习率下 {seeds} 个起点里有多少个学会。"
    ),
    "Loss after some of the epochs": "若干轮之后的损失",
    "Start {seed}:": "起点 {seed}",
    "{solved} of {seeds} solved": "{seeds} 个中 {solved} 个学会",
    "small steps": "小步子",
    "it works": "行得通",
    "large steps": "大步子",
    "start {seed} at {learning_rate:g}": "起点 {seed}，α = {learning_rate:g}",
    "{learning_rate:g}, start by start": "α = {learning_rate:g}，逐个看起点",
    "hardly moves; it looks stuck, but ten times as many epochs carry it further": (
        "几乎不动；看着像卡住了，可是训练到十倍的轮数，损失还会再降"
    ),
    "is solved": "个学会了",
    "are solved": "个学会了",
    "is stuck": "个卡住了",
    "are stuck": "个卡住了",
    "hardly moves": "个几乎不动",
    "hardly move": "个几乎不动",
    "is still learning": "个还在学",
    "are still learning": "个还在学",
    "is thrashing": "个在震荡",
    "are thrashing": "个在震荡",
    "diverged": "个发散了",
    "All {seeds} starts {how} at this rate.": "这个学习率下的起点，全部 {seeds} {how}。",
    "Of the {seeds} starts, {first}; {others}.": "{seeds} 个起点中，{first}；{others}。",
    "none is solved": "没有一个学会",
    "Start {seed}: {outcome}. {among}": "起点 {seed}：{outcome}。{among}",
    (
        "Loss curves of a 2-2-1 network that learns XOR, on a logarithmic axis, over "
        "{epochs:,} epochs, the chosen start in blue and the others in grey. {sentence} A "
        "dashed line marks the loss of {limit:g} below which a run counts as solved."
    ): (
        "一个 2-2-1 网络学异或的损失曲线，纵轴是对数的，共 {epochs:,} 轮；选中的起点是蓝色，其"
        "他是灰色。{sentence}虚线标出损失 {limit:g}，损失低于这条线，就算学会。"
    ),
    (
        "XOR learning rate: {rates} rates × {seeds} starts; at rates up to {stable}, {solved} "
        "of {runs} runs are solved"
    ): (
        "异或的学习率：{rates} 种学习率 × {seeds} 个起点；学习率不超过 {stable} 时，{runs} 次运"
        "行中有 {solved} 次学会"
    ),
}
