// Empty thanks or names the next step; loading shows what was never seen as bones; failure says what is safe and what to do.
import type { ComponentChildren } from "preact"
import { Drum } from "./Drum"

type Words = { title: string; children?: ComponentChildren }

export function Empty({ title, children }: Words) {
  return (
    <div class="empty">
      <svg viewBox="0 0 96 84" width="6rem" height="5.25rem" aria-hidden="true" fill="none" stroke="var(--soga)" stroke-width="3">
        <path d="M8 2h76M8 9h76" stroke="var(--garis)" stroke-width="2.5" />
        <path d="M46 10v8" stroke="var(--tepi)" />
        <rect x="32" y="18" width="28" height="50" rx="14" fill="var(--soga-lembut)" />
        <path d="M46 31v26m29-38-9 26" stroke-width="5" stroke-linecap="round" />
        <circle cx="67" cy="48" r="4" fill="var(--soga)" />
      </svg>
      <h1>{title}</h1>
      {children && <p>{children}</p>}
    </div>
  )
}

export function Failure({ title, children }: Words) {
  return (
    <div class="empty" role="alert">
      <p style={{ fontSize: "3rem" }}><Drum step="struck" /></p>
      <h1>{title}</h1>
      {children}
    </div>
  )
}

/** Bones in the shape of a card, for what was never seen before; they do not move. */
export function Loading({ label, cards = 2 }: { label: string; cards?: number }) {
  return (
    <div aria-busy="true" aria-label={label} role="status">
      {Array.from({ length: cards }, (_, i) => (
        <div key={i} class="card">
          {["60%", "100%", "40%"].map((width) => <div key={width} class="bone" style={{ width }} />)}
        </div>
      ))}
    </div>
  )
}
