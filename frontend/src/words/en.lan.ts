import type { LanWords } from "./id.lan"

export const enLan: LanWords = {
  lanMode: "Emergency LAN mode.",
  lanHint: "Works in this network only. Others in it can read along.",
}
