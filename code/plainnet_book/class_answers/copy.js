// Copies what is in a field, by whatever way the browser allows: `navigator.clipboard` is missing
// on `http://` and from `file://`. In any case the text is selected. Tells whether it was copied.
export async function copied(field) {
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}
