// What the page's scripts meet in Node: a document of few words, a storage, and workers that say
// what a test tells them.
import { gzipSync } from "node:zlib";

const EMPTY = gzipSync(Buffer.from("\x02\0\0\0{}")); // a part without files: {}
const PARTS = ["python", "numpy", "plainnet", "figures"].map((name) => [name, {}]);
export const workers = [];
export const come = () => new Response(EMPTY);
export const page = { arrive: come, missing: "none", boxes: [] }; // `missing`: a script that does not arrive

class Worker extends EventTarget {
  asked = [];
  constructor() {
    super();
    workers.push(this);
  }
  postMessage(message) {
    if (!message.files) this.asked.push(message);
  }
  terminate() {}
  say(data) {
    this.dispatchEvent(Object.assign(new Event("message"), { data }));
  }
  fail(message) {
    this.dispatchEvent(Object.assign(new Event("error"), { message }));
  }
}

export class Element extends EventTarget {
  constructor() {
    super();
    Object.assign(this, { dataset: {}, childNodes: [], classList: { add() {} } });
    for (const act of ["after", "contains", "focus", "remove", "setAttribute"]) this[act] = () => {};
  }
  append = (...nodes) => this.childNodes.push(...nodes);
  closest = (selector) => (selector === ".tag_exercise" ? this.isExercise : null);
  matches = () => true;
  querySelectorAll = () => this.childNodes;
  replaceChildren = (...nodes) => (this.childNodes = nodes);
  get lastElementChild() {
    return this.childNodes.at(-1);
  }
  get textContent() {
    return this.childNodes.map((node) => node.textContent ?? node).join("");
  }
  set textContent(text) {
    this.childNodes = [text];
  }
}

export const stored = new Map();
const load = (script) => script[script.src.includes(page.missing) ? "onerror" : "onload"]();
Object.assign(globalThis, {
  Worker,
  window: globalThis,
  addEventListener() {},
  plainnetPage: { parts: Object.fromEntries(PARTS) },
  location: new URL("http://localhost/chapters/xor.html"),
  localStorage: {
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, text) => stored.set(key, text),
    removeItem: (key) => stored.delete(key),
  },
  document: Object.assign(new EventTarget(), {
    documentElement: { dataset: { content_root: "../" } },
    createElement: () => new Element(),
    querySelectorAll: (selector) => (selector === "[data-cell]" ? page.boxes : []),
    head: { append: load },
  }),
  matchMedia: () => ({ matches: false }),
  fetch: (_, { signal }) => page.arrive(signal),
  PHONE: "",
});
export const rest = () => new Promise((done) => setTimeout(done, 50));
// The worker with this number, once it was asked something.
export async function asked(number) {
  while (!workers[number]?.asked.length) await rest();
  return workers[number];
}
export async function end(trials) {
  process.stdout.write(`${JSON.stringify(await trials[process.argv[2]]())}\n`);
  process.exit();
}
