/** The personal code with which a phone comes back: said once by the server, kept in the tab for its owner to read. */

/** Keep it for the page of a seat. */
export function keepCode(url, code) { sessionStorage.setItem(`rejoin ${url}`, code); }

/** The code of the page of a seat, if this tab has joined. */
export const keptCode = (url) => sessionStorage.getItem(`rejoin ${url}`) ?? "";
