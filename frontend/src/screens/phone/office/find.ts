// Finds by what people type: a house by its number, a neighbour by a name.

export type Item = { id: string; plate: string; title: string }

const plain = (text: string): string => text.toLocaleLowerCase("id").trim()

/** How well an item answers: the very number, its beginning, a word's beginning, anywhere; 4 is not at all. */
function rank({ plate, title }: Item, typed: string): number {
  const number = plain(plate)
  if (number === typed) return 0
  if (number.startsWith(typed)) return 1
  const words = plain(title)
  return words.split(/\s+/).some((word) => word.startsWith(typed)) ? 2 : words.includes(typed) ? 3 : 4
}

/** The best few, in the order they came where they answer alike. */
export function find(items: readonly Item[], text: string, most = 5): Item[] {
  const typed = plain(text)
  if (!typed) return items.slice(0, most)
  return items
    .map((item, at) => ({ item, at, rank: rank(item, typed) }))
    .filter((one) => one.rank < 4)
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .slice(0, most)
    .map(({ item }) => item)
}
