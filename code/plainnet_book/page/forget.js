// Deletes all that this site kept in this browser: answers, and what the reader wrote.
const button = document.querySelector(".plainnet-forget");
button.hidden = false;
button.addEventListener("click", () => {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith("plainnet ")) localStorage.removeItem(key);
    }
  } catch {
    // a browser that forbids it kept nothing
  }
  location.reload();
});
