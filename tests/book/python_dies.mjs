// Lets Python die behind `worker.js`; prints what the worker says. Arguments: the folder of the
// site's Python, Pyodide's folder, the cell of which it dies.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { runInThisContext } from "node:vm";
import { part } from "../instruments/pyodide_in_node.mjs";

const [folder, pyodide, source] = process.argv.slice(2);
const worker = new URL("../../code/plainnet_book/page_python/worker.js", import.meta.url);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const PATIENCE = 5000;
const said = [];
WebAssembly.Suspending = class {}; // as in new browsers; with it, Pyodide would switch stacks
const end = () => {
  process.stdout.write(`\n${JSON.stringify(said)}`); // below what Python wrote
  process.exit();
};
let hear;
Object.assign(globalThis, {
  self: globalThis,
  addEventListener: (_, listener) => (hear = listener),
  postMessage({ kind, text }) {
    said.push(kind, text);
    if (kind === "done") setTimeout(end, PATIENCE);
    if (kind === "broken") end();
  },
  loadPyodide: (settings) => loadPyodide({ ...settings, indexURL: `${pyodide}/` }),
});
process.on("unhandledRejection", () => {}); // a browser goes on, too
runInThisContext(readFileSync(worker, "utf8"));
const data = ["numpy", "plainnet"].flatMap((name) => part(folder, name));
const files = Object.fromEntries(data.map(([name, bytes]) => [name, Uint8Array.from(bytes).buffer]));
const notebook = { cells: [{ cell_type: "code", source }] };
hear({ data: { files, page: JSON.stringify({ notebook, built: {} }) } });
hear({ data: { cell: 0, texts: "{}" } });
