// A state as the end of an address, `#descent_line&learning_rate=0.9&start=-1.5`, and back.
export function hashOf(spec, position) {
  const parts = spec.controls.map(
    ({ name, keys }, i) => `${name}=${encodeURIComponent(keys[position[i]])}`,
  );
  return `#${[spec.view, ...parts].join("&")}`;
}

// The indices that a state names; what no control knows is left out.
export function indicesOf(spec, state) {
  const known = spec.controls.map(({ name, keys }) => [name, keys.indexOf(state[name])]);
  return Object.fromEntries(known.filter(([, index]) => index >= 0));
}
