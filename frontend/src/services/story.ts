// What a service may add where a case is opened or acted on: names, order of moves, what was and what is still to come.
// It comes with the pages behind the home, never before them.

export type Story = {
  /** The fields that the title already says. */
  titled?: readonly string[]
  /** Values that say nothing by themselves. */
  skip?: (name: string, value: unknown) => boolean
  /** Names of data that no input declares. */
  labels?: Record<string, () => string>
  /** Moves in the order in which a thumb wants them; the first offered one is the main button, unless it is quiet. */
  order?: readonly string[]
  /** Moves that stand as a half or a link and are never the main button. */
  quiet?: readonly string[]
  /** What a past step was, in the words of a timeline; else the declared title. */
  past?: (type: string, by: string) => string
  /** Where it goes after an answer, said at once: "Disiapkan oleh kelurahan." */
  after?: (move: string) => string
  /** The steps still to come from a state. */
  ahead?: (state: string) => string[]
}

const found = import.meta.glob<{ story: Story }>("./*/story.ts", { eager: true })
const stories: Record<string, Story> = Object.fromEntries(
  Object.entries(found).map(([path, { story }]) => [path.split("/")[1], story]),
)

export const storyOf = (service: string): Story => stories[service] ?? {}
