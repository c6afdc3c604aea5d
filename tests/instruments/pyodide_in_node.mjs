// Starts the Python of pages in Node, from the same files as the page.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { pathToFileURL } from "node:url";

export function part(folder, name) {
  const data = gunzipSync(readFileSync(`${folder}/${name}.bin`));
  let at = 4 + data.readUInt32LE(0);
  const sizes = JSON.parse(data.subarray(4, at).toString());
  return Object.entries(sizes).map(([file, size]) => [file, data.subarray(at, (at += size))]);
}

// `folder` has the parts of these names, `pyodide` is Pyodide's own.
export async function start(folder, pyodide, names) {
  const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
  const env = { MPLBACKEND: "svg", HOME: "/tmp" };
  const python = await loadPyodide({ indexURL: `${pyodide}/`, env });
  for (const [file, content] of names.flatMap((name) => part(folder, name))) {
    if (file.endsWith(".zip")) python.unpackArchive(Uint8Array.from(content).buffer, "wheel");
  }
  return python;
}
