// Deletes all that this site kept in this browser, on a second press: answers, and what the reader
// wrote.
const SEEN = 800; // milliseconds in which the word is read
const button = document.querySelector(".plainnet-forget");
const words = button.textContent;
button.hidden = false;

button.addEventListener("click", () => {
  if (button.textContent === words) {
    button.textContent = button.dataset.sure;
    return;
  }
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith("plainnet ")) localStorage.removeItem(key);
    }
  } catch {
    // a browser that forbids it kept nothing
  }
  button.textContent = button.dataset.done;
  setTimeout(() => location.reload(), SEEN);
});
button.addEventListener("blur", () => (button.textContent = words));
