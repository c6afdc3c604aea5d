"""The texts of the explorer of descent in a valley in Chinese."""

TEXTS = {
    "Descent in a valley": "在山谷里下降",
    "Learning rate α": "学习率 α",
    "Momentum β": "动量 β",
    "Condition κ": "条件数 κ",
    "Start along x": "沿谷的起点 x",
    "Start across y": "横谷的起点 y",
    "▶ Roll": "▶ 滚动",
    "x, along the valley": "x，沿谷",
    "y, across": "y，横谷",
    "Step": "步",
    "along: x / start x": "沿谷：x / 起点 x",
    "across: y / start y": "横谷：y / 起点 y",
    "along": "沿谷",
    "across": "横谷",
    "plain along": "无动量，沿谷",
    "plain across": "无动量，横谷",
    "Which share of the start is left: x / start x along, y / start y across": (
        "离起点的距离还剩几分之几：沿谷 x / 起点 x，横谷 y / 起点 y"
    ),
    "start ({x:g}, {y:g})": "起点 ({x:g}, {y:g})",
    "the bluer, the fewer steps": "越蓝步数越少",
    "fewest: {steps}": "最少：{steps}",
    "the limit": "极限",
    "a long valley": "狭长的山谷",
    "a round bowl": "圆碗",
    "momentum wins": "动量更快",
    "momentum loses": "动量更慢",
    "creeps": "缓行",
    "swings": "摆动",
    "diverges": "发散",
    "to a thousandth: {steps}": "到千分之一：{steps}",
    "β = 0: {steps}": "β = 0：{steps}",
    "never": "到不了",
    "over {most:,} steps": "超过 {most:,} 步",
    "{count} step": "{count} 步",
    "{count} steps": "{count} 步",
    "The way along the valley takes longest": "沿谷的路走得最久",
    "The swinging across the valley takes longest": "横谷的摆动拖得最久",
    "Both directions shrink about equally fast": "两个方向缩小得差不多快",
    "The swinging across the valley does not shrink": "横谷的摆动不缩小",
    "The swinging across the valley grows: α is too large": "横谷的摆动越来越大：α 太大",
    "{regime}. To a thousandth: {along} along the valley, {across} across it.": (
        "{regime}。到千分之一，沿谷：{along}；横谷：{across}。"
    ),
    (
        "{regime}. To a thousandth: {along} along the valley, {across} across it. Without "
        "momentum: {plain_along}, {plain_across}."
    ): (
        "{regime}。到千分之一，沿谷：{along}；横谷：{across}。没有动量，沿谷：{plain_along}；横"
        "谷：{plain_across}。"
    ),
    (
        "Contour lines of the loss, long ellipses around the minimum at (0, 0), and the path "
        "of gradient descent, {start}, one point a step. {sentence}"
    ): (
        "损失的等高线，是围着最小值 (0, 0) 的长椭圆；还有梯度下降的路径，{start}，一步一个点。"
        "{sentence}"
    ),
    (
        "Descent in a valley: {frames} settings; at condition number 10, {low} of {runs} come "
        "down to a thousandth in {steps} steps"
    ): (
        "在山谷里下降：{frames} 种设置；条件数为 10 时，{runs} 种里有 {low} 种在 {steps} 步内降"
        "到千分之一"
    ),
}
