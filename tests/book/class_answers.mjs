// Writes, reads and counts answers in Node: from standard input, to standard output.
import { readFileSync } from "node:fs";
import { read } from "../../code/plainnet_book/class_answers/read.js";
import { tables } from "../../code/plainnet_book/class_answers/table.js";
import { written } from "../../code/plainnet_book/class_answers/write.js";

const { words, language, own, texts } = JSON.parse(readFileSync(0, "utf8"));
const found = texts.map((text) => read(text, words));
const result = {
  written: own.map(([spoken, page]) => written(words[spoken], page)),
  read: found,
  tables: found.map((each) => tables(each.texts, language)),
};
const plain = (_, value) => (value instanceof Map ? [...value.values()] : value);
process.stdout.write(JSON.stringify(result, plain));
