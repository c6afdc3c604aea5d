// Runs Python in a worker, behind Pyodide's own scripts. The worker is made from a Blob, so that it
// works from `file://`; all that it fetches is in memory: no request leaves it.
const files = {}; // their bytes, by name: from `file://`, WebKit reads no Blob here
// Nothing here waits within Python; with stacks that switch, Chromium 156 dies after some thousand
// turns of asyncio, as in half a minute of the playground.
delete WebAssembly.Suspending;
const FOLDER = "https://page.invalid/"; // never asked
let python, session;
let figuresCame;

self.fetch = async (address) => {
  const name = String(address.url ?? address)
    .split("/")
    .pop();
  if (!files[name]) throw new TypeError(`not in this page: ${name}`);
  const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
  return new Response(files[name], { headers: { "Content-Type": type } });
};

function install(packages) {
  for (const [name, bytes] of Object.entries(packages)) {
    if (!name.endsWith(".zip") || name === "python_stdlib.zip") continue;
    python.unpackArchive(bytes, "wheel");
  }
}

// With the last line alone of what Python says when a cell broke Python's own modules.
const fail = ({ message }) =>
  postMessage({ kind: "broken", text: message.trim().split("\n").pop() });

async function begin(given, page) {
  Object.assign(files, given);
  python = await loadPyodide({ indexURL: FOLDER, env: { MPLBACKEND: "svg", HOME: "/tmp" } });
  Reflect.get(python, "_api").on_fatal = fail; // in a promise, too, it dies aloud
  install(given);
  const { Session } = python.pyimport("plainnet_book.page_python.session");
  const tell = (to, text, data) => {
    const bytes = data?.toJs();
    data?.destroy();
    postMessage({ kind: "answer", to, text, bytes }, bytes ? [bytes.buffer] : []);
  };
  session = Session(page, (kind, text) => postMessage({ kind, text }), tell);
}

async function run(cell, texts) {
  const [draws, seconds, needs] = session.plan(cell, texts);
  if (draws && !figuresCame) {
    postMessage({ kind: "figures" });
    await new Promise((come) => (figuresCame = come));
    session.draw();
  }
  postMessage({ kind: "begun", seconds, needs });
  postMessage({ kind: "done", good: session.run() });
}

// One after the other; but figures come while a run waits for them.
let last = Promise.resolve();
let begun; // explorers do not wait for each other, nor for figures
addEventListener("message", ({ data }) => {
  if (data.figures) {
    install(data.figures);
    figuresCame();
    return;
  }
  if (data.to !== undefined) {
    begun.then(() => session.tell(data.to, data.view, data.message)).catch(fail);
    return;
  }
  const work = () => (data.files ? begin(data.files, data.page) : run(data.cell, data.texts));
  last = last.then(work).catch(fail);
  if (data.files) begun = last;
});
