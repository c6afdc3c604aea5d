"""The feedback of exercises in Chinese."""

from itertools import combinations, permutations

MISTAKES = {  # what the catalogue and the checks of single exercises know, after 看来，
    # changes of a forward pass
    "the biases are left out: Z = A W + b": "漏了偏置：Z = A W + b",
    "the biases are subtracted, not added: Z = A W + b": "减去了偏置，应该加上：Z = A W + b",
    "the hidden biases are left out": "漏了隐藏层的偏置",
    "the bias of the last layer is left out": "漏了最后一层的偏置",
    "the bias of the first hidden unit is left out": "漏了第一个隐藏单元的偏置",
    "the bias of the last hidden unit is left out": "漏了最后一个隐藏单元的偏置",
    "the first bias of a layer is used for all its units": "同一层的所有单元都用了第一个偏置",
    "the bias is added once for each input, as if inside a loop over them": (
        "每个输入都加了一次偏置，好像加在了遍历输入的循环里"
    ),
    "only the last input counts, as if `=` stood where `+=` belongs": (
        "只算了最后一个输入，好像把 `+=` 写成了 `=`"
    ),
    "the sum is not set back to 0 for each unit": "换到下一个单元时，总和没有归零",
    "the sum, with its bias, is not set back to 0 for each unit": (
        "换到下一个单元时，总和（连同偏置）没有归零"
    ),
    "the sum is never set back to 0": "总和从来没有归零",
    "the sum, with its bias, is never set back to 0": "总和（连同偏置）从来没有归零",
    "the hidden layer has no activation: A = g(Z)": "隐藏层没有用激活函数：A = g(Z)",
    "this is the last pre-activation z; the prediction is g(z)": (
        "这是输出层的净输入 z；预测值是 g(z)"
    ),
    "this is 1 − ŷ": "这是 1 − ŷ",
    "the activation is applied twice": "激活函数用了两次",
    "the sign inside the activation is flipped: σ(z) contains e⁻ᶻ": (
        "激活函数里面的符号反了：σ(z) 里是 e⁻ᶻ"
    ),
    "a weight matrix is transposed: W has a row for each input": (
        "有一个权重矩阵转置了：W 里应该每个输入占一行"
    ),
    "softmax sums over the patterns; it sums over the classes of each: axis=1": (
        "算 softmax 时对各个样本求了和；应该对每个样本的各个类别求和：axis=1"
    ),
    "softmax sums over all patterns and classes; it sums over the classes of each": (
        "算 softmax 时对所有样本和类别求了和；应该对每个样本的各个类别求和"
    ),
    "softmax is not divided by its sum: a row sums to 1": (
        "算 softmax 时没有除以总和：每一行加起来应该是 1"
    ),
    "the prediction is transposed: it has a row for each pattern": (
        "预测值转置了：应该每个样本占一行"
    ),
    # changes of a loss
    "the mean is missing: this is the sum": "没有求平均：这是总和",
    "the mean divides by one pattern less than there are": "求平均时，除数比样本数少 1",
    "the sign is flipped: a loss is never negative": "符号反了：损失从来不会是负的",
    "there is a factor ½ too much": "多了一个因子 ½",
    "there is a factor 2 too much": "多了一个因子 2",
    "there is a square root too much": "多做了一次开平方",
    "only the last pattern counts: `=` stands where `+=` belongs": (
        "只算了最后一个样本：该写 `+=` 的地方写了 `=`"
    ),
    "this is the loss of the last pattern alone": "这只是最后一个样本的损失",
    "this is the loss of the first pattern alone: is `return` inside the loop?": (
        "这只是第一个样本的损失（`return` 是不是写在了循环里面？）"
    ),
    "the logarithm has base 10; it is the natural one": "用了以 10 为底的对数；应该用自然对数",
    "the logarithm has base 2; it is the natural one": "用了以 2 为底的对数；应该用自然对数",
    "the patterns with target 0 are left out: they cost −ln(1 − ŷ)": (
        "漏了目标是 0 的样本：它们的损失是 −ln(1 − ŷ)"
    ),
    "the targets are swapped: with y = 1 the loss is −ln ŷ": (
        "目标 0 和 1 弄反了：y = 1 时，损失是 −ln ŷ"
    ),
    "the mean is over all outputs; for classes it is over the patterns": (
        "对所有输出求了平均；分类时只对样本求平均"
    ),
    "this is the cross-entropy of each output alone, as after a sigmoid": (
        "这是把每个输出分开来算的交叉熵，用 sigmoid 函数时才这样算"
    ),
    "each answer meets every target: print both shapes, (m, 1) and (m,)": (
        "每个答案都与所有目标配了一遍：把两个形状打印出来，一个是 (m, 1)，一个是 (m,)"
    ),
    "this is the mean of |ŷ − y|; square the differences": "这是 |ŷ − y| 的平均值；差要先求平方",
    "this is the mean squared error": "这是均方误差",
    "the differences are not squared": "差没有求平方",
    "the mean is squared; square first": "平方的是平均值；应该先求平方",
    "the differences are added up before they are squared": "还没有求平方，就先把差加了起来",
    # changes of a gradient
    "the mean over the batch is missing": "没有除以 N（漏了求平均）",
    "the mean over the batch is taken twice": "求了两次平均（多除了一次 N）",
    "the mean is over the patterns only; it is over the outputs, too": (
        "只对样本求了平均；对输出也要求平均"
    ),
    "the sign is flipped: δ contains ŷ − y, not y − ŷ": "符号反了：δ 里是 ŷ − y，不是 y − ŷ",
    "there is a σ′ too much at the output: with cross-entropy it cancels": (
        "输出层多乘了一个 σ′：用交叉熵时，σ′ 会约掉"
    ),
    "the derivative of the output's activation is there twice": "输出层激活函数的斜率乘了两次",
    "the derivative of the output's activation is 1 − A; its factor A is missing": (
        "输出层激活函数的斜率写成了 1 − A；还缺因子 A"
    ),
    "the derivative of the output's activation is A; its factor 1 − A is missing": (
        "输出层激活函数的斜率写成了 A；还缺因子 1 − A"
    ),
    "the derivative of the output's activation is Z (1 − Z); it is A (1 − A)": (
        "输出层激活函数的斜率写成了 Z (1 − Z)；应该是 A (1 − A)"
    ),
    "δ contains |ŷ − y|, not ŷ − y": "把 δ 里的 ŷ − y 写成了 |ŷ − y|",
    "δ contains (ŷ − y)², not ŷ − y": "把 δ 里的 ŷ − y 写成了 (ŷ − y)²",
    "the derivative of the output's activation is left out": "漏了输出层激活函数的斜率",
    "the derivative of the output's activation is taken at ŷ, not at z": (
        "求输出层激活函数的斜率时代入了 ŷ，应该代入 z"
    ),
    "this is the gradient of the mean squared error": "这是均方误差的梯度",
    "this is the gradient of the cross-entropy": "这是交叉熵的梯度",
    "the factor 2 of the square is missing": "少了平方求导得到的因子 2",
    "there is a factor ½ too much: cross-entropy has none": "多了一个因子 ½：交叉熵里没有这个因子",
    "there is a factor 2 too much: a nudge divides by 2ε, a square has a single 2": (
        "多了一个因子 2：有限差分要除以 2ε，平方求导只有一个 2"
    ),
    "the learning rate is in the gradient; it belongs into the update": (
        "梯度里乘了学习率；应该到更新时再乘"
    ),
    "a learning rate of 0.1 is in the gradient; it belongs into the update": (
        "梯度里乘了学习率 0.1；应该到更新时再乘"
    ),
    "a learning rate of 0.01 is in the gradient; it belongs into the update": (
        "梯度里乘了学习率 0.01；应该到更新时再乘"
    ),
    "a one-sided difference is divided by 2ε; it has ε": "前向差分除以了 2ε；应该除以 ε",
    "the sign is flipped in the hidden layer": "隐藏层的符号反了",
    "the derivative of the hidden activation is left out: δ Wᵀ · g′(Z)": (
        "漏了隐藏层激活函数的斜率：δ Wᵀ · g′(Z)"
    ),
    "the derivative of the hidden activation is taken at A, not at Z": (
        "求隐藏层激活函数的斜率时代入了 A，应该代入 Z"
    ),
    "the derivative of the hidden activation is that of sigmoid, A (1 − A)": (
        "隐藏层用了 sigmoid 函数的斜率 A (1 − A)，可是隐藏层的激活函数不是 sigmoid 函数"
    ),
    "the derivative of the hidden activation is that of tanh, 1 − A²": (
        "隐藏层用了 tanh 的斜率 1 − A²，可是隐藏层的激活函数不是 tanh"
    ),
    "the derivative of the hidden activation is that of relu, 1 where Z > 0": (
        "隐藏层用了 ReLU 的斜率（Z > 0 处是 1），可是隐藏层的激活函数不是 ReLU"
    ),
    "the derivative of the hidden activation is 1 − A; its factor A is missing": (
        "隐藏层激活函数的斜率写成了 1 − A；还缺因子 A"
    ),
    "the derivative of the hidden activation is A; its factor 1 − A is missing": (
        "隐藏层激活函数的斜率写成了 A；还缺因子 1 − A"
    ),
    "the derivative of the hidden activation is Z (1 − Z); it is A (1 − A)": (
        "隐藏层激活函数的斜率写成了 Z (1 − Z)；应该是 A (1 − A)"
    ),
    "the derivative of the hidden activation is 1 − A; the square is missing: 1 − A²": (
        "隐藏层激活函数的斜率写成了 1 − A；还缺平方：1 − A²"
    ),
    "the derivative is that of the layer after it": "用了后一层激活函数的斜率",
    "Z stands where A belongs: ∂L/∂W = Aᵀ δ": "该用 A 的地方用了 Z：∂L/∂W = Aᵀ δ",
    "X stands where the hidden A belongs: ∂L/∂W = Aᵀ δ": "该用隐藏层的 A，却用了 X：∂L/∂W = Aᵀ δ",
    "the hidden A stands where X belongs: ∂L/∂W = Aᵀ δ": "该用 X，却用了隐藏层的 A：∂L/∂W = Aᵀ δ",
    "the gradient of the weights is transposed": "权重的梯度转置了",
    "W is not transposed on the way back: δ Wᵀ": "往回传时，没有把 W 转置：δ Wᵀ",
    "W is left out on the way back: δ Wᵀ": "往回传时，漏了 W：δ Wᵀ",
    "the gradient of a bias is summed over the units, not over the patterns": (
        "求偏置的梯度时，对各个单元求了和；应该对各个样本求和"
    ),
    "the gradient of a bias is a mean, not a sum: δ contains the mean already": (
        "偏置的梯度求了平均，应该求和：δ 里已经求过平均了"
    ),
    "the gradient of a bias is added up once for each input, as if inside a loop": (
        "每个输入都加了一次偏置的梯度，好像加在了遍历输入的循环里"
    ),
    "the gradient of a bias is still 0": "偏置的梯度还是 0",
    "the gradient of a weight is still 0": "权重的梯度还是 0",
    "only the first pattern counts: is `return` inside of the loop?": (
        "只算了第一个样本（`return` 是不是写在了循环里面？）"
    ),
    "the δ of the layer after it is left out on the way back: δ Wᵀ": (
        "往回传时，漏了后一层的 δ：δ Wᵀ"
    ),
    "on the way back only the last unit counts: `=` stands where `+=` belongs": (
        "往回传时，只算了最后一个单元：该写 `+=` 的地方写了 `=`"
    ),
    "the sum on the way back is not set back to 0 for each unit": (
        "往回传时，换到下一个单元，总和没有归零"
    ),
    "the sum on the way back is never set back to 0": "往回传时，总和从来没有归零",
    # changes of an update
    "the step goes uphill: θ ← θ − α ∂L/∂θ": "这一步走上了坡：θ ← θ − α ∂L/∂θ",
    "the learning rate is missing": "漏了学习率",
    "the learning rate is applied twice": "学习率乘了两次",
    "the step is divided by the learning rate": "步子除以了学习率，应该乘以学习率",
    "nothing has changed: the update is missing, unless its new arrays were left aside": (
        "参数一点没变：没有更新，或者新数组没有存回去"
    ),
    "the weights are not updated": "权重没有更新",
    "the biases are not updated": "偏置没有更新",
    "the hidden biases are not updated": "隐藏层的偏置没有更新",
    "the bias of the last layer is not updated": "最后一层的偏置没有更新",
    "the hidden layer is not updated": "隐藏层没有更新",
    "the last layer is not updated": "最后一层没有更新",
    "the weights were updated before they were used on the way back": (
        "权重更新得太早：往回传时还要用旧的权重"
    ),
    "these are two steps; needed is one": "走了两步；只要走一步",
    "only the sign of the gradient counts": "只用了梯度的正负号",
    "these are the gradients; needed are the new parameters": "这是梯度；要的是新的参数",
    "these are the changes; needed are the new parameters": "这是变化量；要的是新的参数",
    "this is one update for each pattern; needed is one for all": (
        "每个样本都更新了一次；应该所有样本一起更新一次"
    ),
    "this is one update for each pattern, divided by their number; needed is one for all": (
        "每个样本都更新了一次，再除以样本数；应该所有样本一起更新一次"
    ),
    "the gradient is computed anew for each array, when others have changed": (
        "每改一个数组就重算一次梯度，那时别的数组已经变了"
    ),
    "the gradient is computed anew for each array, from the last one back": (
        "从最后一个数组往前，每改一个就重算一次梯度"
    ),
    # the first network
    "b1 is left out": "漏了 b1",
    "b2 is left out": "漏了 b2",
    "both biases are left out": "两个偏置都漏了",
    "b1 is subtracted": "减去了 b1，应该加上",
    "b2 is subtracted": "减去了 b2，应该加上",
    "b1 and W2 are taken from each other's place": "取 b1 和 W2 时，位置弄反了",
    "the sigmoid of the hidden units is missing": "隐藏单元漏了 sigmoid 函数",
    "the last sigmoid is missing": "漏了最后的 sigmoid 函数",
    "both sigmoids are missing": "两个 sigmoid 函数都漏了",
    "the hidden units have tanh instead of the sigmoid": "隐藏单元该用 sigmoid 函数，却用了 tanh",
    "the hidden units have ReLU instead of the sigmoid": "隐藏单元该用 sigmoid 函数，却用了 ReLU",
    "the sigmoid has e^z where e^−z belongs": "把 sigmoid 函数里的 e^−z 写成了 e^z",
    "W1 is filled column by column": "把 W1 一列一列地填了；应该一行一行地填",
    "all signs are turned round": "所有符号都反了",
    "the change is not divided by the nudge": "变化量没有除以步长",
    "the change is divided by two nudges, but goes to one side": "只往一边推，却除以了步长的两倍",
    "it goes to both sides, but is divided by a single nudge, or the learning rate is in it": (
        "往两边推，却只除以了一个步长，或者乘进了学习率"
    ),
    "these are the slopes of the squared error": "这是均方误差的斜率",
    "the targets have lost an axis, so each answer meets all nine": (
        "目标少了一个轴，每个答案都与九个目标配了一遍"
    ),
    "the loss is a sum; it is the mean of nine": "损失只求了总和；应该求九个样本的平均值",
    "this is 1 step of training; needed are the slopes alone": (
        "这是训练了 1 步的结果；只要斜率就行"
    ),
    "the nudges pile up: take a new copy for each": "几次轻推叠在了一起：每次轻推都要重新复制一份",
    "only the first slope is measured; does `return` stand inside of the loop?": (
        "只测了第一个斜率；`return` 是不是写在了循环里面？"
    ),
    "the last slope, that of b2, is not measured": "最后一个斜率没有测，它是 b2 的斜率",
    "every slope is 0; give `nudged` to the loss, and make it with `copy`": (
        "所有斜率都是 0；传给损失的应该是 `nudged`，而且 `nudged` 要用 `copy` 来造"
    ),
    # a feature for rings, and a theta for XOR
    "only one coordinate is squared; a ring needs both": (
        "只给一个坐标求了平方；要认出圆环，两个坐标都得求平方"
    ),
    "the two coordinates are multiplied, as for XOR": "把两个坐标乘了起来，那是学异或的办法",
    "the coordinates are added, and that is still a line": "把两个坐标加了起来，分界还是一条直线",
    "one is subtracted from the other, and that is still a line": (
        "把两个坐标减了一下，分界还是一条直线"
    ),
    "the squares are subtracted; they add up to the square of the distance from the middle": (
        "把两个平方减了一下；加起来才是到中心的距离的平方"
    ),
    "the sum is squared; square first, then add": "给两个坐标的和求了平方；应该先求平方，再相加",
    "this is a coordinate as it was": "这只是原来的一个坐标",
    "this is the angle; what is the same all along a ring?": (
        "这是角度；沿着一个圆环，什么始终不变？"
    ),
    "the sizes are added; their sum is the same all along a square, not a ring": (
        "把两个绝对值加了起来；那样得到的是正方形，不是圆环"
    ),
    "the larger of the sizes is taken; that makes a square": (
        "取了两个绝对值里较大的一个；那样得到的是正方形"
    ),
    "it has not been trained, or has whole numbers only": "还没有训练，或者数组里只放得下整数",
    "it answers ½ to all: the targets have lost an axis, the third input is no product, or the "
    "answers leave it out": (
        "每个样本都答了 ½：目标少了一个轴，或者第三个输入不是乘积，或者算答案时漏了第三个输入"
    ),
    "the bias comes first; it should be the last": "偏置放在了最前面；应该放在最后",
    "these are the answers; needed are the weights and the bias": "这是答案；要的是权重和偏置",
    "it was trained on the targets of AND": "训练时用了“与”的目标",
    "it was trained on the targets of OR": "训练时用了“或”的目标",
    "the targets are turned round": "目标弄反了",
    "the weight of the product has the wrong sign": "乘积的权重符号反了",
    "the weight of the product comes first; it should be the third": (
        "乘积的权重放在了最前面；应该放在第三个"
    ),
    # an epoch of two batches
    "each batch lacks its last pattern": "每个批量都少了最后一个样本",
    "the last pattern is left out": "漏了最后一个样本",
    "the batches overlap": "两个批量有重叠",
    "one pattern is in both batches": "有一个样本在两个批量里都出现了",
    "one pattern is in both batches, and none left out": (
        "有一个样本在两个批量里都出现了，不过哪个样本也没有漏"
    ),
    "the first batch is taken twice": "第一个批量用了两次",
    "the second batch is taken twice": "第二个批量用了两次",
    "only the first batch is taken": "只用了第一个批量",
    "only the second batch is taken": "只用了第二个批量",
    "the second batch has the targets of the first": "第二个批量用了第一个批量的目标",
}
MISTAKES |= {
    f"the {english} layer has the activation {name}, which this network has not": (
        f"{layer}用了 {told}，这个网络里没有这种激活函数"
    )
    for english, layer in {"hidden": "隐藏层", "last": "最后一层"}.items()
    for name, told in {"sigmoid": "sigmoid 函数", "tanh": "tanh", "relu": "ReLU"}.items()
}
PARTS = {  # the parts of a mistake, which a list of several may take apart
    part: other
    for english, chinese in MISTAKES.items()
    if english.count("; ") == chinese.count("；")
    for part, other in zip(english.split("; "), chinese.split("；"), strict=True)
}
VERDICTS = {
    "Right.": "对了。",
    "Right: {}.": "对了：{}。",
    "Right: {} of 9 are right, and the loss is {}.": "对了：9 个样本答对 {} 个，损失是 {}。",
    "Right: {}。.": "对了：{}。",
    "Right. This network is yours.": "对了。这个网络是你的了。",
    "Right. This class walks back.": "对了。这个类会往回走了。",
    "Right, it refuses: {}.": "对了，它会报错：{}。",
    "Right, it refuses: {}。.": "对了，它会报错：{}。",
    "Right:\n{}": "对了：\n{}",
    "Not answered yet.": "还没有作答。",
    "Not answered yet: it is None. Is a `return` missing?": (
        "还没有作答：答案是 None。是不是少了 `return`？"
    ),
    "Not yet.": "还不对。",
    "Not yet: {}.": "还不对：{}。",
    "Not yet: {}。.": "还不对：{}。",
    "Not yet: {}？.": "还不对：{}？",
    "Not yet: {}": "还不对：{}",
    "Not yet:\n{}": "还不对：\n{}",
    "Right: the fault is gone, and {}.": "对了：错误已改好，{}。",
    "Not yet: the planted fault is gone, but {}. Is your line right, and the rest?": (
        "还不对：埋下的错误已改好，可是{}。你改的那一行对吗？其余各行呢？"
    ),
    "Not yet: {}, as before; no change makes a difference yet. Change a line that does.": (
        "还不对：{}，和原来一样。你还没有改，或者改了也不起作用；请改真正出错的那一行。"
    ),
    "Not yet: {}.\nHint {} of {}: {}": "还不对：{}。\n提示 {}（共 {} 条）：{}",
    "Not yet: {}, but {}.\nHint {} of {}: {}": "还不对：{}，可是{}。\n提示 {}（共 {} 条）：{}",
    "Not yet: {}, but the fault is still there, and only covered up.\nHint {} of {}: {}": (
        "还不对：{}，可是错误还在，只是被掩盖了。\n提示 {}（共 {} 条）：{}"
    ),
    "{} This was the last hint; the solution is below.": "{}这是最后一条提示；解答就在下面。",
}
SENTENCES = {  # what stands behind 还不对
    # known mistakes, one or several
    "it looks as if {}": "看来，{}",
    "it looks as if {}, and {}; or, {}, and {}": "看来，{}，而且{}；也可能是{}，而且{}",
    "it looks as if {}, and {}; or, {}": "看来，{}，而且{}；也可能是{}",
    "it looks as if {}; or, {}, and {}": "看来，{}；也可能是{}，而且{}",
    "it looks as if {}; or, {}": "看来，{}；也可能是{}",
    "it looks as if {}, and {}": "看来，{}，而且{}",
    "{}; in {}, {}": "{}；在 {} 里，{}",
    "in forward(theta), {}": "在 forward(theta) 里，{}",
    "in gradient(theta), {}": "在 gradient(theta) 里，{}",
    "it looks as if the numbers are rounded to whole ones; round only what you print": (
        "看来，你把各个数都四舍五入成了整数；到打印时再取整"
    ),
    "it looks as if the numbers are rounded to {} digits; round only what you print": (
        "看来，你把各个数都四舍五入到了 {} 位小数；到打印时再舍入"
    ),
    "it looks as if the numbers are rounded to 1 digit; round only what you print": (
        "看来，你把各个数都四舍五入到了 1 位小数；到打印时再舍入"
    ),
    "I don't recognise this one": "这里看不出是哪种错误",
    "I don't recognise this one; {}": "这里看不出是哪种错误；{}",
    "{} is right, {} is wrong": "{} 对，{} 错",
    "{} is right, {} is wrong; {}": "{} 对，{} 错；{}",
    "{} is right, {} and {} are wrong": "{} 对，{} 和 {} 错",
    "{} is right, {} and {} are wrong; {}": "{} 对，{} 和 {} 错；{}",
    "{} and {} are right, {} is wrong": "{} 和 {} 对，{} 错",
    "{} and {} are right, {} is wrong; {}": "{} 和 {} 对，{} 错；{}",
    "{} and {} are right, {} and {} are wrong": "{} 和 {} 对，{} 和 {} 错",
    "{} and {} are right, {} and {} are wrong; {}": "{} 和 {} 对，{} 和 {} 错；{}",
    "{} and {} are exchanged": "{} 和 {} 对调了",
    "{} are transposed": "{} 转置了",
    "{} and {} are transposed": "{} 和 {} 都转置了",
    "your answer is transposed": "你的答案转置了",
    "{} and {} are 0 after the first numbers: does a loop end too early?": (
        "{} 和 {} 只有开头几个数对，后面都是 0：是不是有一个循环结束得太早？"
    ),
    "the first batch has the patterns {}, not (0, 1, 2)": "第一个批量用了样本 {}，应该是 (0, 1, 2)",
    "the 1 among the targets stands at pattern {}; it belongs to (0, 0)": (
        "目标里的 1 放在了样本 {} 那里；应该放在 (0, 0) 那里"
    ),
    "{}; a name that a function assigns is its own, so give it another one": (
        "{}；在函数里赋值的名字，只属于这个函数，请换一个名字"
    ),
    "{}; `^` compares bits; a power is `**`": "{}；`^` 比较的是二进制位；乘方是 `**`",
    "{}; NumPy's is called `np.{}`": "{}；NumPy 里的写作 `np.{}`",
    "{}; this works on single numbers alone; on arrays, NumPy's functions do, such as `np.sqrt`": (
        "{}；它只能算单个的数；数组要用 NumPy 的函数，例如 `np.sqrt`"
    ),
    "{}; `if`, `and` and `max` take single numbers; for arrays there are `np.where` and "
    "`np.maximum`": (
        "{}；`if`、`and` 和 `max` 只能用于单个的数；数组有 `np.where` 和 `np.maximum`"
    ),
    "your answer is {}; needed is a dictionary of {}": "你的答案是 {}，应该是一个字典，里面有 {}",
    "your answer lacks {}": "你的答案里缺 {}",
    "your answer contains itself": "你的答案里包含它自己",
    "the numbers are right, but with {}; the task is to do without": (
        "数算对了，可是用了 {}；题目要求不用"
    ),
    "right for a learning rate of {}, but not for {}; is the argument used?": (
        "学习率是 {} 时对，是 {} 时就不对；你用了传进来的学习率吗？"
    ),
    "needed is the function itself, without brackets": "要的是函数本身，不带括号",
    # a loss that refuses
    "it took shapes {} and {}, and returned {}; there it should `raise` an error": (
        "形状是 {} 和 {}，你的函数也收下了，返回了 {}；这时应该用 `raise` 报错"
    ),
    "it took shapes {} and {}, and returned {}; there it should `raise` an error. It compares "
    "only a part of the shapes": (
        "形状是 {} 和 {}，你的函数也收下了，返回了 {}；这时应该用 `raise` 报错。它只比较了形状的一"
        "部分"
    ),
    "it refuses, but does not name ({}): {}": "它会报错，可是没有写出 ({})：{}",
    "it refuses, but does not name ({}) and ({}): {}": "它会报错，可是没有写出 ({}) 和 ({})：{}",
    "it refuses, but does not name ({}): {}; is the `f` before the text missing?": (
        "它会报错，可是没有写出 ({})：{}；文字前面是不是少了 `f`？"
    ),
    "it refuses, but does not name ({}) and ({}): {}; is the `f` before the text missing?": (
        "它会报错，可是没有写出 ({}) 和 ({})：{}；文字前面是不是少了 `f`？"
    ),
    "for shapes ({}) and ({}) it ended before any `raise`: {}": (
        "形状是 ({}) 和 ({}) 时，还没有执行到 `raise` 就停下了；原因是：{}"
    ),
    # single exercises of the course
    "the answers are not made by three neurons: call `neuron` for each": (
        "答案不是由三个神经元算出来的：每个神经元都要调用 `neuron`"
    ),
    "the answers are right, but not made by three neurons: call `neuron` for each": (
        "答案是对的，但不是由三个神经元算出来的：每个神经元都要调用 `neuron`"
    ),
    "the last neuron hears x1 and x2, not the other two answers": (
        "最后一个神经元的输入是 x1 和 x2，应该是另外两个神经元的答案"
    ),
    "the first neuron says {}, not {}": "第一个神经元做的是“{}”，应该是“{}”",
    "the second neuron says {}, not {}": "第二个神经元做的是“{}”，应该是“{}”",
    "OR and NAND are right, but unsure: an answer is only {} from ½; make all their weights and "
    "biases larger": (
        "“或”和“与非”都对，可是没把握：有一个答案与 ½ 只差 {}；请把这两个神经元的权重和偏置都放大"
    ),
    "the hidden neurons are right, but the last one makes of them: {}. It should do AND": (
        "两个隐藏神经元都对，但最后一个对四个样本输出的是“{}”。它应该做“与”"
    ),
    "it returns two numbers for each point; needed is one": "对每个点都返回了两个数；只要一个",
    "your answer is computed from more than x1 and x2": "你的答案不只是由 x1 和 x2 算出来的",
    "with your answer a neuron gets {} of the {} right; which number is alike for all points of "
    "a ring?": (
        "用你的答案，一个神经元在 {1} 个点里能答对 {0} 个；同一个圆环上的点，哪个数都差不多？"
    ),
    "theta has {} numbers; needed are three weights and a bias": (
        "theta 里有 {} 个数；应该是三个权重和一个偏置"
    ),
    "theta has whole numbers only; begin with `np.zeros`": "theta 里只有整数；请从 `np.zeros` 开始",
    "its loss is {}; is it trained long enough, with a place for each number?": (
        "theta 的损失是 {}；训练得够久吗？每个数都有自己的位置吗？"
    ),
    "its loss is {}; does it walk uphill, or too far in a step?": (
        "theta 的损失是 {}；是不是走上了坡，或者一步迈得太大？"
    ),
    "the slopes stand in the order {}; needed is W1, b1, W2, b2": (
        "斜率排成了 {}；应该是 W1、b1、W2、b2"
    ),
    "theta has 13 numbers, as for three hidden units; for two it has nine": (
        "theta 里有 13 个数，那是三个隐藏单元用的；两个隐藏单元只要九个"
    ),
    "{} of 9 are right, and the loss is {}": "9 个样本答对 {} 个，损失是 {}",
    "{} of 9 are right, and the loss is {}; train on, to below {}": (
        "9 个样本答对 {} 个，损失是 {}；接着训练，降到 {} 以下"
    ),
    "{} of 9 are right, and the loss is {}; these are the numbers of a start, so the loss never "
    "changed: is each step assigned, as in `theta = theta - …`?": (
        "9 个样本答对 {} 个，损失是 {}；这些还是起点的数，所以损失从来没有变过："
        "每一步的结果存下来了吗，就像 `theta = theta - …`？"
    ),
    "{} of 9 are right, and the loss is {}; if this is the trained theta, train on, or try "
    "another start": (
        "9 个样本答对 {} 个，损失是 {}；如果这是训练过的 theta，就接着训练，或者换一个起点"
    ),
    "{} of 9 are right, and the loss is {}; is it the trained theta, and did the steps lead "
    "down?": ("9 个样本答对 {} 个，损失是 {}；这是训练过的 theta 吗？每一步是往下走的吗？"),
    "it returns `theta` as it was: is each step assigned?": (
        "你的函数原样返回了 `theta`：每一步的结果都存下来了吗？"
    ),
    "it does not begin at the given `theta`": "你的函数没有从给定的 `theta` 出发",
    "the loss is {}": "损失是 {}",
    "the loss is {}; the answers are {}, {}, {}, {}. It began at {}: is the way uphill, or are "
    "the steps too large?": (
        "损失是 {}；答案是 {}、{}、{}、{}。开始时损失是 {}：是走上了坡，还是步子太大？"
    ),
    "the loss is {}; the answers are {}, {}, {}, {}, so it is stuck at two of ½": (
        "损失是 {}；答案是 {}、{}、{}、{}，有两个停在 ½，可见是卡住了"
    ),
    "the loss is {}; the answers are {}, {}, {}, {}. It has not arrived at XOR": (
        "损失是 {}；答案是 {}、{}、{}、{}。网络还没有学会异或"
    ),
    "this is the class; call it: `Mine(…)`": "这是类本身；要调用它：`Mine(…)`",
    "this is no network with a `forward`": "这不是带 `forward` 的网络",
    "the answers are no numbers: the steps ran away; is there a sigmoid in both layers?": (
        "答案不是有限的数：步子失控了；两层都用了 sigmoid 函数吗？"
    ),
    "`{}` has no sigmoid: it goes beyond 0 and 1": (
        "`{}` 没有用 sigmoid 函数：有的值超出了 0 到 1 的范围"
    ),
    "W1 and W2 have no biases beside them": "只有 W1 和 W2，没有偏置",
    "the answers are {}, {}, {}, {}": "答案是 {}、{}、{}、{}",
    "the answers are {}, {}, {}, {}, all turned round; is the error's sign right?": (
        "答案是 {}、{}、{}、{}，全都反了；误差的符号对吗？"
    ),
    "the answers are {}, {}, {}, {}, all near ½: too few steps, a `backward` after the "
    "`forward` of another row, or no slope of the hidden sigmoid?": (
        "答案是 {}、{}、{}、{}，都在 ½ 附近：是不是步数太少，`backward` 之前的 `forward` 用了别的"
        "样本，或者漏乘了隐藏层 sigmoid 函数的斜率？"
    ),
    "the answers are {}, {}, {}, {}; too few steps, uphill, or trained on one row alone?": (
        "答案是 {}、{}、{}、{}；是不是步数太少，走上了坡，或者只用了一个样本训练？"
    ),
    "the answers are {}, {}, {}, {}; a bias is 0 as at the start": (
        "答案是 {}、{}、{}、{}；有一个偏置还是 0，和开始时一样"
    ),
    "the answers are {}, {}, {}, {}: stuck, or not there yet. Is it start 1, and does each array "
    "get its own change?": (
        "答案是 {}、{}、{}、{}：卡住了，或者还没有学会。用的是起点 1 吗？每个数组用的是自己的变化"
        "量吗？"
    ),
    "it returns {} things; needed is one array": "你的函数返回了 {} 个值；只要一个数组",
    "it returns one number for each image; needed is a row of ten": (
        "每张图片只返回了一个数；应该返回一行十个数"
    ),
    "its rows are digits; needed are images": "返回的数组里，每一行对应一个数字；应该对应一张图片",
    "the answer to an image depends on more than this image": "一张图片的答案还受别的图片影响",
    "this is the network of this page, `nn`": "这是这一章里的网络 `nn`",
    "it reads {} of the validation set": "你的网络认对了验证集的 {}",
    "nearly all are right; was it trained on these images?": (
        "几乎全对；网络是不是用这些图片训练过？"
    ),
    "the right digit has the smallest number": "正确的那个数字，得到的数反而最小",
    "every image gets the same answer: the hidden units are off, from weights of 0, or from "
    "steps that are much too large": (
        "所有图片的答案都一样：隐藏单元都不起作用了，因为权重是 0，或者步子大得离谱"
    ),
    "it reads {} of the validation set, as guessing would. Do steps change the parameters that "
    "it uses, and does each image keep its target?": (
        "你的网络认对了验证集的 {}，和瞎猜一样。每一步改的，是网络用的那些参数吗？每张图片还配着自"
        "己的目标吗？"
    ),
    "it reads {} of the validation set, so it has begun to learn: more epochs, or a larger rate": (
        "你的网络认对了验证集的 {}，说明已经开始学了：多训练几轮，或者加大学习率"
    ),
    "it reads {} of the validation set. Is it the network that you trained? Then train on, or "
    "change the rate, the batch or the first weights": (
        "你的网络认对了验证集的 {}。这是你训练的那个网络吗？是的话就接着训练，"
        "或者改一改学习率、批量或最初的权重"
    ),
    # the first network
    "gradient(theta) changes theta: nudge a copy of it": (
        "gradient(theta) 改了 theta：应该复制一份，再去轻推"
    ),
    "{}: go downhill, and not too far in a step": "{}：往下坡走，一步不要迈得太大",
    "the network is right, but its loss is {}; train on, or with a larger learning rate": (
        "网络写对了，可是损失是 {}；接着训练，或者加大学习率"
    ),
    "the network is right, but its loss is {}; these are the numbers of a start, so the loss never "
    "changed: is each step assigned, as in `theta = theta - …`?": (
        "网络写对了，可是损失是 {}；这些还是起点的数，所以损失从来没有变过："
        "每一步的结果存下来了吗，就像 `theta = theta - …`？"
    ),
    "the network is right, but its loss is {}; theta is still at the start, all zeros, where "
    "three units learn no more than one": (
        "网络写对了，可是损失是 {}；theta 还停在起点，全是零；从那里出发，三个单元学到的并不比一个"
        "多"
    ),
    "the network is right, but its loss is {}; its hidden units are all alike, so three do no "
    "more than one: start at random": (
        "网络写对了，可是损失是 {}；隐藏单元全都一样，三个并不比一个强：起点要随机抽取"
    ),
    "the network is right, but its loss is {}; ½ to all costs less: train it, downhill, and not "
    "too far in a step": (
        "网络写对了，可是损失是 {}；每个样本都答 ½，损失反而更小：要训练这个网络，往下坡走，一步不"
        "要迈得太大"
    ),
    # a network of one's own
    "the loss is {}; needed are weights that give a finite one": (
        "损失是 {}；请换一组权重，让损失是有限的数"
    ),
    "backward returns {}; needed are the slopes of {}": "backward 返回的是 {}；应该是 {} 的斜率",
    "{} is {}; needed is a list or a dictionary of arrays of numbers": (
        "{} 是 {}，应该是由数值数组组成的列表或字典"
    ),
    "{} is empty; needed is at least one array": "{} 是空的；至少要有一个数组",
    # an operation of one's own
    "the rule is not a pair; needed is (function, slopes), two functions": (
        "规则不是一对函数；应该写成 (function, slopes)"
    ),
    "slope of input {}: {}": "输入 {} 的斜率：{}",
    "slope of input {} is the same whatever `g` is; multiply by `g`": (
        "不管 `g` 是什么，输入 {} 的斜率都一样；要乘以 `g`"
    ),
    "the slopes of inputs {} and {} are swapped": "输入 {} 和 {} 的斜率对调了",
    "it has shape {}; needed is {}, as the input": "形状是 {}；应该是 {}，和输入一样",
    "it has shape {}; needed is {}, as the input, or {}, as z": (
        "形状是 {}；应该是 {}，和输入一样，或者 {}，和 z 一样"
    ),
    "its sign is flipped": "符号反了",
    "it is {}, by nudging {}, for the `g` of this check": (
        "算出的是 {}，有限差分得到的是 {}（`g` 取这次检查用的值）"
    ),
    "at {} it is {}, by nudging {}, for the `g` of this check": (
        "在 {} 处算出的是 {}，有限差分得到的是 {}（`g` 取这次检查用的值）"
    ),
    "the function changes input {} in place; compute a new array": (
        "函数就地改了输入 {}；应该算出一个新数组"
    ),
    "the rule changes input {} in place; compute a new array": (
        "规则就地改了输入 {}；应该算出一个新数组"
    ),
    "the rule changes {} in place; compute a new array": "规则就地改了 {}；应该算出一个新数组",
    "z has no numbers": "z 里一个数也没有",
    "the rule returns a number; needed is a tuple of {}, one per input: write `(…,)`": (
        "规则返回了一个数；应该返回一个元组，里面是 {}，每个输入一个：写成 `(…,)`"
    ),
    "the rule returns an array; needed is a tuple of {}, one per input: write `(…,)`": (
        "规则返回了一个数组；应该返回一个元组，里面是 {}，每个输入一个：写成 `(…,)`"
    ),
    "what the rule returns is {}; needed is a tuple of {}": (
        "规则返回的是 {}；应该返回一个元组，里面是 {}"
    ),
    "the rule returns {}; needed: {}, one per input": "规则返回了 {}，应该是 {}，每个输入一个",
    # a walk of one's own
    "with {}, {}": "对于 {}，{}",
    "with {}, where m = x * w, {}": "对于 {}，其中 m = x * w，{}",
    "with {}, when walked twice, {}": "对于 {}，走两遍之后，{}",
    "a path is forgotten: add the slopes of both": "漏了一条路：两条路的斜率要加起来",
    "the order of the walk: a tensor hands its slope on before all its paths have arrived": (
        "走的顺序不对：一个张量的各条路还没有到齐，就把斜率传了下去"
    ),
    "{}; sum over what was broadcast": "{}；广播过的地方要求和",
    "{}; does the walk go back from the loss, in the reversed order?": (
        "{}；是从损失出发，按相反的顺序往回走的吗？"
    ),
    "the grads are overwritten: a second walk adds to them": "grad 被覆盖了：走第二遍时应该累加",
    "slopes of what lies between are left from the first walk": "中间那些张量还留着第一遍的斜率",
    "{}; {}.grad and {}.grad are one array, so that a change of one changes both": (
        "{}；{}.grad 和 {}.grad 是同一个数组，改一个，另一个也变"
    ),
    "{}?; {}.grad and {}.grad are one array, so that a change of one changes both": (
        "{}？{}.grad 和 {}.grad 是同一个数组，改一个，另一个也变"
    ),
    "{}.grad is 0; does the walk begin at the loss, with the slope 1?": (
        "{}.grad 是 0；是从损失出发，带着斜率 1 开始走的吗？"
    ),
    "{}.grad has shape {}; needed is {}": "{}.grad 的形状是 {}，应该是 {}",
    "{}.grad has shape {}; needed is {}: sum over what was broadcast": (
        "{}.grad 的形状是 {}，应该是 {}：广播过的地方要求和"
    ),
    "{}.grad is None after the walk; no slope has arrived": (
        "走完之后，{}.grad 还是 None；没有斜率传到那里"
    ),
    "{}.grad: at {} it is {}; needed is {}; {}.grad and {}.grad are one array, so that a change "
    "of one changes both": (
        "{}.grad 在 {} 处是 {}，应该是 {}；{}.grad 和 {}.grad 是同一个数组，改一个，另一个也变"
    ),
    "{}.grad: at {} it is {}; needed is {}": "{}.grad 在 {} 处是 {}，应该是 {}",
    "this is {}; needed is the class itself, without brackets": "这是 {}；要的是类本身，不带括号",
    # planted faults
    "the run overflowed, so there is no loss any more. Take the last change back": (
        "数值溢出，算不出损失了。请撤回最后一处改动"
    ),
    "the check ended with {}": "检查时报错 {}",
    "{}, but the fault is still there, and only covered up": "{}，可是错误还在，只是被掩盖了",
}
PARTS_OF_SENTENCES = {  # never alone
    "{}, or {}": "{}，或者{}",
    "{}; {}": "{}；{}",
    "{}, in layer {} only": "{}，只在第 {} 层是这样",
    "in {}, {}": "在 {} 里，{}",
    "in {} and {}, {}": "在 {} 和 {} 里，{}",
    "in {}, {}, or {}": "在 {} 里，{}，或者{}",
    "in {} and {}, {}, or {}": "在 {} 和 {} 里，{}，或者{}",
    "{}\n{}": "{}\n{}",
    "{}  right": "{}  对",
    "{}  cannot tell here: try smaller weights": "{}  在这里看不出来：换小一点的权重试试",
    "{}  wrong: expected the shape {}, got {}": "{}  错：形状应该是 {}，得到的是 {}",
    "{}  wrong: not all numbers are finite": "{}  错：不全是有限的数",
    "{}  wrong at {}: expected {}, got {}": "{}  错在 {}：应该是 {}，得到的是 {}",
    "your answer": "你的答案",
    "your answer[{}]": "你的答案[{}]",
    "None (is a `return` missing?)": "None（是不是少了 `return`？）",
    "a {} with None (is a `return` missing?)": "{}，里面有 None（是不是少了 `return`？）",
    "an array of {}": "{} 类型的数组",
    "of type {}": "{} 类型",
    "the text {}": "{} 这样的文字",
    "{} in line {}": "{}（第 {} 行）",
    "{} in line {}: {}": "{}（第 {} 行）：{}",
    "OR": "或",
    "NAND": "与非",
    "AND": "与",
    "NOR": "或非",
    "XOR": "异或",
    "always 0": "总是 0",
    "always 1": "总是 1",
    "{} slope": "{} 个斜率",
    "{} slopes": "{} 个斜率",
    "a * r + s with rows r and s": "a * r + s（r 和 s 是行）",
    "a * k with a column k": "a * k（k 是列）",
}
ANSWERS = {  # of what something is said
    "{}": "{} ",
    "your answer": "你的答案",
    "your answer[{}]": "你的答案[{}] ",
    "in forward(theta), your answer": "在 forward(theta) 里，你的答案",
    "in gradient(theta), your answer": "在 gradient(theta) 里，你的答案",
}
RESULTS = {
    "what it returns": "它返回的结果",
    "what it returns[{}]": "它返回的结果[{}] ",
    "what forward returns": "forward 返回的结果",
    "what forward returns[{}]": "forward 返回的结果[{}] ",
    "for 99": "只给 99 张图片时，结果",
    "slope of input {}": "输入 {} 的斜率",
    "slope of input {}[{}]": "输入 {} 的斜率[{}] ",
}
FUNCTIONS = {
    "{}": "{} ",
    "your function": "你的函数",
    "the rule": "规则",
    "the function": "函数",
    "with {}, your class": "对于 {}，你的类",
    "with {}, where m = x * w, your class": "对于 {}，其中 m = x * w，你的类",
    "with {}, when walked twice, your class": "对于 {}，走两遍时，你的类",
}
NUMBERS = {  # what is said of it
    " is {}; needed are real numbers": "是 {}，应该是实数",
    " is {}; needed are finite numbers": "是 {}，应该是有限的数",
    " has rows of unequal lengths; needed is an array of numbers": (
        "的各行长短不一，应该是一个数值数组"
    ),
    " has shape {}; needed is shape {}": "的形状是 {}，应该是 {}",
}
TIMES = {  # by how much numbers are off
    "0": "是 0",
    "of the wrong sign": "的符号反了",
    "{} times too large": "是正确值的 {} 倍",
    "{} times too small": "只有正确值的 1/{}",
    "of the wrong sign and {} times too large": "的符号反了，大小是正确值的 {} 倍",
    "of the wrong sign and {} times too small": "的符号反了，大小只有正确值的 1/{}",
}
ALL_OFF = {  # the same of many numbers
    "0": "都是 0",
    "of the wrong sign": "的符号都反了",
    "{} times too large": "都是正确值的 {} 倍",
    "{} times too small": "都只有正确值的 1/{}",
    "of the wrong sign and {} times too large": "的符号都反了，大小都是正确值的 {} 倍",
    "of the wrong sign and {} times too small": "的符号都反了，大小都只有正确值的 1/{}",
}
WRONG = NUMBERS | {
    " has the right numbers, but shape {}; needed is shape {}": (
        "里的数都对，可是形状是 {}，应该是 {}"
    ),
    " is 0 after the first numbers: does a loop end too early?": (
        "只有开头几个数对，后面都是 0：是不是有一个循环结束得太早？"
    ),
    ": expected {}, got {}": "应该是 {}，得到的是 {}",
    **{f" is {english}": chinese for english, chinese in TIMES.items()},
}
CALLED = {
    " raised {}": "报错 {}",
    "the loss is right, but it changes the arrays that it is given": (
        "损失算对了，可是它改了传给它的数组"
    ),
    " changed the parameters of the network; it should only compute": (
        "改了网络的参数；它只应该计算"
    ),
    " is {}; needed is the function, without brackets": "是 {}，要的是函数本身，不带括号",
    " is {}; needed is the function, without (theta)": "是 {}，要的是函数本身，不带 (theta)",
}
MANY = {  # of all numbers at once
    "all entries": "所有元素",
    "all entries of your answer": "你的答案里，所有元素",
    "all entries of {}": "在 {} 里，所有元素",
    "all entries of {} and {}": "在 {} 和 {} 里，所有元素",
    "all changes": "所有变化量",
    "all changes of {}": "在 {} 里，所有变化量",
    "all changes of {} and {}": "在 {} 和 {} 里，所有变化量",
}


