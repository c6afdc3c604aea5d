"""The texts of the explorer on the first page in Chinese."""

TEXTS = {
    "A network learns": "一个网络在学习",
    "Epoch": "轮数",
    "▶ Train": "▶ 训练",
    "Learning rate α": "学习率 α",
    "Start": "起点",
    "start {seed}": "起点 {seed}",
    "α = {learning_rate:g}, start {seed}": "α = {learning_rate:g}，起点 {seed}",
    "The network": "网络",
    "Its answers: x₁ →, x₂ ↑": "它的答案：x₁ →，x₂ ↑",
    "Its loss": "它的损失",
    "Loss L": "损失 L",
    "The loss so far": "到此刻的损失",
    "solved": "学会",
    "{right} of 4 right": "4 个答对 {right} 个",
    "· loss {loss:.3g}": "· 损失 {loss:.3g}",
    "✓ solved": "✓ 学会了",
    "✗ stuck": "✗ 卡住了",
    "… too slow": "… 太慢",
    "✗ overshoots": "✗ 步子太大",
    (
        "A thick wire is a large weight, a dashed one is negative. The line in the square is "
        "where the answer is ½; circles want a 1, squares a 0. Below the dotted line, at "
        "{limit:g}, the task counts as solved. Grey curves are the runs before; a click on one "
        "brings it back."
    ): (
        "连线越粗，权重的绝对值越大；虚线是负的权重。方图里的那条线上，答案是 ½；圆点该答 1，方"
        "块该答 0。损失低于点线，也就是 {limit:g}，就算学会。灰色曲线是之前的运行，点一下就回到那次"
        "运行。"
    ),
    (
        "Learning rate {learning_rate:g}, start {seed}, after {epoch:,} epochs: {right} of 4 "
        "answers are right, the loss is {loss:.3g}.{end}"
    ): (
        "学习率 {learning_rate:g}，起点 {seed}，训练 {epoch:,} 轮后：4 个样本答对 {right} 个，"
        "损失是 {loss:.3g}。{end}"
    ),
    " It has learned the task.": "它学会了这个任务。",
    " It is stuck: the curve is flat, and two answers stay wrong.": (
        "它卡住了：曲线是平的，有两个答案一直不对。"
    ),
    " It is still learning: its steps are small.": "它还在学：步子很小。",
    " Its steps are too large: the loss jumps up and down.": "它的步子太大：损失忽上忽下。",
    (
        "A network with two inputs, two hidden units and one output, trained from start "
        "{seed}: its weights as wires, its answers over the plane of inputs with the four "
        "patterns of XOR, and its loss. {sentence}"
    ): (
        "一个网络，有两个输入、两个隐藏单元和一个输出，从起点 {seed} 开始训练：连线是它的权重；"
        "输入平面上画着它的答案和异或的四个样本；还有它的损失。{sentence}"
    ),
    "Opening: {rates} rates, {frames} moments each; at rate 1, starts {outcomes}": (
        "首页：{rates} 种学习率，各有 {frames} 个时刻；学习率为 1 时，起点 {outcomes}"
    ),
}
