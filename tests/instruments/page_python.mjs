// Runs listings of one page of the site in Node, as the page itself would: with the same files.
// Arguments: the folder of the site's Python, Pyodide's folder, the page, a JSON list of cells.
// Prints a line of JSON for each cell.
import { readFileSync, writeSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { pathToFileURL } from "node:url";

const [folder, pyodide, page, cells] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));

function part(name) {
  const data = gunzipSync(readFileSync(`${folder}/${name}.bin`));
  let at = 4 + data.readUInt32LE(0);
  const sizes = Object.entries(JSON.parse(data.subarray(4, at).toString()));
  return sizes.map(([file, size]) => [file, data.subarray(at, (at += size))]);
}

const env = { MPLBACKEND: "svg", HOME: "/tmp" };
const python = await loadPyodide({ indexURL: `${pyodide}/`, env });
for (const [file, content] of ["numpy", "plainnet", "figures"].flatMap(part)) {
  if (file.endsWith(".zip")) python.unpackArchive(Uint8Array.from(content).buffer, "wheel");
}
const script = readFileSync(`${folder}/${page}.js`, "utf8");
const about = script.slice(script.indexOf("{"), script.lastIndexOf("}") + 1);
let said = [];
const { Session } = python.pyimport("plainnet_book.page_python.session");
const session = Session(about, (kind, text) => kind !== "figure" && said.push(text));
session.draw();
for (const cell of JSON.parse(cells)) {
  said = [];
  const [, expected] = session.plan(cell, "{}");
  const began = performance.now();
  session.run();
  const seconds = (performance.now() - began) / 1000;
  writeSync(1, `${JSON.stringify({ said, seconds, expected })}\n`);
}
