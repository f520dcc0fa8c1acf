// Zone and triage share five shapes. None of them may look like a digit, because they stand beside numbers.

export type Shape = "leaf" | "diamond" | "triangle" | "octagon" | "cut"

const paths: Record<Exclude<Shape, "cut">, string> = {
  leaf: "M22 2C11 1.4 3 6.2 3 15c0 1.2.2 2.3.6 3.3L12.8 9.2l1.4 1.4L3.3 21.5c-.4.4-.1 1.1.5.9l1.9-1.9c1 .4 2.1.6 3.3.6C17.8 21.1 22.6 13 22 2Z",
  diamond: "m12 1.5 10.5 10.5L12 22.5 1.5 12Z",
  triangle: "M12 2.5 23 21.5H1Z",
  octagon: "M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4Z",
}

export function ZoneShape({ shape, size = "1em", label }: { shape: Shape; size?: string; label?: string }) {
  return (
    <svg class={shape} viewBox="0 0 24 24" width={size} height={size} fill="currentColor"
      role={label ? "img" : undefined} aria-label={label} aria-hidden={label ? undefined : "true"}>
      {shape === "cut" ? (
        <g fill="none" stroke="currentColor" stroke-width="2.2">
          <rect x="2" y="2" width="20" height="20" rx="3" stroke-dasharray="5.5 3" />
          <path d="m7.5 16.5 9-9" />
        </g>
      ) : <path d={paths[shape]} />}
    </svg>
  )
}
