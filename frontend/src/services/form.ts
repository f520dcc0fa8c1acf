// What a service adds to its own form beyond its declaration. Found by the folder, and fetched with a form alone.
import type { Values } from "../ui/formCheck"

export type FormFace = {
  /** Below the form: what becomes of it. */
  hint?: () => string
  /** What it begins with, by the day it is there. */
  begin?: (move: string, today: string) => Values
  /** Fields that are folded away: who knows them fills them in. */
  later?: { title: () => string; fields: readonly string[] }
}

const found = import.meta.glob<FormFace>("./*/form.ts", { eager: true, import: "form" })
const all = Object.fromEntries(Object.entries(found).map(([path, form]) => [path.split("/")[1], form]))

export const formOf = (service: string): FormFace => all[service] ?? {}
