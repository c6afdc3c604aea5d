// 'Run this chapter': the line to copy holds the address at which the reader stands.
for (const line of document.querySelectorAll("[data-wheel]")) {
  const wheel = new URL(line.dataset.wheel, location.href).href;
  line.textContent = line.textContent.replace(/@ [^"]*/, `@ ${wheel}`);
}
