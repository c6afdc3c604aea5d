"""The texts of the cost table in Chinese."""

TEXTS = {
    "What networks cost": "网络的成本",
    "Network": "网络",
    "Parameters": "参数",
    "Operations": "运算",
    "Memory": "内存",
    "Published": "公布的参数",
    "Forward, operations": "前向传播的运算",
    "Training step, operations": "训练一步的运算",
    "Parameters, memory": "参数的内存",
    "Training, memory": "训练的内存",
    "What each network costs; one example is a pattern, an image or a token": (
        "每个网络的成本；一个例子是一个样本、一张图片或一个词元"
    ),
    (
        "k, M, B and T are thousand, million, billion and trillion. The operations are those "
        "of a training step for one example: a pattern, an image or a token, a piece of a "
        "word. A step counts as three forward passes. Left out are the operations for biases "
        "and activations, and the products of attention that grow with the length of a text. "
        "The memory is what training with Adam takes."
    ): (
        "k、M、B、T 是千、百万、十亿、万亿。运算指的是对一个例子训练一步的运算；例子是一个样本、"
        "一张图片，或一个词元，也就是词的一部分。训练一步按三次前向传播计算。没有算进去的，有偏"
        "置和激活函数的运算，还有注意力机制里随文本长度增加的乘积。内存指的是用 Adam 训练所需的"
        "内存。"
    ),
    "{title}: {parameters:,} parameters, counted from": "{title}：{parameters:,} 个参数，算法如下",
    (
        "{title}: {parameters} parameters. For one {example}, the forward pass takes about "
        "{forward} operations, and a training step {step}."
    ): (
        "{title}：参数数目 {parameters}。处理一{example}，前向传播的运算次数约 {forward}，训"
        "练一步约 {step}。"
    ),
    "{name}: {sum} = {parameters:,}": "{name}：{sum} = {parameters:,}",
    "pattern": "个样本",
    "image": "张图片",
    "token": "个词元",
    "nine numbers": "九个数",
    "shared weights": "共享权重",
    "a billion parameters": "十亿个参数",
    "experts": "专家",
    # Large numbers are counted in steps of ten thousand.
    "thousand": "万",
    "million": "亿",
    "billion": "万亿",
    "trillion": "亿亿",
    "000": "0000",
    "bytes": "字节",
    "kB": "kB",
    "MB": "MB",
    "GB": "GB",
    "TB": "TB",
    "Dots on a logarithmic axis, three for each of {count} networks: {rows}. {sentence}": (
        "对数轴上的点，{count} 个网络各有三个：{rows}。{sentence}"
    ),
    "{name} {parameters}": "{name}：{parameters}",
    "layer {}": "第 {} 层",
    "convolution {}": "卷积 {}",
    "dense {}": "全连接 {}",
    "C1, convolution": "C1，卷积",
    "S2, subsampling": "S2，下采样",
    "C3, convolution": "C3，卷积",
    "S4, subsampling": "S4，下采样",
    "attention": "注意力",
    "attention, queries and output": "注意力，查询与输出",
    "attention, keys and values": "注意力，键与值",
    "attention, most layers": "注意力，多数层",
    "attention, gate and output": "注意力，门控与输出",
    "attention, queries in": "注意力，查询（入）",
    "attention, queries out": "注意力，查询（出）",
    "attention, keys and values in": "注意力，键与值（入）",
    "attention, keys and values out": "注意力，键与值（出）",
    "feed-forward": "前馈",
    "feed-forward, first": "前馈，第一层",
    "feed-forward, second": "前馈，第二层",
    "normalisation": "归一化",
    "tokens": "词元",
    "tokens in": "输入词元",
    "tokens out": "输出词元",
    "positions": "位置",
    "experts for all tokens": "所有词元共用的专家",
    "to the experts and back": "进出专家",
    "choice of experts": "选择专家",
    (
        "The same weights serve at every place of the image: C1 at 784, S2 at 196, C3 at 100, "
        "S4 at 25."
    ): "图片的每个位置都用同一组权重：C1 用在 784 处，S2 是 196 处，C3 是 100 处，S4 是 25 处。",
    (
        "The same weights serve at every place of the image: convolution 1 at 3,025, 2 at 729, "
        "3 to 5 at 169."
    ): (
        "图片的每个位置都用同一组权重：卷积 1 用在 3,025 处，卷积 2 是 729 处，卷积 3 到 5 是 "
        "169 处。"
    ),
    "In all layers but one, 16 of 896 experts take part for each token.": (
        "除了一层，每层有 896 个专家，每个词元用其中的 16 个。"
    ),
    "Cost table: {count} networks, from {first} to {last} parameters": (
        "成本表：{count} 个网络，参数数目从 {first} 到 {last}"
    ),
}
