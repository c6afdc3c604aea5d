// A state as a URL fragment, `#descent_line&learning_rate=0.9&start=-1.5`, and back.
export function hashOf(spec, position) {
  const parts = spec.controls.map(
    ({ name, keys }, i) => `${name}=${encodeURIComponent(keys[position[i]])}`,
  );
  return `#${[spec.view, ...parts].join("&")}`;
}

// The indices of the controls that a state names; unknown names and values are ignored.
export function indicesOf(spec, state) {
  const known = spec.controls.map(({ name, keys }) => [name, keys.indexOf(state[name])]);
  return Object.fromEntries(known.filter(([, index]) => index >= 0));
}
