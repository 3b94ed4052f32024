/** Bytes from text, and unpacked. */

/** Bytes from base64. */
export const base64 = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** Bytes from gzip. */
export async function gunzip(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
