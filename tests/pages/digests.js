// Short texts and numbers for what somebody looked at.

// Four hexadecimal digits: FNV-1a, folded.
export function digest(text) {
  let sum = 0x811c9dc5;
  for (const sign of text) sum = Math.imul(sum ^ sign.codePointAt(0), 0x01000193) >>> 0;
  return ((sum ^ (sum >>> 16)) & 0xffff).toString(16).padStart(4, "0");
}

// A mean in which no two parts count the same, so that it changes when they are exchanged, and each
// counts at least half as much as any other.
export function mean(numbers) {
  const weights = numbers.map((_, i) => 1 + ((0.618034 * i) % 1));
  const total = numbers.reduce((sum, number, i) => sum + weights[i] * number, 0);
  return Number((total / (weights.reduce((sum, weight) => sum + weight, 0) || 1)).toFixed(1));
}
