// The proof that this browser finds the whole numbers that Python found, in front of the reader.
import { centred, PAD, pixelsOf } from "./pen.js";
import { createDigest, createNumbers, read, sharesOf } from "./reading.js";

const LETTERS = "0123456789abcdefg";

const timesOf = (count, make) => Array.from({ length: count }, make);

// The images that are read: those given as texts, and random ones.
export function imagesOf({ images, random }) {
  const next = createNumbers();
  return [
    ...images.map((text) => [...text].map((letter) => LETTERS.indexOf(letter))),
    ...timesOf(random, () => timesOf(64, () => next(17))),
  ];
}

// What one network makes of all images: the digests of its logits and shares, and how many of the
// images whose digits are known it reads right.
export function readAll(layers, images, { table, labels }) {
  const [logits, shares] = [createDigest(), createDigest()];
  let right = 0;
  images.forEach((pixels, i) => {
    const sums = read(layers, pixels).logits;
    logits.add(sums);
    shares.add(sharesOf(sums, table, 1e6));
    if (i < labels.length && sums.indexOf(Math.max(...sums)) === Number(labels[i])) right += 1;
  });
  return [logits.value(), shares.value(), right];
}

// The digest of the pixels of drawings, of each as it lies and centred.
export function digestOf(drawings) {
  const digest = createDigest();
  for (const strokes of drawings) {
    for (const each of [strokes, centred(strokes)]) digest.add(pixelsOf(each));
  }
  return digest.value();
}

export function randomStrokes(count) {
  const next = createNumbers();
  return timesOf(count, () => timesOf(2, () => timesOf(6, () => [next(PAD), next(PAD)])));
}
