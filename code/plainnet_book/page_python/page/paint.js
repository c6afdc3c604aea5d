// Colours for what the reader writes, by the classes that the build gives to Python's words.
const TOKEN = new RegExp(
  [
    "(?<c1>#.*)",
    "(?<s1>[rbfRBF]{0,2}(?:\"\"\"[^]*?(?:\"\"\"|$)|'''[^]*?(?:'''|$)|\"(?:\\\\.|[^\"\\\\\\n])*\"?|'(?:\\\\.|[^'\\\\\\n])*'?))",
    `(?<k>\\b(?:${KEYWORDS.join("|")})\\b)`,
    `(?<kc>\\b(?:True|False|None)\\b)`,
    `(?<nb>(?<![.\\w])(?:${BUILTINS.join("|")})\\b)`,
    "(?<mf>\\b\\d[\\w.]*)",
  ].join("|"),
  "g",
);

export function painted(text) {
  const pieces = [];
  let end = 0;
  for (const { 0: token, index, groups } of text.matchAll(TOKEN)) {
    const span = document.createElement("span");
    span.textContent = token;
    [span.className] = Object.entries(groups).find(([, found]) => found !== undefined);
    pieces.push(text.slice(end, index), span);
    end = index + token.length;
  }
  return [...pieces, `${text.slice(end)}\n`];
}
