// On the first page: who reads the other language of the book is told of it by its link.
const link = document.querySelector("[data-greeting]");
const [spoken] = navigator.language.split("-");
if (link?.hreflang.startsWith(spoken)) link.textContent = link.dataset.greeting;
