// What the reader wrote: kept in this browser, by page and by the text that was there before.
export const PREFIX = `plainnet ${location.pathname} listing `;
const unkept = new Map(); // where this browser keeps nothing, until the page is left
export const keeping = { works: true };

export function kept(name) {
  try {
    return localStorage.getItem(PREFIX + name) ?? unkept.get(name);
  } catch {
    return unkept.get(name);
  }
}

export function keep(name, text) {
  unkept.set(name, text);
  try {
    localStorage.setItem(PREFIX + name, text);
    keeping.works = true;
  } catch {
    keeping.works = false; // it is full or forbidden
  }
}

export function forget(name) {
  unkept.delete(name);
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // then it holds nothing
  }
}
