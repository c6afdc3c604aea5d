// Inserted first into every page of the tested copy, because WebKit's driver has no console.
window.problems = [];
for (const kind of ["warn", "error"]) {
  const speak = console[kind];
  console[kind] = (...words) => {
    window.problems.push(`${kind}: ${words.join(" ")}`);
    speak(...words);
  };
}
addEventListener(
  "error",
  (event) =>
    window.problems.push(event.message ?? `not loaded: ${event.target.src ?? event.target.href}`),
  true,
);
addEventListener("unhandledrejection", (event) =>
  window.problems.push(`rejected: ${event.reason}`),
);
addEventListener("securitypolicyviolation", (event) =>
  window.problems.push(`CSP: ${event.blockedURI}`),
);
