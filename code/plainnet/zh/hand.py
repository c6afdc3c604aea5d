"""The texts of the pad on which a reader draws a digit in Chinese."""

TEXTS = {
    "It learns to read your hand": "它在学认你写的数字",
    "It reads your hand": "它来认你写的数字",
    "Step": "步数",
    "▶ Train": "▶ 训练",
    "The network gets it": "交给网络",
    "centred": "居中",
    "as it lies": "原样",
    "A pad to draw a digit on. The arrow keys move the drawing by one pixel.": (
        "写字板，可以在上面写一个数字。方向键每次把字移动一个像素。"
    ),
    "Draw a digit here": "在这里写一个数字",
    "Clear": "清除",
    "A stored digit": "现成的数字",
    "draw…": "自己写……",
    "what it sees": "它看到的",
    "{count} units": "{count} 个单元",
    "Move it by a pixel": "移动一个像素",
    "One pixel to the left": "左移一个像素",
    "One pixel up": "上移一个像素",
    "One pixel down": "下移一个像素",
    "One pixel to the right": "右移一个像素",
    "How sure it is of each digit": "它对每个数字有多大把握",
    "Draw a digit, and the network reads it.": "写一个数字，网络来认。",
    "Before its first step, the network reads this as {digit}, with {percent} %.": (
        "还没学第一步，网络把它认作 {digit}，有 {percent}% 的把握。"
    ),
    "After {step} steps, the network reads this as {digit}, with {percent} %.": (
        "学了 {step} 步后，网络把它认作 {digit}，有 {percent}% 的把握。"
    ),
    "The network reads this as {digit}, with {percent} %.": (
        "网络把它认作 {digit}，有 {percent}% 的把握。"
    ),
    " Of {count} digits that are new to it, it reads {right} right.": (
        "另有 {count} 个它没学过的数字，认对 {right} 个。"
    ),
    "Your browser is reading {images} images…": "你的浏览器正在认 {images} 张图片……",
    (
        "✓ Your browser has just read {images} images with {networks}; every sum is the whole "
        "number that Python found."
    ): (
        "✓ 你的浏览器刚刚用{networks}认了 {images} 张图片；每个和都是整数，与 Python 算出的完全相"
        "同。"
    ),
    ("✗ Your browser found other numbers than Python ({what}). Do not believe this picture."): (
        "✗ 你的浏览器算出的数与 Python 的不一样（{what}）。不要相信这幅图。"
    ),
    "this network": "这个网络",
    "all {count} networks": "全部 {count} 个网络",
    "sums": "和",
    "probabilities": "概率",
    "counts": "答对的个数",
    "strokes": "笔画",
    ", ": "、",
    "{percent} %": "{percent}%",
    "Hand: {count} networks, the last reads {right} of {images} digits": (
        "写字板：{count} 个网络，最后一个在 {images} 个数字里认对 {right} 个"
    ),
}
