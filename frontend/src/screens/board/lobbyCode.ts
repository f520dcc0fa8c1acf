/** The code behind the # of a lobby's address, "" once it was used; null: this is no lobby. */
export const lobbyCode = (hash: string): string | null => (/^#lobi(\/|$)/.test(hash) ? hash.slice("#lobi/".length) : null)
