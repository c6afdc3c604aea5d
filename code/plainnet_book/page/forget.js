// Deletes all that this site kept in this browser, on a second press: answers, and what the reader
// wrote.
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
  location.reload();
});
button.addEventListener("blur", () => (button.textContent = words));
