// 'Open in Jupyter': puts the address of this site into the line to copy.
for (const line of document.querySelectorAll("[data-wheel]")) {
  const wheel = new URL(line.dataset.wheel, location.href).href;
  line.textContent = line.textContent.replace(/@ [^"]*/, `@ ${wheel}`);
}
