// Python in this page: its files, which come with the first run, and the worker that runs cells.
import { filled, megabytes } from "./texts.js";

const ROOT = document.documentElement.dataset.content_root;
const FOLDER = `${ROOT}_static/plainnet/python/`;
const FIRST = ["python", "numpy", "plainnet"];
export const SITE_HERE = new URL(ROOT, location.href).href.replace(/\/$/, "");
const [AROUND, FILE] = location.pathname.replace(".html", "").split("/").slice(-2);
export const PAGE = AROUND === "zh" ? `zh-${FILE}` : FILE;
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
let life = new AbortController(); // of the worker that is there or comes; no other one is heard
export const progress = { came: 0, all: 0, words: "", watchers: new Set() };

export function progressText(words = progress.words) {
  const { came, all } = progress;
  return filled(words, { came: megabytes(came), all: megabytes(all) });
}

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
  const response = await fetch(address, { signal: life.signal });
  if (!response.ok) throw new Error(response.statusText);
  const pieces = [];
  const reader = response.body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    progress.came += piece.value.length;
    for (const watch of progress.watchers) watch();
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
const heard = new Map(); // by number, what hears an explorer's answers
let connected = 0; // explorers so far
let now; // the run that the worker is asked for: what it calls, and how it ends

// An error of Python itself, after it was loaded.
const late = (message) => Object.assign(new Error(message), { isLate: true });

async function start() {
  const { signal } = life;
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
  const isNarrow = matchMedia(PHONE).matches;
  const made = new Worker(URL.createObjectURL(new Blob(scripts, { type: "text/javascript" })));
  made.addEventListener("message", ({ data }) => answer(made, data), { signal });
  made.addEventListener("error", ({ message }) => breakDown(message), { signal });
  made.postMessage({ files: given, page: JSON.stringify({ ...about, isNarrow }) });
  return made;
}

// The worker, which starts with the first that needs it; it starts anew if it could not.
function begun() {
  worker ??= start();
  const mine = worker;
  mine.catch(() => {
    if (worker === mine) worker = undefined;
  });
  return mine;
}

// Ends the worker, and what is still loading; explorers that it worked for are told why.
function endWorker(words) {
  worker?.then((made) => made.terminate()).catch(() => {});
  worker = undefined;
  life.abort();
  life = new AbortController();
  for (const name of Object.keys(files)) if (!arrived.has(name)) delete files[name];
  for (const on of heard.values()) on.lost(words);
}

function breakDown(text) {
  if (now) now.broken(late(text));
  else endWorker(filled(WORDS.broken, { error: text }));
}

async function answer(from, { kind, ...message }) {
  if (kind === "figures") {
    const { signal } = life;
    Object.assign(progress, { came: 0, all: 0, words: WORDS.figures });
    try {
      from.postMessage({ figures: await part("figures") });
    } catch (error) {
      if (!signal.aborted) now?.broken(error);
    }
  } else if (kind === "broken") {
    breakDown(message.text);
  } else if (kind === "answer") {
    heard.get(message.to)?.message(JSON.parse(message.text), message.bytes);
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
  endWorker(WORDS.lost);
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
    progress.watchers.add(on.progress);
    const ended = new Promise((done, broken) => (now = { on, done, broken }));
    const ask = (made) => made.postMessage({ cell, texts: JSON.stringify(texts()) });
    begun().then(ask, now.broken);
    try {
      return await ended;
    } catch (error) {
      endWorker(WORDS.lost);
      throw error;
    } finally {
      now = undefined;
      progress.watchers.delete(on.progress);
    }
  };
  const result = queue.then(work);
  queue = result.catch(() => {});
  return Promise.race([result, left]);
}

// What explorers find as `plainnetPython`. `on` has functions for a message of Python's, with the
// bytes that came with it, and for the words with which Python was lost.
const offered = {
  canRun,
  connect(view, on) {
    const to = (connected += 1); // Python remembers those that left
    heard.set(to, on);
    return {
      send(message) {
        const { signal } = life;
        const ask = (made) => made.postMessage({ to, view, message: JSON.stringify(message) });
        const fail = ({ message: error }) =>
          signal.aborted || on.lost(filled(WORDS.not_loaded, { error }));
        begun().then(ask, fail);
      },
      leave: () => heard.delete(to),
    };
  },
  // Starts Python, if it does not run; `tell` says how much of it came.
  async start(tell) {
    if (!canRun()) return tell(WORDS.too_old);
    const show = () => tell(progressText(WORDS.coming));
    const { signal } = life;
    progress.watchers.add(show);
    const words = await begun().then(
      () => "",
      (error) => filled(WORDS.not_loaded, { error: error.message }),
    );
    progress.watchers.delete(show);
    return signal.aborted || tell(words);
  },
};
window.plainnetPython = offered;
