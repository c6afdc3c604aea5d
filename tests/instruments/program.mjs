// Runs the program that comes as input, in the Python of pages, and prints what it prints.
// Arguments: the folder of the site's Python, Pyodide's folder.
import { readFileSync } from "node:fs";
import { start } from "./pyodide_in_node.mjs";

const python = await start(...process.argv.slice(2, 4), ["numpy", "plainnet"]);
python.runPython(readFileSync(0, "utf8"));
