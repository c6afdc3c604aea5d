// Runs `python.js` in Node, with workers that say what a test tells them; prints what came of it.
import { asked, come, end, page, rest } from "./page_in_node.mjs";

globalThis.WORDS = { broken: "broken: {error}", lost: "lost", not_loaded: "not: {error}", coming: "coming" };
const { run, stop } = await import("../../code/plainnet_book/page_python/page/python.js");
const never = (signal) =>
  new Promise((_, broken) => signal.addEventListener("abort", () => setTimeout(broken, 10, signal.reason)));
const begin = () => {
  const on = { progress() {} };
  return [run(0, () => ({}), on).catch(({ message }) => message), on];
};
const explorer = () => {
  const told = [];
  return [window.plainnetPython.connect("view", { lost: (words) => told.push(words) }), told];
};

const TRIALS = {
  async "the last worker speaks late"() {
    const [first, on] = begin();
    const old = await asked(0);
    stop(on);
    const [second] = begin();
    const made = await asked(1);
    old.fail("late");
    old.say({ kind: "broken", text: "late" });
    old.say({ kind: "done", good: false });
    made.say({ kind: "done", good: true });
    return [await first, await second];
  },
  async "figures are stopped"() {
    const [first, on] = begin();
    const old = await asked(0);
    page.arrive = never;
    old.say({ kind: "figures" });
    await rest();
    page.arrive = come;
    stop(on);
    const [second] = begin();
    (await asked(1)).say({ kind: "done", good: true });
    return [await first, await second];
  },
  async "Python dies, and an explorer asks again"() {
    const [way, told] = explorer();
    way.send("one");
    const old = await asked(0);
    old.say({ kind: "broken", text: "fatal" });
    old.fail("fatal, too");
    way.send("two");
    const made = await asked(1);
    return [told, made.asked[0].message];
  },
  async "a script does not arrive, nor does a part"() {
    page.missing = "xor.js";
    const [first] = begin();
    const ended = [(await first).split("/").at(-1)];
    page.missing = "none";
    page.arrive = () => Promise.reject(new Error("no part"));
    const [way, told] = explorer();
    way.send("one");
    await rest();
    page.arrive = come;
    const [second] = begin();
    (await asked(0)).say({ kind: "done", good: true });
    return [...ended, told, await second];
  },
  async "Python dies in a run"() {
    const [, told] = explorer();
    const [first] = begin();
    (await asked(0)).say({ kind: "broken", text: "fatal" });
    return [await first, told];
  },
  async "an explorer leaves, and another comes"() {
    const [[one], [other]] = [explorer(), explorer()];
    one.send("one");
    other.send("two");
    other.leave();
    explorer()[0].send("three");
    const made = await asked(0);
    await rest();
    return new Set(made.asked.map(({ to }) => to)).size;
  },
  async "loading is stopped while others wait"() {
    page.arrive = never;
    const [way, told] = explorer();
    const [first, on] = begin();
    way.send("one");
    const said = [];
    window.plainnetPython.start((words) => said.push(words));
    const [second, waiting] = begin();
    const [third] = begin();
    await rest();
    stop(waiting);
    stop(on);
    page.arrive = come;
    way.send("two");
    const made = await asked(0);
    await rest();
    made.say({ kind: "done", good: true });
    const messages = made.asked.flatMap(({ message }) => message ?? []);
    return [await first, await second, await third, told, [...new Set(said)], messages];
  },
};
await end(TRIALS);
