// What the reader wrote: kept in this browser, by page and by the text that was there before.
export const PREFIX = `plainnet ${location.pathname} listing `;
const unkept = new Map(); // what this browser does not keep, until the page is left
export const keeping = { works: true };

export function kept(name) {
  try {
    return unkept.get(name) ?? localStorage.getItem(PREFIX + name);
  } catch {
    return undefined;
  }
}

export function keep(name, text) {
  unkept.delete(name);
  try {
    localStorage.setItem(PREFIX + name, text);
    keeping.works = true;
  } catch {
    unkept.set(name, text);
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
