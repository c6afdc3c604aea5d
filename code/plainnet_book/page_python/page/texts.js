// Numbers in words that Python supplies.
export const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
export const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
