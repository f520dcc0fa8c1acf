import type { Words } from "./id"

export const en: Words = {
  // ── core and phone ──────────────────────────────────────────────────────
  appName: "Jogo Tonggo",

  // ── ui (shared components) ──────────────────────────────────────────────
}
