"""All words of *Run*, by language and name: `WORDS` of the page, `SAID` by Python in it."""

NUMPY, PYTHON = "2.0", "3.12"  # those that run in the page; a test compares them with the files

ENGLISH = {
    "run": "Run",
    "check": "Check",
    "run_long": "Run, about {seconds} s",
    "stop": "Stop",
    "edit": "Edit",
    "reset": "↺ Original",
    "undo": "↻ My version",
    "reset_all": "↺ Originals on this page",
    "reset_done": "Done: each listing has “↻ My version”",
    "book": "The book's result",
    "stale": "The book's result, from the original code:",
    "stale_above": "The book's result, without your changes above:",
    "old": "From before your last change:",
    "download": "↓ Download with my changes",
    "code": "Code: {begin}",
    "figure": "Figure that your run drew",
    "loading": "Python is loading",
    "edited": "Edited, and kept in this browser",
    "not_kept": "Edited; this browser keeps nothing, so take your changes along",
    "waiting": "Starting Python, {seconds} s",
    "starting": (
        "Loading Python, once: {came} of {all} MB "
        f"(Python {PYTHON} and NumPy {NUMPY}, whichever made the book)"
    ),
    "coming": "Python loads, once: {came} of {all} MB",
    "figures": "Loading Matplotlib, once: {came} of {all} MB",
    "running": "Running, {seconds} s",
    "running_long": "Running, {seconds} s of about {all} s",
    "short": "less than 0.1",
    "done": "Your run, {seconds} s",
    "done_edited": "Your run, {seconds} s, with your changes above",
    "failed": "Your run ended with an error, after {seconds} s",
    "stopped": "Stopped after {seconds} s",
    "broken": (
        "Python stopped working, most often because a loop or a function that calls itself has no "
        "end, or the memory is full; it starts again with the next run ({error})"
    ),
    "lost": "Python was stopped, and starts again when it is asked",
    "not_loaded": "Python could not be loaded; another press tries again ({error})",
    "too_old": "This browser is too old to run Python; one of 2023 or newer does",
    "above": "A cell above, which this one needs, stopped with an error:",
    "right": "Right",  # how a check of an exercise begins
    "wrong": "Not yet",
    "open": "Not answered",
    "unanswered": "Write your answer in place of the three dots, and check again",
}
CHINESE = {
    "run": "运行",
    "check": "检查",
    "run_long": "运行，约 {seconds} 秒",
    "stop": "停止",
    "edit": "编辑",
    "reset": "↺ 原来的代码",
    "undo": "↻ 我的改动",
    "reset_all": "↺ 恢复本页所有代码",
    "reset_done": "已恢复：每段代码都有“↻ 我的改动”",
    "book": "书中的结果",
    "stale": "书中的结果，由原来的代码得出：",
    "stale_above": "书中的结果，没有用上你在前面的改动：",
    "old": "你上次改动之前的结果：",
    "download": "↓ 下载，带上我的改动",
    "code": "代码：{begin}",
    "figure": "你运行时画出的图",
    "loading": "正在加载 Python",
    "edited": "已改动，存在这个浏览器里",
    "not_kept": "已改动；这个浏览器什么都不保存，请自己留下你的改动",
    "waiting": "正在启动 Python，{seconds} 秒",
    "starting": (
        f"正在加载 Python，只此一次：{{came}}/{{all}} MB（Python {PYTHON}，NumPy {NUMPY}）"
    ),
    "coming": "正在加载 Python，只此一次：{came}/{all} MB",
    "figures": "正在加载 Matplotlib，只此一次：{came}/{all} MB",
    "running": "正在运行，{seconds} 秒",
    "running_long": "正在运行，{seconds} 秒，共约 {all} 秒",
    "short": "不到 0.1",
    "done": "已运行，用时：{seconds} 秒",
    "done_edited": "已运行，用时：{seconds} 秒，用上了你在前面的改动",
    "failed": "运行出错（{seconds} 秒）",
    "stopped": "{seconds} 秒后停止",
    "broken": (
        "Python 停止了工作，多半是因为循环或者调用自己的函数停不下来，或者内存满了；"
        "下次运行时会重新启动（{error}）"
    ),
    "lost": "Python 已停止，需要时会重新启动",
    "not_loaded": "没能加载 Python；再按一次会重试（{error}）",
    "too_old": "这个浏览器太旧，不能运行 Python；2023 年或更新的可以",
    "above": "这里要用到前面的一个单元格，它出错停下了：",
    "right": "对了",
    "wrong": "还不对",
    "open": "还没有作答",
    "unanswered": "请把三个点换成你的答案，再检查一次",
}
WORDS = {"en": ENGLISH, "zh-CN": CHINESE}
# A sentence on an error, above its traceback: what went wrong, in which line, and what to do.
SAID_IN_ENGLISH = {
    "gone": "Python was stopped, and forgot this one: run its cell again",
    "too_long": "\n… more was printed than this page shows.\n",
    "this_cell": "this cell",
    "cell_above": "a cell above",
    "sign": "Line {line} of {place} has the sign {sign} ({code}); Python needs {right}.",
    "prompt": (
        "Line {line} of {place} begins with what Python shows before a line: leave out >>>, ... "
        "and In [1]:, and copy the code behind them alone."
    ),
    "outside": (
        "Line {line} of {place} has a word that belongs into a function, such as return: put it "
        "into a def, or leave it out."
    ),
    "syntax": (
        "Python cannot read line {line} of {place}: look where ^ stands, and at the end of the "
        "line before, for a bracket, a quote, a colon or a comma too few or too many."
    ),
    "indentation": (
        "Line {line} of {place} begins in the wrong column: lines of one block begin in the same, "
        "and those below a colon four spaces further right."
    ),
    "deep": (
        "Line {line} of {place} has thousands of signs in one expression, which Python in a page "
        "cannot read: write a loop, or divide the expression into several lines with names."
    ),
    "magic": (
        "Line {line} of {place} is for Jupyter, as are all that begin with ! or %: leave it out "
        "here, or open this page in Jupyter."
    ),
    "memory": (
        "The memory of the page was not enough for {place}: look for a loop that never ends, or "
        "for an array that is far too large."
    ),
    "name": (
        "Line {line} of {place} uses the name {name}, which no line before it has made: look how "
        "it is spelled, or make it first."
    ),
    "name_elsewhere": (
        "Line {line} of {place} uses the name {name}, which is made only further below or in "
        "another exercise: copy the lines that make it into this cell, above this one."
    ),
    "input": (
        "Line {line} of {place} waits for something to be typed, which a page cannot do: write the "
        "value into the cell, as in x = 3, or open this page in Jupyter."
    ),
    "alone": (
        "Line {line} of {place} starts something that runs beside it, such as a thread or another "
        "program, and Python in a page does one thing at a time: leave that out, or open this page "
        "in Jupyter."
    ),
    "module": (
        "Line {line} of {place} needs the module {module}, which Python in a page does not have: "
        "look how it is spelled, or open this page in Jupyter, where you can install it."
    ),
    "offline": (
        "Line {line} of {place} asks for something from the internet, which Python in a page "
        "cannot reach: open this page in Jupyter."
    ),
    "broadcast": (
        "In line {line} of {place}, the shapes {shapes} do not fit: counted from the right, two "
        "lengths have to be equal, or one of them 1. Print the shapes in the line before."
    ),
    "product": (
        "In line {line} of {place}, the product does not fit: the last length of the left array "
        "is {left}, the first of the right one {right}, and they have to be equal. Print both "
        "shapes in the line before."
    ),
    "reshape": (
        "In line {line} of {place}, {size} numbers do not fill the shape {shape}: its lengths, "
        "multiplied, have to be {size}."
    ),
    "call": (
        "Line {line} of {place} calls an object of the type {kind}, which is no function: look for "
        "an operator that is missing, as in 2(x) for 2 * (x), or for a line that gives another "
        "meaning to the name of a function, such as sum = 0."
    ),
    "argument": (
        "In line {line} of {place}, {argument} does not fit: expected was {expected}. What came "
        "instead stands in the last line below, behind “got”."
    ),
    "error": "Line {line} of {place} stopped with an error, and the last line below says why.",
}
SAID_IN_CHINESE = {
    "gone": "Python 已停止，也忘了这一个：请再运行一次它的单元格",
    "too_long": "\n…… 打印的内容太多，本页显示不下。\n",
    "this_cell": "这个单元格",
    "cell_above": "前面的单元格",
    "sign": "{place}的第 {line} 行用了符号 {sign}（{code}），Python 只认 {right}。",
    "prompt": (
        "{place}的第 {line} 行，开头是 Python 显示的提示符：去掉 >>>、... 和 In [1]:，"
        "只抄后面的代码。"
    ),
    "outside": (
        "{place}的第 {line} 行，有个词（例如 return）只能用在函数里：放进 def 里，或者去掉。"
    ),
    "syntax": (
        "{place}的第 {line} 行，Python 读不懂：看看 ^ 所指的地方和上一行的末尾，"
        "是不是少了或多了括号、引号、冒号或逗号。"
    ),
    "indentation": (
        "{place}的第 {line} 行缩进不对：同一块里的各行要左对齐，冒号后面的各行要再缩进四个空格。"
    ),
    "deep": (
        "{place}的第 {line} 行，一个式子里有上千个符号，网页里的 Python 读不了："
        "改用循环，或者拆成几行，各起一个名字。"
    ),
    "magic": (
        "{place}的第 {line} 行是给 Jupyter 的，以 ! 或 % 开头的都是：在这里去掉它，"
        "或者在 Jupyter 里打开本页。"
    ),
    "memory": ("网页的内存不够{place}用：看看有没有停不下来的循环，或者大得多余的数组。"),
    "name": (
        "{place}的第 {line} 行用了名字 {name}，而前面没有哪一行定义过它："
        "看看有没有拼错，或者先定义它。"
    ),
    "name_elsewhere": (
        "{place}的第 {line} 行用了名字 {name}，它只在后面或另一个练习里定义过："
        "把定义它的那几行抄到这个单元格里，放在这一行前面。"
    ),
    "input": (
        "{place}的第 {line} 行要等人输入，可是在网页里没法输入：把值直接写进单元格，例如 x = 3，"
        "或者在 Jupyter 里打开本页。"
    ),
    "alone": (
        "{place}的第 {line} 行要同时运行别的东西，例如线程或另一个程序，可是网页里的 Python "
        "一次只能做一件事：去掉它，或者在 Jupyter 里打开本页。"
    ),
    "module": (
        "{place}的第 {line} 行要用模块 {module}，网页里的 Python 没有它：看看有没有拼错，"
        "或者在 Jupyter 里打开本页，在那里可以安装它。"
    ),
    "offline": (
        "{place}的第 {line} 行要从互联网上取东西，可是网页里的 Python 不能上网："
        "请在 Jupyter 里打开本页。"
    ),
    "broadcast": (
        "{place}的第 {line} 行里，形状 {shapes} 配不上：从右往左数，每一维的长度要相等，"
        "或者其中一个是 1。在前一行把它们的形状打印出来看看。"
    ),
    "product": (
        "{place}的第 {line} 行里，乘积的形状配不上：左边数组最后一维的长度是 {left}，"
        "右边数组第一维的长度是 {right}，两者要相等。在前一行把两个形状打印出来看看。"
    ),
    "reshape": (
        "{place}的第 {line} 行里，{size} 个数填不成形状 {shape}：各维长度的乘积要等于 {size}。"
    ),
    "call": (
        "{place}的第 {line} 行把一个 {kind} 类型的对象当成函数来调用：看看有没有少写运算符，"
        "例如把 2 * (x) 写成了 2(x)；或者有没有哪一行改掉了函数名的含义，例如 sum = 0。"
    ),
    "argument": (
        "{place}的第 {line} 行里，参数 {argument} 不合适：应该给的是 {expected}。"
        "实际给的见下面最后一行的 got 之后。"
    ),
    "error": "{place}的第 {line} 行出错停下了，原因见下面的最后一行。",
}
SAID = {"en": SAID_IN_ENGLISH, "zh-CN": SAID_IN_CHINESE}
