// What is asked of Python: in Jupyter of the kernel, and in a page in which Python runs.

// The kernel, with a way to it such as the page's Python gives (`page_python/page/python.js`).
export const kernel = (model) => ({
  connect(_, on) {
    const hear = (message, [data] = []) => {
      on.message(message, data && new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    };
    model.on("msg:custom", hear);
    return {
      send: (message) => model.send(message),
      leave: () => model.off("msg:custom", hear),
    };
  },
});

// The page's Python, if it has one.
export const ofPage = () => window.plainnetPython;

// What a cell of the page showed, by its number.
export const ofCell = (cell) => ({ connect: (_, on) => ofPage().connect(cell, on) });

// Asks for frames, one after the other. Only the newest question waits, so that dragging does not
// queue up work; without a frame, its `answer` gets nothing. `tell(word, text)` says what is going
// on: one of `computing`, `computed`, or a text.
export function createPython(where, view, tell) {
  let way, asked, newest; // a way to Python; the question that it works on, and the next one
  const on = {
    message(reply) {
      const { answer, isLeft } = asked;
      asked = undefined;
      if (newest) return next();
      if (isLeft) return undefined;
      tell(reply.error ? "" : "computed", reply.error ?? "");
      return answer(reply.error ? undefined : reply);
    },
    lost(text) {
      const last = newest ?? asked;
      asked = newest = undefined;
      tell("", text);
      last?.answer();
    },
  };
  function next() {
    [asked, newest] = [newest, undefined];
    way ??= where().connect(view, on);
    way.send(asked.question);
  }
  return {
    ask(question, answer) {
      newest = { question, answer };
      tell("computing", "");
      if (!asked) next();
    },
    // The answer to the last question is no longer wanted.
    leave() {
      newest = undefined;
      if (asked) asked.isLeft = true;
      tell("", "");
    },
    stop: () => way?.leave(),
  };
}
