"""What the builder, its scripts and the theme say, in Chinese.

The package has tables of its own, in `plainnet.zh`.
"""

# The titles of pages that have no Chinese edition; `_toc.yml` has those of the others.
TITLES = {
    "debugging": "网络学不会的时候",
    "gradient_check": "梯度检验",
    "bug_museum": "错误博物馆",
    "capstone": "结业项目",
    "optimisers": "山谷、动量和 Adam",
    "sharpness": "损失曲面",
    "plateaus": "异或卡在哪里",
    "autograd": "从零实现自动微分",
    "numpy_to_pytorch": "用 PyTorch 再做一遍",
    "time_machine": "重做经典实验",
    "history": "历史",
    "references": "参考文献",
    "how_it_hangs_together": "整本书怎样搭起来",
    "api": "函数参考",
}
TEXTS = {
    # Menu, and the line above a heading
    "Start": "开始",
    "The course": "课程",
    "The field": "领域概览",
    "Workshop": "工作坊",
    "Going deeper": "进阶",
    "Appendix": "附录",
    "Chapter {number}": "第 {number} 章",
    "Appendix {number}": "附录 {number}",
    "about {minutes} minutes": "约 {minutes} 分钟",
    "about {minutes} minutes with exercises": "连练习约 {minutes} 分钟",
    "Lesson": "课",
    "Goal, and what you do": "目标和内容",
    "Counted": "计入",
    "Minutes": "分钟",
    "What you do": "做什么",
    "{minutes} of {length}": "{minutes}/{length}",
    "In all lessons together, {minutes} of {length:,} minutes are counted.": (
        "各课合计，{length:,} 分钟里计入 {minutes} 分钟。"
    ),
    ": ": "：",
    " ({lessons})": "（{lessons}）",
    "{hours} h: lesson {number}": "{hours} 小时：第 {number} 课",
    "about {hours} hours": "约 {hours} 小时",
    "{right} of {count} right": "{count} 题答对 {right} 题",
    "{right} of {count} right; still open:": "{count} 题答对 {right} 题，还没答对的：",
    "English": "英文",
    "Main": "全书",
    "References · {count}": "参考文献 · {count}",
    # Folds and exercises
    "Source of {names}": "{names} 的源代码",
    "Result": "结果",
    "Setup": "准备",
    "Setup · 1 import": "准备 · 1 行导入",
    "Setup · {count} imports": "准备 · {count} 行导入",
    "Code of this figure": "此图的代码",
    "Figure, with its code": "图和代码",
    "Code of this result": "此结果的代码",
    "Result, with its code": "结果和代码",
    "What is asserted": "这里断言了什么",
    "Code of {names}": "{names} 的代码",
    "{count} more": "另外 {count} 个",
    "{first} and {last}": "{first} 和 {last}",
    ", ": "、",
    "You said: ": "你的预测：",
    "Solution": "解答",
    " to": "：",
    "Solutions": "解答",
    "Solution to {exercise}": "{exercise} 的解答",
    "Exercise {number}": "练习 {number}",
    "Exercise: ": "练习：",
    "in the page": "在本页做",
    "in a notebook": "在笔记本里做",
    "with a pencil": "用纸笔做",
    "a longer piece": "较长的练习",
    "The references are [on the page]({page}).": "参考文献在[网页上]({page})。",
    # Around the text
    "Search": "搜索",
    "Hits": "搜索结果",
    "One hit": "1 条结果",
    "hits, the best first": "条结果，最相关的在前",
    "Nothing found: try one word alone, or its beginning (gradi), or the glossary.": (
        "没有找到：请只用一个词，或者换个短一点的词，例如梯度；也可以去查术语表。"
    ),
    "Searching needs JavaScript. The "
    '<a href="{glossary}">glossary</a> leads from each term to the chapter that explains it.': (
        '搜索需要 JavaScript。<a href="{glossary}">术语表</a>里的每个词都指向讲解它的那一章。'
    ),
    "Neighbouring pages": "前后页",
    "Previous": "上一页",
    "Next": "下一页",
    "Open at {place}": "在 {place} 打开",
    "Open in Jupyter": "在 Jupyter 里打开",
    "Text and figures: ": "文字和图：",
    "Code: ": "代码：",
    "Python in the page: ": "网页里的 Python：",
    ".": "。",
    "licences of its parts": "各部分的许可",
    "This page as a notebook": "下载本页的笔记本",
    "Repository": "代码仓库",
    "Report a mistake": "报告错误",
    "What you answer and write here stays in this browser, and nothing leaves it.": (
        "你在这里的回答和改动只留在这个浏览器里，不会传到别处。"
    ),
    "Delete what this site kept here": "删除本站留在这里的内容",
    "Delete it, on all pages?": "要删除所有页面上的回答和改动吗？",
    "Deleted": "已删除",
    "The English page has changed since": "英文版已更新",
    "On macOS or Linux:": "在 macOS 或 Linux 上：",
    "On Windows:": "在 Windows 上：",
    "Or, if you have uv, on any system:": "如果装有 uv，在任何系统上：",
    "Download {file}": "下载 {file}",
    "{download}. In its folder, these lines make an environment with the package and JupyterLab, "
    "and open it. They need Python 3.11 or newer, and on Debian or Ubuntu "
    "<code>sudo apt install python3-venv</code> before.": (
        "{download}。在它所在的文件夹里，下面几行会建立一个装有本书的包和 JupyterLab 的环境，"
        "并打开它。需要 Python 3.11 或更新的版本；在 Debian 或 Ubuntu 上，先运行 "
        "<code>sudo apt install python3-venv</code>。"
    ),
    # The question bank
    "“{page}”: questions from the book plainnet, CC BY 4.0, in Moodle's GIFT format": (
        "《{page}》：plainnet 一书的题目，CC BY 4.0，Moodle 的 GIFT 格式"
    ),
    "From “{place}” on the page “{page}” of the book plainnet.": (
        "选自 plainnet 一书《{page}》中的“{place}”。"
    ),
    # Answers of a class
    "Copy my answers": "复制我的回答",
    (
        "A short text for your teacher: what you answered on this page, and how many tries it "
        "took. It stays in this browser until you send it."
    ): ("给老师的一小段文字：你在本页答了什么，各试了几次。在你发出之前，它只留在这个浏览器里。"),
    (
        "This browser keeps nothing, perhaps because the window is private, so there are no "
        "answers to copy."
    ): "这个浏览器什么都不保存，也许是无痕窗口，所以没有可以复制的回答。",
    "Your name, if you like": "你的姓名（可以不填）",
    "Copy": "复制",
    "Save as a file": "存成文件",
    "plainnet: my answers": "plainnet：我的回答",
    "Name: {name}": "姓名：{name}",
    "Page: {page}, {title}": "网页：{page}，{title}",
    "Date: {date}": "日期：{date}",
    "{question}: {said}": "{question}：{said}",
    "Question {place}": "第 {place} 题",
    "Exercise {place}": "练习 {place}",
    "Prediction {place}": "预测 {place}",
    "Asked: {asked}": "题目：{asked}",
    "right": "答对了",
    "not yet": "还不对",
    "nearly": "差一点",
    "turned out differently": "和预测不同",
    "no answer": "没有回答",
    "{verdict}, 1 try": "{verdict}，试了 1 次",
    "{verdict}, {count} tries": "{verdict}，试了 {count} 次",
    "{tried}. Answer: {answer}": "{tried}。回答：{answer}",
    "Mistake: {mistake}": "错误：{mistake}",
    "Mistake {number}: {mistake}": "错误 {number}：{mistake}",
    "End of the answers. Questions: {count}": "回答到此为止。题数：{count}",
    "Copied": "已复制",
    "The text is selected; copy it by Ctrl+C or ⌘C": "文字已选中，请按 Ctrl+C 或 ⌘C 复制",
    "Answers of a class": "全班的回答",
    "Collecting answers needs JavaScript.": "收集回答需要 JavaScript。",
    "Paste the answers of your class here: one text or many, as often as you like": (
        "把学生发来的回答粘贴到这里：一段或很多段，可以分几次"
    ),
    (
        "Nothing leaves this browser, and what you paste or open is kept only until you close this "
        "page. A later copy replaces an earlier one of the same name and page: its right answers "
        "are the same, and elsewhere tries have only become more. Other texts of one name all "
        "stay, because they may be of different people."
    ): (
        "一切只留在这个浏览器里，关闭本页后就不再保存。"
        "同名、同一页的两段回答，如果一段可能是另一段后来再复制的（答对的题没有变，"
        "其他题试的次数只增不减），它就取代另一段；否则两段都保留，当作两个人的。"
    ),
    "Or open their files, all at once": "也可以一次打开所有人的文件",
    "Texts read: {texts}; incomplete: {incomplete}; replaced by another: {replaced}": (
        "读到 {texts} 段回答，其中 {incomplete} 段不完整，{replaced} 段已被另一段取代"
    ),
    "What could not be read": "没能读懂的内容",
    "Line {line}: {text}": "第 {line} 行：{text}",
    "Line {line}: the text of {name} does not say to which page it belongs": (
        "第 {line} 行：{name} 的回答没有写明是哪一页"
    ),
    "Line {line}: the text of {name} about “{page}” has no end": (
        "第 {line} 行：{name} 在“{page}”页的回答没有结尾"
    ),
    "Line {line}: the text of {name} about “{page}” has {found} of {count} questions": (
        "第 {line} 行：{name} 在“{page}”页的回答只有 {count} 题中的 {found} 题"
    ),
    "{title}: the questions that the table shows": "{title}：表里显示的题目",
    "{count} texts named {name}": "有 {count} 段回答的姓名是 {name}",
    "Show the answers": "显示回答",
    (
        "✓ right, ✗ not yet, … nearly, ! turned out differently from the prediction, – no answer; "
        "the number counts the tries. “Right” leaves predictions out."
    ): "✓ 答对了，✗ 还不对，… 差一点，! 和预测不同，– 没有回答；数字是试的次数。“答对”不算预测。",
    "Name": "姓名",
    "without a name": "没有姓名",
    "Right": "答对",
    "The most frequent mistakes": "最常见的错误",
    "Copy this table for a spreadsheet": "复制表格，可粘贴到电子表格",
    "The table as text": "表格的文字",
    # The PDF
    "Contents": "目录",
    "A book about neural networks that runs": "一本能运行的神经网络书",
    "On the site, explorers move, answer boxes answer, and listings run.": (
        "在网站上，交互图会动，答题框会判断对错，代码可以运行。"
    ),
    "Solution on page {page}": "解答见第 {page} 页",
    "This book as a PDF": "本书的 PDF",
    # The theme
    "Skip to content": "跳到正文",
    "Back to top": "回到顶部",
    "On this page": "本页内容",
}
# What the theme and extensions write without asking for a translation, as it stands in a page.
THEME = {
    'aria-label="Toggle Light / Dark / Auto color theme"': 'aria-label="切换浅色、深色或自动"',
    'aria-label="Toggle site navigation sidebar"': 'aria-label="打开或关闭目录"',
    'aria-label="Toggle table of contents sidebar"': 'aria-label="打开或关闭本页内容"',
    "Light mode": "浅色",
    "Dark mode": "深色",
    "Auto light/dark, in light mode": "自动，现为浅色",
    "Auto light/dark, in dark mode": "自动，现为深色",
    "<title>Contents</title>": "<title>内容</title>",
    "<title>Menu</title>": "<title>目录</title>",
    "<title>Expand</title>": "<title>展开</title>",
}
