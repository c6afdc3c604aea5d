// The forward pass of a network, in whole numbers only: so every sum is the one that Python finds
// (`whole_numbers.py`). `Math.floor` of a quotient is exact for whole numbers below 2⁵³.
const PRIME = 2 ** 31 - 1;
const FACTOR = 48271;

// What is known of the layers: whole numbers, each the difference from the same one in the last
// network, first of all weights and biases of the first layer, then of the second.
export function unpacked({ sizes, networks }) {
  let last;
  return networks.map((differences) => {
    last = differences.map((difference, i) => difference + (last?.[i] ?? 0));
    let at = 0;
    const take = (count) => last.slice(at, (at += count));
    return sizes.slice(1).map((to, i) => ({ W: take(sizes[i] * to), b: take(to) }));
  });
}

function layer({ W, b }, inputs) {
  return b.map((bias, to) => {
    let sum = bias;
    for (let from = 0, at = to; from < inputs.length; from += 1, at += b.length) {
      sum += inputs[from] * W[at];
    }
    return sum;
  });
}

// The sums of the last hidden layer, and the ten logits.
export function read(layers, pixels) {
  let hidden = pixels;
  for (const each of layers.slice(0, -1)) {
    hidden = layer(each, hidden).map((sum) => Math.max(0, sum));
  }
  return { hidden, logits: layer(layers.at(-1), hidden) };
}

// The softmax of logits, in so many `parts` of the whole.
export function sharesOf(logits, { unit, fine, exponentials }, parts) {
  const largest = Math.max(...logits);
  const powers = logits.map((logit) => {
    const place = Math.floor((2 * fine * (largest - logit) + unit) / (2 * unit));
    return exponentials[place] ?? 0;
  });
  const total = powers.reduce((sum, power) => sum + power);
  return powers.map((power) => Math.floor((2 * parts * power + total) / (2 * total)));
}

// Adds numbers to a digest, which Python computes of the same numbers.
export function createDigest() {
  let [sum, count] = [0, 0];
  return {
    add(values) {
      for (const value of values) {
        sum = (sum + (value % PRIME) * ((count % 997) + 1)) % PRIME;
        count += 1;
      }
    },
    value: () => (sum + PRIME) % PRIME,
  };
}

export function createNumbers(seed = 1) {
  let state = seed;
  return (below) => {
    state = (state * FACTOR) % PRIME;
    return state % below;
  };
}
