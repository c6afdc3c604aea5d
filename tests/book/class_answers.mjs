// Writes, reads and counts answers in Node: from standard input, to standard output.
import { readFileSync } from "node:fs";
import { read } from "../../code/plainnet_book/class_answers/read.js";
import { pages, tableOf } from "../../code/plainnet_book/class_answers/table.js";
import { written } from "../../code/plainnet_book/class_answers/write.js";

const { words, language, own, texts, kept } = JSON.parse(readFileSync(0, "utf8"));
const found = texts.map((text) => read(text, words));
const counted = (page) => ({ ...page, ...tableOf(page, page.questions, language) });
Object.assign(globalThis, {
  WORDS: words[language],
  document: { querySelectorAll: () => [], addEventListener() {} },
  localStorage: { getItem: (key) => key },
});
const { recordOf } = await import("../../code/plainnet_book/class_answers/tries.js");
const result = {
  records: kept.map((key) => recordOf({ key })),
  written: own.map(([spoken, page]) => written(words[spoken], page)),
  read: found,
  tables: found.map((each) => {
    const { replaced, pages: all } = pages(each.texts, language);
    return { replaced, tables: all.map(counted) };
  }),
};
const plain = (_, value) => (value instanceof Map ? [...value.values()] : value);
process.stdout.write(JSON.stringify(result, plain));
