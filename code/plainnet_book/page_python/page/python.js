// Python in this page: its files, which come with the first run, and the worker that runs cells.
const ROOT = document.documentElement.dataset.content_root;
const FOLDER = `${ROOT}_static/plainnet/python/`;
const FIRST = ["python", "numpy", "plainnet"];
export const PAGE = location.pathname.split("/").pop().replace(".html", "");
const files = {}; // for each part, a promise of the bytes of its files, by name
const arrived = new Set(); // the names of parts that are complete
let notebook; // a promise of what the build wrote about the cells of this page, and about parts
export async function page() {
  notebook ??= loadScript(`${FOLDER}${PAGE}.js`);
  try {
    await notebook;
  } catch (error) {
    notebook = undefined; // the next press tries again
    throw error;
  }
  return window.plainnetPage;
}
let loading = new AbortController();
export const progress = { came: 0, all: 0, words: "", show: () => {} };

export const canRun = () =>
  Boolean(
    window.WebAssembly && window.DecompressionStream && window.Worker && Blob.prototype.stream,
  );

function loadScript(src) {
  return new Promise((onload, broken) => {
    const onerror = () => broken(new Error(src));
    document.head.append(Object.assign(document.createElement("script"), { src, onload, onerror }));
  });
}

// The content of a part, from the network, with a count of what came.
async function fetched(name, digest) {
  const address = `${FOLDER}${name}.bin?${digest}`;
  const response = await fetch(address, { signal: loading.signal });
  if (!response.ok) throw new Error(response.statusText);
  const pieces = [];
  const reader = response.body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    progress.came += piece.value.length;
    progress.show();
  }
  return new Blob(pieces);
}

// Pages from `file://` can only load scripts: there is one with the same content.
async function fromScript(name, digest) {
  await loadScript(`${FOLDER}${name}.js?${digest}`);
  const content = atob(window.plainnetParts[name]);
  delete window.plainnetParts[name];
  return new Blob([Uint8Array.from(content, (character) => character.charCodeAt(0))]);
}

async function unpacked(name) {
  const { bytes, digest } = (await page()).parts[name];
  progress.all += bytes;
  const load = location.protocol === "file:" ? fromScript : fetched;
  const packed = await load(name, digest);
  const stream = packed.stream().pipeThrough(new DecompressionStream("gzip"));
  const data = await new Response(stream).arrayBuffer();
  const end = 4 + new DataView(data).getUint32(0, true);
  const sizes = JSON.parse(new TextDecoder().decode(data.slice(4, end)));
  let at = end;
  const parts = Object.entries(sizes).map(([file, size]) => [file, data.slice(at, (at += size))]);
  return Object.fromEntries(parts);
}

async function part(name) {
  const promise = (files[name] ??= unpacked(name));
  try {
    const found = await promise;
    arrived.add(name);
    return found;
  } catch (error) {
    if (files[name] === promise) delete files[name]; // the next press tries again
    throw error;
  }
}

let worker; // a promise
let now; // the run that the worker is asked for: what it calls, and how it ends

// An error of Python itself, after it was loaded.
const late = (message) => Object.assign(new Error(message), { isLate: true });

async function start() {
  Object.assign(progress, { came: 0, all: 0, words: WORDS.starting });
  const [about, ...parts] = await Promise.all([page(), ...FIRST.map(part)]);
  const given = Object.assign({}, ...parts);
  const scripts = [
    given["pyodide.js"],
    "\n",
    given["pyodide.asm.js"],
    "\nglobalThis._createPyodideModule = _createPyodideModule;\n",
    given["worker.js"],
  ];
  const made = new Worker(URL.createObjectURL(new Blob(scripts, { type: "text/javascript" })));
  made.addEventListener("message", ({ data }) => answer(made, data));
  made.addEventListener("error", ({ message }) => now?.broken(late(message)));
  made.postMessage({ files: given, page: JSON.stringify(about) });
  return made;
}

async function answer(from, { kind, ...message }) {
  if (kind === "figures") {
    Object.assign(progress, { came: 0, all: 0, words: WORDS.figures });
    try {
      from.postMessage({ figures: await part("figures") });
    } catch (error) {
      now?.broken(error);
    }
  } else if (kind === "broken") {
    now?.broken(late(message.text));
  } else if (kind === "done") {
    now?.done(message.good);
  } else {
    now?.on[kind]?.(message);
  }
}

// Stops the run that `on` belongs to, while it waits, too.
export function stop(on) {
  on.leave();
  if (now?.on !== on) return;
  loading.abort();
  loading = new AbortController();
  for (const name of Object.keys(files)) if (!arrived.has(name)) delete files[name];
  worker?.then((made) => made.terminate()).catch(() => {});
  worker = undefined;
  now.done("stopped");
}

let queue = Promise.resolve();
// Runs a cell after those that wait; `on` has functions for what it prints and draws. Ends with
// whether it ran without an exception, or "stopped". Rejects if Python itself is lost.
export function run(cell, texts, on) {
  let isLeft = false;
  const left = new Promise((done) => {
    on.leave = () => {
      isLeft = true;
      done("stopped");
    };
  });
  const work = async () => {
    if (isLeft) return "stopped";
    progress.show = on.progress;
    const ended = new Promise((done, broken) => (now = { on, done, broken }));
    worker ??= start();
    worker.then((made) => made.postMessage({ cell, texts: JSON.stringify(texts()) }), now.broken);
    try {
      return await ended;
    } catch (error) {
      worker?.then((made) => made.terminate()).catch(() => {});
      worker = undefined;
      throw error;
    } finally {
      now = undefined;
      progress.show = () => {}; // other parts may still come
    }
  };
  const result = queue.then(work);
  queue = result.catch(() => {});
  return Promise.race([result, left]);
}
