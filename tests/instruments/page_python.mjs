// Runs listings of one page of the site in Node, as the page itself would: with the same files.
// Arguments: the folder of the site's Python, Pyodide's folder, the page, a JSON list of cells.
// Prints a line of JSON for each cell.
import { readFileSync, writeSync } from "node:fs";
import { start } from "./pyodide_in_node.mjs";

const [folder, pyodide, page, cells] = process.argv.slice(2);
const python = await start(folder, pyodide, ["numpy", "plainnet", "figures"]);
const script = readFileSync(`${folder}/${page}.js`, "utf8");
const about = script.slice(script.indexOf("{"), script.lastIndexOf("}") + 1);
const HIDDEN = new Set(["figure", "explorer", "verdict"]); // what no comparison of texts has
let said = [];
const { Session } = python.pyimport("plainnet_book.page_python.session");
const session = Session(about, (kind, text) => !HIDDEN.has(kind) && said.push(text));
session.draw();
for (const cell of JSON.parse(cells)) {
  said = [];
  const [, expected] = session.plan(cell, "{}");
  const began = performance.now();
  session.run();
  const seconds = (performance.now() - began) / 1000;
  writeSync(1, `${JSON.stringify({ said, seconds, expected })}\n`);
}
