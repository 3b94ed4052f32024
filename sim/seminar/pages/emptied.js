/** Clears a field after what stood in it was sent; a view that came meanwhile may have taken the field away. */
export function emptied(id) {
  const field = document.getElementById(id);
  if (field) { field.value = ""; }
}
