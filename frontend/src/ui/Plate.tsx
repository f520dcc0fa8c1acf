/** An enamel plate: a place or a code, and nothing else looks like it. */
export function Plate({ lines, outlined, small, id }: { lines: readonly string[]; outlined?: boolean; small?: boolean; id?: string }) {
  return (
    <span id={id} class={`plate${small ? " small" : ""}${outlined ? " hollow" : ""}`}>
      {lines.map((line) => <span key={line}>{line}</span>)}
    </span>
  )
}
