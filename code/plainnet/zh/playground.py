"""The texts of the playground in Chinese."""

TEXTS = {
    "{said}.": "{said}。",
    " ": "",
    ", ": "、",
    "{task} {reached}": "{task}{reached}",
    "{unit}. {silent}": "{unit}。{silent}",
    "Data": "数据",
    "Noise": "噪声",
    "Points": "样本数",
    "Activation": "激活函数",
    "First weights": "初始权重",
    "Loss": "损失",
    "Rule": "更新规则",
    "Rate α": "学习率 α",
    "Batch": "批量",
    "Decay λ": "权重衰减 λ",
    "AND": "与",
    "OR": "或",
    "NAND": "与非",
    "XOR": "异或",
    "noisy XOR": "带噪声的异或",
    "rings": "圆环",
    "moons": "月牙",
    "spirals": "螺旋",
    "three blobs": "三团",
    "five blobs": "五团",
    "a line": "直线",
    "digits": "数字",
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "ReLU": "ReLU",
    "none": "恒等",
    "Xavier": "Xavier",
    "He": "He",
    "uniform": "均匀",
    "normal": "正态",
    "cross-entropy": "交叉熵",
    "squared error": "均方误差",
    "descent": "梯度下降",
    "momentum": "动量",
    "Adam": "Adam",
    "all": "全部",
    "More": "更多",
    "More: first weights, loss, batch, decay": "更多：初始权重、损失、批量、权重衰减",
    "Epochs a picture": "每帧轮数",
    "many": "尽量多",
    "Training": "训练",
    "Challenges": "挑战",
    "XOR, two units": "异或，两个单元",
    "Solve XOR with at most two hidden units.": "最多用两个隐藏单元，学会异或。",
    "These are {units} hidden units; two are enough.": "现在有 {units} 个隐藏单元，两个就够了。",
    "{right} of {all} right; it is solved when all are, at a loss below {limit:g}.": (
        "{all} 个样本答对 {right} 个；全对，而且损失低于 {limit:g}，才算学会。"
    ),
    "Solved, with two units. Not every start gets there: try others.": (
        "学会了，只用两个单元。不是每个起点都能做到：换几个试试。"
    ),
    "This challenge is about XOR.": "这个挑战用的是异或。",
    "rings, few units": "圆环，少用单元",
    "Get 95 % of the new points of the rings right, with as few units as you can.": (
        "圆环的新样本要答对 95%，单元用得越少越好。"
    ),
    "{share:.0%} of the new points are right, with {units} units; 95 % are asked.": (
        "新样本答对 {share:.0%}，用了 {units} 个单元；要求是 95%。"
    ),
    "{share:.0%} of new points are right, with {units} units. Will one less do?": (
        "新样本答对 {share:.0%}，用了 {units} 个单元。再少一个行吗？"
    ),
    "This challenge is about the rings.": "这个挑战用的是圆环。",
    "Get 90 % of the new points of the spirals right.": "螺旋的新样本要答对 90%。",
    "{share:.0%} of the new points are right; 90 % are asked.": (
        "新样本答对 {share:.0%}；要求是 90%。"
    ),
    "This challenge is about the spirals.": "这个挑战用的是螺旋。",
    "overfit and cure": "过拟合，再治好",
    (
        "Make the loss on new points rise again while the other one falls; then keep it from "
        "rising, on the same data."
    ): ("先让新样本的损失回升，而训练样本的损失还在降；再用同样的数据，让它不再回升。"),
    (
        "On new points, the loss is {times:.2f} times its smallest so far; it overfits from "
        "1.5 times on."
    ): ("新样本的损失是目前最小值的 {times:.2f} 倍；从 1.5 倍起算过拟合。"),
    (
        "It overfits: on new points, the loss is {times:.1f} times its smallest. Now cure it, "
        "on the same data: try fewer units, or weight decay."
    ): (
        "过拟合了：新样本的损失是最小值的 {times:.1f} 倍。现在用同样的数据治好它：试试少用单元，"
        "或者用权重衰减。"
    ),
    (
        "After {epochs} epochs, the loss on new points is {loss:.3g}, {times:.2f} times its "
        "smallest; it is cured if it stays below {limit:.3g}, and below 1.1 times, for 200 "
        "epochs or more."
    ): (
        "训练 {epochs} 轮后，新样本的损失是 {loss:.3g}，为最小值的 {times:.2f} 倍；如果训练至少"
        " 200 轮，它仍低于 {limit:.3g}，也低于最小值的 1.1 倍，就算治好了。"
    ),
    "Cured: on new points, the loss stays at {loss:.3g}.": (
        "治好了：新样本的损失保持在 {loss:.3g}。"
    ),
    "This challenge is about the moons.": "这个挑战用的是月牙。",
    "diverge": "发散",
    "Choose a learning rate at which the loss grows beyond all numbers.": (
        "选一个学习率，让损失大到计算机存不下。"
    ),
    "At α = {rate:g}, the loss is still a number.": "α = {rate:g} 时，损失还是一个数。",
    (
        "At α = {rate:g}, the loss is still a number. A step of Adam is about as long as α, "
        "however steep it is: try another rule."
    ): (
        "α = {rate:g} 时，损失还是一个数。不管坡有多陡，Adam 的一步大约就是 α 那么长：换一种更"
        "新规则试试。"
    ),
    "It diverged at α = {rate:g}.": "α = {rate:g} 时，它发散了。",
    "This challenge is about the line.": "这个挑战用的是直线。",
    "dead ReLU": "死掉的 ReLU",
    "Make a hidden ReLU that answers 0 for every point, so that it never learns again.": (
        "让一个隐藏层的 ReLU 单元“死掉”：对所有样本都输出 0，再也学不动。"
    ),
    "There are no ReLUs in this network.": "这个网络里没有 ReLU。",
    "Each hidden unit answers more than 0 somewhere.": "每个隐藏单元都有答案大于 0 的样本。",
    (
        "Unit {unit} of layer {layer} answers 0 for every point, but the layer before it still "
        "learns, and may wake it."
    ): ("第 {layer} 层的单元 {unit} 对每个样本都答 0，但它前面的一层还在学，可能把它唤醒。"),
    (
        "Unit {unit} of layer {layer} answers 0 for every point: its slope is 0 there, so it "
        "gets no gradient any more."
    ): ("第 {layer} 层的单元 {unit} 对每个样本都答 0：那里斜率是 0，它再也得不到梯度。"),
    "digits, 97 %": "数字，97%",
    "Read 97 % of the images that it was not trained on.": "训练时没用过的图片，要认对 97%。",
    "{share:.1%} of the new images are read correctly; 97 % are asked.": (
        "新图片认对 {share:.1%}；要求是 97%。"
    ),
    "This challenge is about the digits.": "这个挑战用的是数字。",
    "▶ Train": "▶ 训练",
    "❚❚ Stop": "❚❚ 停止",
    "Step": "一步",
    "Step: one epoch": "走一步：训练一轮",
    "The same start again": "从同一个起点重来",
    "Other start": "换起点",
    "Other data": "换数据",
    "Undo all": "全部撤销",
    "Link": "链接",
    "Copy a link to these settings": "复制这些设置的链接",
    "Copied": "已复制",
    "Save": "保存",
    "epochs": "轮",
    "hidden": "隐藏层",
    "One hidden layer less": "减少一个隐藏层",
    "One hidden layer more": "增加一个隐藏层",
    "One unit less in hidden layer {layer}": "隐藏层 {layer} 减少一个单元",
    "One unit more in hidden layer {layer}": "隐藏层 {layer} 增加一个单元",
    "{count} weights and the bias {bias:.2g}": "{count} 个权重，偏置 {bias:.2g}",
    "It answers 0 for every point": "它对每个样本都答 0",
    "Full screen": "全屏",
    "Leave full screen": "退出全屏",
    "What it answers": "它的答案",
    "Layer {layer}, unit {unit}": "第 {layer} 层，单元 {unit}",
    "Network": "网络",
    (
        "The network: a wire for each weight, thick where the weight is large, orange above 0 "
        "and purple below; in each hidden unit a small map of its answers"
    ): (
        "网络图：每个权重是一条连线，绝对值越大越粗，大于 0 是橙色，小于 0 是紫色；每个隐藏单元"
        "里有一小幅图，画着它的答案"
    ),
    "What the network answers for each input; the sentence says how many are right": (
        "网络对每种输入的答案；对了多少，文字里有说明"
    ),
    "The losses against the epoch": "损失随轮数的变化",
    "new": "新样本",
    "trained": "训练样本",
    "Black: it cannot decide.": "黑线：它在两种答案之间拿不定主意的地方。",
    "The curve is what it answers.": "曲线是它的答案。",
    (
        "Its mistakes first: 8 ≠ 3 if it answers 8 for a 3. The bars are its ten "
        "probabilities, that of the right digit in blue."
    ): ("先列它认错的：把 3 认成 8，写作 8 ≠ 3。条形是它的十个概率，正确数字的那一条是蓝色。"),
    "Rows: the right class. Columns: what it answers.": "行：正确的类别。列：它的答案。",
    "Filled: trained on. Hollow: new.": "实心：训练样本。空心：新样本。",
    "Drag a point, or add one by a click beside them.": "样本可以拖动；在空白处点一下，就添一个。",
    "A click adds": "点一下，添一个",
    "The Python of this": "对应的 Python",
    "The Python code of this run": "这次运行的 Python 代码",
    "Python writes these lines anew…": "Python 正在重写这几行……",
    "Copy": "复制",
    "As a cell": "放进单元格",
    "{count:,} numbers to learn: {names}.": "共有 {count:,} 个参数：{names}。",
    (
        "Python does not run in this page, because {why}. So it shows runs that were trained "
        "when the page was made: choose a challenge."
    ): (
        "这一页里不能运行 Python，因为{why}。所以这里展示的，是制作本页时训练好的运行：选一个挑"
        "战吧。"
    ),
    "this browser is too old for it": "这个浏览器太旧了",
    "the book was built without it": "这本书制作时没有把它放进来",
    "A finished run. ": "这是事先训练好的。",
    "After {epochs}: loss {loss:.3g}, {right} of {all} right": (
        "{epochs}后：损失 {loss:.3g}，{all} 个样本答对 {right} 个"
    ),
    "After {epochs}: loss {loss:.3g}": "{epochs}后：损失 {loss:.3g}",
    "; on {all} new ones, loss {loss:.3g}, {share:.0%} right.": (
        "；{all} 个新样本：损失 {loss:.3g}，答对 {share:.0%}。"
    ),
    "; on {all} new ones, {loss:.3g}.": "；{all} 个新样本：损失 {loss:.3g}。",
    "{epochs:,} epochs": "{epochs:,} 轮",
    "{epochs} epoch": "{epochs} 轮",
    "It diverged after {epochs}: the loss is no number any more.": (
        "{epochs}后发散了：损失已经不是数了。"
    ),
    "Run these lines: the same numbers?": "用 Python 跑一遍：结果一样吗？",
    "Is the gradient right, here?": "这里的梯度对吗？",
    "What if it starts 100 times?": "换 100 个起点会怎样？",
    "Python computes…": "Python 正在算……",
    "Python starts…": "Python 正在启动……",
    "Weight decay goes with descent, so the rule is descent now.": (
        "权重衰减要配梯度下降，所以更新规则改成了梯度下降。"
    ),
    "Not to be had here, so another value stands: {names}.": (
        "这里没有这样的值，所以换成了别的：{names}。"
    ),
    "Weight decay goes with descent only, so λ is 0 now.": (
        "权重衰减只能配梯度下降，所以 λ 改成了 0。"
    ),
    (
        "✓ Run from the top, these lines give the same {count:,} numbers, bit for bit "
        "({epochs}, {seconds:.1f} s)."
    ): ("✓ 从头运行这几行，{count:,} 个参数都一样，每一位都不差（{epochs}，{seconds:.1f} 秒）。"),
    "✗ Run from the top, these lines give other numbers than the page.": (
        "✗ 从头运行这几行，得到的数跟本页不一样。"
    ),
    "Train first.": "先训练吧。",
    "Stopped.": "停下了。",
    "{sign} {verdict} ({losses:,} losses in {seconds:.1f} s)": (
        "{sign} {verdict}（{seconds:.1f} 秒算了 {losses:,} 次损失）"
    ),
    (
        "This network has {count:,} numbers to learn, so the check would compute {losses:,} "
        "losses. Take one with at most {most:,}."
    ): (
        "这个网络有 {count:,} 个参数，检验要算 {losses:,} 次损失。请换一个不超过 {most:,} 个参数"
        "的网络。"
    ),
    "{good} of {count} starts solve it within {epochs}": (
        "{count} 个起点中，{good} 个在 {epochs}内学会"
    ),
    "{good} of {count} starts get 95 % of the new ones right within {epochs}": (
        "{count} 个起点中，{good} 个在 {epochs}内把新样本答对 95%"
    ),
    "{good} of {count} starts end below a loss of {limit:.3g} within {epochs}": (
        "{count} 个起点中，{good} 个在 {epochs}内损失降到 {limit:.3g} 以下"
    ),
    "; all at once, by {rule} at α = {rate:g}, {seconds:.1f} s.": (
        "；同时训练，更新规则：{rule}，α = {rate:g}，用时 {seconds:.1f} 秒。"
    ),
    "; one after the other, by {rule} at α = {rate:g}, {seconds:.1f} s.": (
        "；一个接一个训练，更新规则：{rule}，α = {rate:g}，用时 {seconds:.1f} 秒。"
    ),
    "The losses": "损失",
    "Show the numbers": "显示数值",
    "Epoch": "轮数",
    "Playground: {data}, {units} hidden units; after {epochs} the loss is {loss:.3g}": (
        "演练场：{data}，{units} 个隐藏单元；{epochs}后损失是 {loss:.3g}"
    ),
    "Playground: {network}": "演练场：{network}",
    "Start over": "重新开始",
}
