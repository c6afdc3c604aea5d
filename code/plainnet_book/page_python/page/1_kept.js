// What the reader wrote: kept in this browser, by page and by the text that was there before.
const PREFIX = `plainnet ${location.pathname} listing `;
const unkept = new Map(); // where this browser keeps nothing, until the page is left
let keeps = true;

function kept(name) {
  try {
    return localStorage.getItem(PREFIX + name) ?? unkept.get(name);
  } catch {
    return unkept.get(name);
  }
}

function keep(name, text) {
  unkept.set(name, text);
  try {
    localStorage.setItem(PREFIX + name, text);
    keeps = true;
  } catch {
    keeps = false; // it is full or forbidden
  }
}

function forget(name) {
  unkept.delete(name);
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // then it holds nothing
  }
}
