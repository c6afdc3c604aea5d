"""The texts of the explorer of matrix products in Chinese."""

TEXTS = {
    "Matrix products": "矩阵乘法",
    "Term": "项",
    "Product": "乘积",
    "Cell": "元素",
    "Its sum": "求和",
    "Value": "值",
    "Every cell of the result": "结果的每个元素",
    (
        "X has a row for each pattern of XOR, W a column for each of three units; δ has the "
        "slope of the loss for each number of X @ W. Rows and columns are counted from 0, as "
        "in Python."
    ): (
        "X 的每一行是异或的一个样本，W 的每一列是三个单元中的一个；δ 是损失对 X @ W 里每个数的"
        "斜率。行和列都从 0 数起，跟 Python 一样。"
    ),
    (
        "{purpose}. Row {row} of {left} meets column {column} of {right}: {place}. {state}: "
        "{terms} = {total}."
    ): (
        "{purpose}。{left} 的第 {row} 行配 {right} 的第 {column} 列：{place}。{state}：{terms} = "
        "{total}。"
    ),
    "What each unit sums up for each pattern": "每个单元对每个样本的加权和",
    "The slope of each weight, over all patterns": "每个权重的斜率，对全部样本求和",
    "The slope of each input, over all units": "每个输入的斜率，对全部单元求和",
    "Sum so far": "到这一步的和",
    "Complete sum": "完整的和",
    "one unit": "一个单元",
    "one weight": "一个权重",
    "one input": "一个输入",
    "pattern": "样本",
    "input": "输入",
    "unit": "单元",
    "{rows} {row}, {columns} {column}": "{rows} {row}，{columns} {column}",
    "patterns": "样本",
    "inputs": "输入",
    "units": "单元",
    (
        "Three tables of numbers: {titles[0]} stands to the left of {titles[2]}, {titles[1]} "
        "above it. Coloured are a row, a column, and where they meet, cell {cell} of the "
        "result: {sum} = {total}."
    ): (
        "三张数表：{titles[0]} 在 {titles[2]} 的左边，{titles[1]} 在它的上边。涂了颜色的是一行、"
        "一列，以及它们相遇的地方，也就是结果里的元素 {cell}：{sum} = {total}。"
    ),
}
