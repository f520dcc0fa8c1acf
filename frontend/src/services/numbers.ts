// Numbers of a service that must not be mixed, for a board: the states of each. Found by the folder.
export type Numbered = { word: string; states: readonly string[] }

const found = import.meta.glob<() => Numbered[]>("./*/numbers.ts", { eager: true, import: "numbers" })
const all = Object.fromEntries(Object.entries(found).map(([path, numbers]) => [path.split("/")[1], numbers]))

export const numbersOf = (service: string): Numbered[] => all[service]?.() ?? []