def _joined(subjects, predicates, between=""):
    """Each of the subjects with each of the predicates, in English and in Chinese."""
    return {
        f"{english}{between}{words}": f"{chinese}{told}"
        for english, chinese in subjects.items()
        for words, told in predicates.items()
    }


BIASES = {name: f"{name} " for name in ("b1", "b2", "b3")}  # of one number, they have a factor
IN_ARRAYS = (
    _joined(BIASES, TIMES, " is ") | _joined(ANSWERS, WRONG) | _joined(MANY, ALL_OFF, " are ")
)
LATER = {f"{{}}; {english}": f"{{}}；{chinese}" for english, chinese in IN_ARRAYS.items()}
OF_RESULTS = _joined(RESULTS, NUMBERS) | _joined(FUNCTIONS, CALLED)
TRANSPOSED = {f"{name} is transposed": f"{name} 转置了" for name in ("W1", "W2", "W3", "y_hat")}
ROWS = {  # biases that `keepdims` made a row
    f"Right, but {wide}; needed is one axis, so leave `keepdims` out.": (
        f"对了，不过 {told}；只要一个轴，所以不要写 `keepdims`。"
    )
    for wide, told in (
        (" and ".join(["{} has shape {}"] * count), "，".join(["{} 的形状是 {}"] * count))
        for count in (1, 2, 3, 4)
    )
}
DOES = {  # what an operator does
    "adds": "做了加法",
    "subtracts": "做了减法",
    "multiplies": "做了乘法",
    "divides": "做了除法",
    "divides and drops what is left": "做了整除，丢掉了小数",
    "takes the matrix product": "做了矩阵乘法",
    "takes a power": "做了乘方",
    "compares bits (a power is `**`)": "比较了二进制位（乘方是 `**`）",
    "computes": "做了计算",
}
CHANGES = {  # a small change after which the answer would be right; field 0 is its line
    "the absolute value of {} is missing": "{1} 没有取绝对值",
    "the absolute value of both {} and {} is missing": "{1} 和 {2} 都没有取绝对值",
    "the square of {} is missing": "{1} 没有求平方",
    "the square of both {} and {} is missing": "{1} 和 {2} 都没有求平方",
    "the root of {} is missing": "{1} 没有开平方",
    "the sum of {} is missing": "{1} 没有求和",
    "the mean of {} is missing": "{1} 没有求平均",
    "the sum of {} over axis 0 is missing": "{1} 没有沿轴 0 求和",
    "the sum of {} over axis 1 is missing": "{1} 没有沿轴 1 求和",
    "`exp` of {} is missing": "{1} 没有取 `exp`",
    "`log` of {} is missing": "{1} 没有取 `log`",
    "a copy of {} is missing": "{1} 要先复制一份",
    "{} should become numbers with a point first": "{1} 应该先变成带小数的数",
    "a factor 2 at {} is missing": "{1} 少乘了因子 2",
    "a factor ½ at {} is missing": "{1} 少乘了因子 ½",
    "a factor 100 at {} is missing": "{1} 少乘了因子 100",
    "`int` around {} is missing": "{1} 外面少了 `int`",
    "{} stands for its inverse": "{1} 应该取倒数",
    "{} stands for 1 minus it": "{1} 应该换成 1 减去它",
    "{} alone is not the slope of a sigmoid": "只有 {1}，还不是 sigmoid 函数的斜率",
    "{} alone is not the slope of tanh": "只有 {1}，还不是 tanh 的斜率",
    "`{}` is missing at {}": "{2} 那里少了 `{1}`",
    "{} has the same list again and again": "{1} 里装的都是同一个列表",
    "the two sides are exchanged in {}": "{1} 的左右两边写反了",
    "brackets are missing or in the wrong place in {}": "{1} 里缺了括号，或者括号的位置不对",
    "{} is too much in {}": "{2} 里多了 {1}",
    "the brackets of {} are too much": "{1} 的括号是多余的",
    "the sign of {} is turned": "{1} 的符号反了",
    "{} is the wrong comparison": "{1} 用错了比较符号",
    "`and` and `or` are exchanged in {}": "{1} 里的 `and` 和 `or` 弄反了",
    "the two cases of {} are exchanged": "{1} 的两种情况弄反了",
    "`.T` in {} is too much": "{1} 里多了 `.T`",
    "{} has several values, and only {} is needed": "{1} 里有好几个值，只要 {2}",
    "{} is in the wrong order": "{1} 的顺序不对",
    "{} are no copies": "{1} 没有复制",
    "`{}` stands in the place of `{}`": "该写 `{2}` 的地方写了 `{1}`",
    "{} stands in the place of {}": "该写 {2} 的地方写了 {1}",
    "`{}` is the wrong way round": "`{1}` 写反了",
    "`{}` is not the right number": "`{1}` 这个数不对",
    "the indices of {} are exchanged": "{1} 的两个索引写反了",
    "{} should be all of {}": "{1} 应该是整个 {2}",
    "{} is taken from the wrong place": "{1} 取错了位置",
    "`{}` in {} is not the right function": "{2} 里不该用 `{1}`",
    "`{}` around {} is too much": "{2} 外面的 `{1}` 是多余的",
    "`{}` of {} is too much": "{2} 后面的 `{1}` 是多余的",
    "arguments of {} are exchanged": "{1} 的参数写反了",
    "`{}` is too much in {}": "{2} 里多了 `{1}`",
    "{} goes along the wrong axis": "{1} 沿错了轴",
    "{} needs an axis": "{1} 要指定轴",
    "{} goes along the wrong axis, and `keepdims`": "{1} 沿错了轴，还少了 `keepdims`",
    "{} needs an axis, and `keepdims`": "{1} 要指定轴，还要 `keepdims`",
    "`keepdims=True` is missing in {}": "{1} 里少了 `keepdims=True`",
    "{} is one too small": "{1} 小了 1",
    "{} is one too large": "{1} 大了 1",
    "{} should be transposed": "{1} 应该转置",
    "{} should be a column": "{1} 应该是一列",
    "{} is more than is needed; take a part of it": "{1} 太多了；只取其中一部分",
    "the sign is turned: {} adds": "符号反了：{1} 做了加法",
    "the sign is turned: {} subtracts": "符号反了：{1} 做了减法",
    **{
        f"{{}} {does}, and should not": f"{{1}} {made}，可是不该这样" for does, made in DOES.items()
    },
}
LINES = {
    "is too much": "是多余的",
    "keeps its result nowhere": "没有把结果存下来",
    "should stand outside of the loop": "应该放到循环外面",
    "should stand inside of the loop": "应该放到循环里面",
    "should stand outside of the condition": "应该放到条件语句外面",
    "should stand inside of the condition": "应该放到条件语句里面",
    "has its sign turned: it adds": "符号反了：它做了加法",
    "has its sign turned: it subtracts": "符号反了：它做了减法",
    "changes the array itself, which others have as well": "改了数组本身，而别处也在用这个数组",
    "gives a name to new numbers; the array itself stays as it was": (
        "只是给新的数起了名字；数组本身没有变"
    ),
    "replaces what was there; add to it, or subtract": "换掉了原来的值；应该在原来的值上加，或者减",
    "should return, not print": "应该用 `return` 返回，不是打印",
    "should return": "应该用 `return` 返回",
    **{
        f"{does}; it should replace what was there": f"{made}；应该换掉原来的值"
        for does, made in DOES.items()
    },
}
OF_LINES = {
    **{f"in line {{}}, {words}": f"第 {{0}} 行，{told}" for words, told in CHANGES.items()},
    **{f"line {{}}, {{}}, {words}": f"第 {{}} 行 {{}} {told}" for words, told in LINES.items()},
    "lines {} and {} are in the wrong order": "第 {} 行和第 {} 行的顺序反了",
    "after line {}, {}, a `return` is missing": "第 {} 行 {} 的后面少了 `return`",
}
SEEN = {  # mistakes that look like two
    f"it looks as if {english}": f"看来，{chinese}"
    for english, chinese in MISTAKES.items()
    if ", and " in english
}
TOLD = SENTENCES | LATER | IN_ARRAYS | OF_RESULTS | OF_LINES | TRANSPOSED
LISTS = {  # names of arrays in a row
    ", ".join(names): "、".join(names)
    for names in (
        *permutations(("W1", "b1", "W2", "b2")),
        *(some for n in (2, 3, 4, 5) for some in combinations(("W1", "b1", "W2", "b2", "W3"), n)),
        ("W1", "b1", "W2", "b2", "W3", "b3"),
    )
}
SEEMS = {  # whole messages, without a full stop where there is a question mark
    f"Not yet: {english}{stop}": f"还不对。{chinese}{'。' if stop else ''}"
    for english, chinese in (SENTENCES | SEEN).items()
    if english.startswith("it looks as if")
    for stop in (".", "")
}
SEEMS |= {
    f"Not yet: it looks as if {english}": f"还不对。看来，{chinese}。".replace("？。", "？")
    for english, chinese in MISTAKES.items()
    if english.endswith("?")
}
SEEMS |= {
    "Not yet: it looks as if {}。.": "还不对。看来，{}。",
    "Not yet: it looks as if {}？.": "还不对。看来，{}？",
    "Not yet: in forward(theta), it looks as if {}.": "还不对。看来，在 forward(theta) 里，{}。",
    "Not yet: in gradient(theta), it looks as if {}.": "还不对。看来，在 gradient(theta) 里，{}。",
    "Not yet: in gradient(theta), it looks as if {}": "还不对。看来，在 gradient(theta) 里，{}",
}
OPEN = {  # whole messages; otherwise a field at the end would take the full stop
    f"Not yet: {english}{'' if english.endswith('?') else '.'}": (
        f"还不对：{chinese}{'' if english.endswith('?') else '。'}"
    )
    for english, chinese in TOLD.items()
    if not english.startswith("it looks as if")
}
TEXTS = PARTS | MISTAKES | SEEN | PARTS_OF_SENTENCES | TOLD | OPEN | ROWS | VERDICTS | SEEMS | LISTS
