"""The texts that the explorers share, in Chinese."""

TEXTS = {
    "Explorer": "交互图",
    "Things to try": "试一试",
    "Try": "试试",
    "Link": "链接",
    "Copied": "已复制",
    "Touch a curve to read it.": "把指针或手指移到曲线上，就能读数。",
    " (before)": "（此前）",
    "How to read it": "怎么看这张图",
    "The numbers": "数值",
    "One step back": "后退一步",
    "One step on": "前进一步",
    "Back to the beginning": "回到开头",
    "▶ Play": "▶ 播放",
    "❚❚ Pause": "❚❚ 暂停",
    ", ": "、",
    "; ": "；",
    " ": "",
    "{title}: {positions} positions": "{title}：{positions} 种状态",
    "Type a number": "输入数值",
    "Python computes…": "Python 正在算……",
    "Computed by Python, in this page": "由 Python 在本页算出",
    "{label}: a number from {low:g} to {high:g}, please, not “{got}”": (
        "{label}：请填 {low:g} 到 {high:g} 之间的数，不能是“{got}”"
    ),
    "{label}: a whole number from {low:,} to {high:,}, please, not “{got}”": (
        "{label}：请填 {low:,} 到 {high:,} 之间的整数，不能是“{got}”"
    ),
    "Python could not go on ({error}): choose something else, or start over.": (
        "Python 算不下去了（{error}）：请换一个选择，或者重新开始。"
    ),
    "solved, all four patterns are right": "学会了，四个样本全对",
    "stuck, the curve is flat near a plateau": "卡住了，曲线在平稳段附近走平",
    "thrashing, the steps are too large": "在震荡，步子太大",
    "diverged, the numbers overflowed": "发散了，数值溢出",
    "solved": "学会",
    "stuck": "卡住",
    "still learning": "还在学",
    "thrashing": "震荡",
    "diverged": "发散",
    "hardly moves": "几乎不动",
}
