// What a reader types for a number: also a fraction, a root, a logarithm, a product or a power.
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻";
const FRACTION = "[¼-¾⅐-⅞]"; // one character, such as ½
const SPACED = /(?<![\d.,])\d{1,3}(?:[ '’]\d{3})+(?![\d.,]|\s*\d)/g; // such as 5 000 000
const GROUPED = /^[1-9]\d{0,2}(?:,\d{3})+$/; // such as 5,000, which may also be a decimal comma
const NUMBER = /(?:\d+(?:,\d{3}){2,}|\d+(?:\.\d{3}){2,}|\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?/iy;
const OTHER = /\*\*|sqrt|sigmoid|ln|log10|log2|log|exp|pi|e(?= *[\^*])|[-+*/^()√πσ]/iy;
const { sqrt, log, log2, log10, exp } = Math;
const sigmoid = (z) => 1 / (1 + exp(-z));
const LONGEST = 200; // characters: a deep nest of brackets would fill the browser's stack
const FUNCTIONS = { "√": sqrt, sqrt, ln: log, log, log2, log10, exp, sigmoid, σ: sigmoid };
const CONSTANTS = { π: Math.PI, pi: Math.PI, e: Math.E };

// The text without words that leave a number as it is: *about*, and words of the question behind it.
function bare(text, prompt) {
  const asked = prompt.toLowerCase().match(/[a-zα-ω]{4,}|α/g) ?? [];
  const typed = text.trim().replace(/^(?:about|approx\.?|roughly|ca\.?|circa)\s+/i, "");
  const pieces = typed.split(" ");
  while (pieces.length > 1 && asked.includes(pieces.at(-1).toLowerCase())) pieces.pop();
  return pieces.join(" ").replace(/(?<=\d)\s*[×x]$/, "");
}

// The text with signs of a usual width: a Chinese keyboard may type １．５ or 1。5 for 1.5.
const narrow = (text) =>
  text.replaceAll(/[！-～\u3000]/g, (each) => each.normalize("NFKC")).replaceAll("。", ".");

// The text with plain signs only: one kind of minus, of multiplication, of fraction and power.
function plain(text) {
  const power = (digits) =>
    `^${[...digits].map((each) => "0123456789-"[SUPERSCRIPTS.indexOf(each)]).join("")}`;
  return text
    .trim()
    .replace(/^.*[=≈~]\s*/, "") // of a calculation, its result; of a name and a number, the number
    .replace(/^[a-zα-ω_]*\s*[<≤]\s*/i, "")
    .replace(/(\d)[.,…]+$/, "$1")
    .replaceAll(new RegExp(`(?<![\\d.,])(\\d+)\\s*(${FRACTION})`, "g"), "($1+$2)")
    .replaceAll(new RegExp(FRACTION, "g"), (each) => `(${each.normalize("NFKC")})`)
    .replaceAll(new RegExp(`[${SUPERSCRIPTS}]+`, "g"), power)
    .replaceAll(/[\u00a0\u2007\u2009\u202f]/g, " ")
    .replaceAll(/[−–—]/g, "-")
    .replaceAll(/[·×⋅•∙∗✕]/g, "*")
    .replaceAll(/(?<=[\d)])(?<!^0) *x *(?=[\d(√])/gi, "*")
    .replaceAll(/[⁄÷∕]/g, "/")
    .replaceAll(/(?<=\d)_(?=\d{3})/g, "")
    .replaceAll(/\b(?:np|math)\./g, "")
    .replaceAll(SPACED, (number) => number.replaceAll(/\D/g, ""));
}

// Its numbers, names and signs; none if there is anything else.
function partsOf(typed) {
  const parts = [];
  for (let at = 0; at < typed.length;) {
    if (typed[at] === " ") {
      at += 1;
      continue;
    }
    for (const kind of [NUMBER, OTHER]) kind.lastIndex = at;
    const [part] = NUMBER.exec(typed) ?? OTHER.exec(typed) ?? [];
    if (!part) return [];
    parts.push(part.toLowerCase());
    at += part.length;
  }
  return parts;
}

const isNumber = (part) => /^[\d.,]/.test(part ?? "");

// A comma is a decimal comma, unless there are several, or a whole number is asked for.
function valueOf(part, whole) {
  const groups = part.split(",").length - 1;
  const isGrouped = groups > 1 || (whole && GROUPED.test(part));
  if (part.split(".").length > 2) return Number(part.replaceAll(".", ""));
  return Number(isGrouped ? part.replaceAll(",", "") : part.replace(",", "."));
}

// The value of the parts; NaN if they make no sense. The sign of a term is that of all of it.
function evaluated(parts, whole) {
  let at = 0;
  const next = (...signs) => signs.includes(parts[at]) && parts[at++];
  function sum() {
    let value = signed();
    for (let sign = next("+", "-"); sign; sign = next("+", "-")) {
      value += sign === "+" ? signed() : -signed();
    }
    return value;
  }
  function signed() {
    const sign = next("+", "-");
    return sign === "-" ? -product() : product();
  }
  function product() {
    let value = power();
    for (;;) {
      if (next("*")) value *= factor();
      else if (next("/")) value /= factor();
      else if (parts[at] in FUNCTIONS || parts[at] in CONSTANTS || parts[at] === "(") {
        value *= power(); // such as 2√2
      } else return value;
    }
  }
  const factor = () => (next("-") ? -power() : power());
  function power() {
    const base = atom();
    return next("^", "**") ? base ** factor() : base;
  }
  function atom() {
    const part = parts[at++];
    if (part in FUNCTIONS) return FUNCTIONS[part](parts[at] === "(" ? atom() : power());
    if (part in CONSTANTS) return CONSTANTS[part];
    if (isNumber(part)) return valueOf(part, whole);
    const value = part === "(" ? sum() : NaN;
    return next(")") ? value : NaN;
  }
  const value = sum();
  return at === parts.length ? value : NaN;
}

// How a text may be read: the numbers that it may mean, the likeliest first; whether it is a single
// number, and with how many significant digits; whether its comma may be of either kind. Where the
// question asks for percent, 0.267 may mean 26.7. A text that `isLong` is not read.
export function readings(text, { whole, percent, prompt }) {
  if (text.length > LONGEST) return { numbers: [], isLong: true };
  const typed = plain(bare(narrow(text), prompt));
  const isShare = typed.endsWith("%");
  const parts = partsOf(isShare ? typed.slice(0, -1) : typed);
  const unsigned = parts.slice(Number("+-".includes(parts[0])));
  const isSingle = unsigned.length === 1 && isNumber(unsigned[0]);
  const isNone = isShare && (!isSingle || whole);
  const grouped = isSingle ? [whole] : [whole, false]; // 1,728·10⁶ may have either comma
  const values = isNone ? [] : grouped.map((each) => evaluated(parts, each));
  const found = values.flatMap((value) => {
    const share = isShare && !percent ? value / 100 : value;
    return percent && !isShare ? [share, 100 * share] : [share];
  });
  return {
    numbers: found.filter(Number.isFinite),
    digits: isSingle ? digitsOf(unsigned[0]) : Infinity,
    isTwofold: isSingle && !whole && /^[^,]*,[^,]*$/.test(unsigned[0]) && GROUPED.test(unsigned[0]),
  };
}

// The number of significant digits; the zeros at the end of 1200 do not count.
function digitsOf(number) {
  const typed = number.replace(/e.*$/, "").replace(",", ".");
  const digits = typed.replace(/\D/g, "").replace(/^0+/, "");
  return (typed.includes(".") ? digits : digits.replace(/0+$/, "")).length;
}
