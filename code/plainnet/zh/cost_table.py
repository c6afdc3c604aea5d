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
        "{title}：参数数目 {parameters}。处理一个{example}，前向传播的运算次数约 {forward}，训"
        "练一步约 {step}。"
    ),
    "thousand": "千",
    "million": "百万",
    "billion": "十亿",
    "trillion": "万亿",
    "bytes": "字节",
    "kB": "kB",
    "MB": "MB",
    "GB": "GB",
    "TB": "TB",
    "Dots on a logarithmic axis, three for each of {count} networks: {rows}. {sentence}": (
        "对数轴上的点，{count} 个网络各有三个：{rows}。{sentence}"
    ),
    "Cost table: {count} networks, from {first} to {last} parameters": (
        "成本表：{count} 个网络，参数数目从 {first} 到 {last}"
    ),
}
