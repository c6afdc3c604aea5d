// Asks `search.js` in Node for what is far too long; prints the number of hits of each query, and
// whether all took less than three seconds of the processor.
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const documentElement = { dataset: { content_root: "" } };
const nothing = { documentElement, querySelectorAll: () => [], querySelector: () => null };
Object.assign(globalThis, { document: nothing, location: new URL("http://localhost"), addEventListener() {} });
const script = new URL("../../code/plainnet_book/page/search.js", import.meta.url);
runInThisContext(readFileSync(script, "utf8"));
const text = "the loss of a network after gradient descent ".repeat(100);
const sections = Array.from({ length: 200 }, () => [0, "", "", false]);
const index = { pages: [["xor.html", "", "", ""]], terms: [], sections };
globalThis.texts = sections.map(() => ["loss", text]);
runInThisContext("folded = texts");
const found = (query) => runInThisContext("search")(query, index).numbers.length;
const queries = ["losss", ...["a", "gradient ", "losss "].map((piece) => piece.repeat(3000))];
const hits = queries.map(found);
process.stdout.write(JSON.stringify([hits, process.cpuUsage().user < 3e6]));
