"""The texts of the explorer of descent on a parabola in Chinese."""

TEXTS = {
    "The stable range": "稳定范围",
    "Learning rate α": "学习率 α",
    "Start w": "起点 w",
    "start": "起点",
    "Step": "步",
    "▶ Roll": "▶ 滚动",
    "Loss L": "损失 L",
    "loss L": "损失 L",
    "Slope": "斜率",
    "Where each step lands": "每一步落在哪里",
    "creeps": "缓行",
    "swings": "摆动",
    "diverges": "发散",
    "learning rate α = {learning_rate:g}": "学习率 α = {learning_rate:g}",
    "each step: w × {factor:g}": "每一步：w × {factor:g}",
    "Drag the ring": "拖动圆环",
    "one step is enough": "一步就够",
    "it swings": "来回摆动",
    "the limit": "极限",
    "beyond it": "超过极限",
    "the first step lands on the minimum": "第一步就落在最小值上",
    "w shrinks and stays on its side": "w 一直缩小，留在原来的一侧",
    "w changes sides at every step and comes closer": "w 每一步都换到另一侧，越来越近",
    "w changes sides and never comes closer": "w 来回换边，再也不靠近",
    "w changes sides and moves further away": "w 来回换边，越走越远",
    (
        "Learning rate {learning_rate:g}, start {start:g}: each step multiplies w by 1 - αλ = "
        "{factor:g}, so {regime}. After {steps} steps w is {last:.3g}."
    ): (
        "学习率 {learning_rate:g}，起点 {start:g}：每一步都把 w 乘以 1 - αλ = {factor:g}，因此，"
        "{regime}。{steps} 步后，w 是 {last:.3g}。"
    ),
    (
        "The parabola L(w) = w² and on it, joined by lines, the points that gradient descent "
        "visits. {sentence}"
    ): ("抛物线 L(w) = w²，上面用线连着梯度下降走过的点。{sentence}"),
    (
        "Descent on a line: {rates} learning rates × {starts} starts; at {ended} rates the "
        "loss falls"
    ): ("一维下降：{rates} 种学习率 × {starts} 个起点；其中 {ended} 种学习率，损失会下降"),
}
