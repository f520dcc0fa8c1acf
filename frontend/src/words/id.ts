// Indonesian comes first: this file decides which words exist, every other language must have them all.
// Keys are short and grouped by place; {name} marks what is put in. Words of the desk and the boards
// stand in id.wide.ts, so that a phone never carries them.

export const id = {
  // ── core and phone ──────────────────────────────────────────────────────
  appName: "Jogo Tonggo",

  // ── ui (shared components) ──────────────────────────────────────────────
} as const

export type Words = { readonly [K in keyof typeof id]: string }
