import type { Words } from "./id"

export const en: Words = {
  // ── core and phone ──────────────────────────────────────────────────────
  appName: "Jogo Tonggo",

  // ── ui (shared components) ──────────────────────────────────────────────
  back: "Back",
  cancel: "Cancel",
  yes: "Yes",
  no: "No",
  optional: "may stay empty",
  fewer: "Fewer",
  more: "More",
  pickOne: "Choose one.",
  fillIn: "Fill in this part.",
  fillNumber: "Write a number.",
  fillDigits: "Write {n} digits.",
  fillAgain: "Check this again.",
  atLeast: "At least {n}.",
  atMost: "At most {n}.",
  tooLong: "At most {n} letters.",
}
