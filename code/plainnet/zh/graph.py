"""The texts of the graph explorer in Chinese."""

TEXTS = {
    "Slopes through a graph": "斜率走过一张图",
    "Step": "步",
    "Value of a, or of w": "a 或 w 的值",
    "a or w": "a 或 w",
    "Loss": "损失",
    "two roads": "两条路",
    "a neuron": "一个神经元",
    "sigmoid": "sigmoid",
    "L = log(1 + exp(−(w·x + b)))": "L = log(1 + exp(−(w·x + b)))",
    "Node": "节点",
    "Value": "值",
    "Slope of L": "L 的斜率",
    "Every node, with what is known so far": "每个节点，以及到此已知的数",
    "value": "值",
    "slope": "斜率",
    (
        "Each box: how the node is made, its value, and the slope of L for it. On the way "
        "back, a line shows its local slope, which multiplies what goes along it. Blue: "
        "computed in this step. A full dot runs forward, a ring runs back. Fixed numbers, such "
        "as the 1 in 1 + u, have no box."
    ): (
        "每个方框里是：节点怎样算出，它的值，以及 L 对它的斜率。往回走时，连线上写着它的局部斜"
        "率，沿线经过的数都要乘以它。蓝色：这一步算出的。实心圆点向前走，圆环往回走。固定的数没"
        "有方框，例如 1 + u 里的 1。"
    ),
    "two roads meet": "两条路汇合",
    "a neuron’s slopes": "神经元的斜率",
    "no error": "没有误差",
    "log and exp": "log 和 exp",
    "Step 0 of {steps}: only the leaves have values, {leaves}.": (
        "第 0 步，共 {steps} 步：只有叶节点有值，{leaves}。"
    ),
    "Step {step} of {steps}, forward: {rows}.": "第 {step} 步，共 {steps} 步，向前：{rows}。",
    "Step {step} of {steps}, back from {node}.{first} {rule} {rows}.": (
        "第 {step} 步，共 {steps} 步，从 {node} 往回。{first}{rule}{rows}。"
    ),
    "Step {step} of {steps}, back from {node}{rule}: the slope {rows}.{first}{meet}{end}": (
        "第 {step} 步，共 {steps} 步，从 {node} 往回{rule}：斜率{rows}。{first}{meet}{end}"
    ),
    " The slope of L for itself is 1.": "L 对自己的斜率是 1。",
    " Two roads meet in {parents}.": "两条路在 {parents} 汇合。",
    " Every leaf has its slope.": "每个叶节点都有了斜率。",
    " and ": "、",
    "the local slope for {parent} is {local}": "对 {parent} 的局部斜率是 {local}",
    "for {parent} is {slope}·{local} = {after}": "对 {parent} 是 {slope}·{local} = {after}",
    "for {parent} is {before} + {slope}·{local} = {after}": (
        "对 {parent} 是 {before} + {slope}·{local} = {after}"
    ),
    "A sum grows as much as each of its terms:": "每一项增加多少，和就增加多少：",
    "A difference grows with its first term, and shrinks as the second grows:": (
        "第一项增大，差跟着增大；第二项增大，差就减小："
    ),
    "A product grows with a factor as fast as the other factor says:": (
        "一个因子增大时，乘积增大得多快，由另一个因子决定："
    ),
    "A square grows twice as fast as its base says:": "平方增大的速度，是底数的两倍：",
    ", to both as it is": "，原样传给两项",
    ", to the second with the sign turned": "，传给第二项时变号",
    ", times the other factor": "，乘以另一个因子",
    ", times twice the base": "，乘以底数的两倍",
    ", times its own value": "，乘以它自己的值",
    ", divided by what is inside": "，除以里面的数",
    ", with the sign turned": "，变号",
    ", as it is": "，原样传下去",
    (
        "Graph of the loss {formula}, with a box for each node and a line from each node to "
        "what is made of it. In the boxes are the values, and the slopes of L: {numbers}."
    ): (
        "损失 {formula} 的图，每个节点有一个方框，从每个节点到用它算出的节点有一条线。方框里是"
        "值和 L 的斜率：{numbers}。"
    ),
    "{title} has the value {value} and the slope {slope}": "{title}，值是 {value}，斜率是 {slope}",
    "{title}\nvalue {value}\nslope {slope}": "{title}\n值 {value}\n斜率 {slope}",
    "Graph: {steps} steps forward and back × {losses} losses × {leaves} values": (
        "计算图：前后共 {steps} 步 × {losses} 种损失 × {leaves} 个值"
    ),
}
