// Runs the pass of the pad for digits in Node: reads its constants and more from standard input,
// and writes what each network makes of the images, and the digest of drawings.
import { readFileSync } from "node:fs";

const { core, view, spec, proof } = JSON.parse(readFileSync(0, "utf8"));
const plainnet = new Function(`${core}return plainnet;`)();
new Function("plainnet", view)(plainnet);
const { digestOf, imagesOf, randomStrokes, readAll, unpacked } = plainnet.views.hand.proof;
const images = imagesOf(proof);
const given = { table: spec.table, labels: proof.labels };
const results = unpacked(spec).map((layers) => readAll(layers, images, given));
process.stdout.write(JSON.stringify([results, digestOf(randomStrokes(proof.drawings))]));
