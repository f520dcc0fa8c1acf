// What stands above every page in the network of a room without encryption.
export const idLan = {
  lanMode: "Mode darurat LAN.",
  lanHint: "Hanya jalan di jaringan ini. Isinya dapat dibaca orang lain di sini.",
} as const

export type LanWords = { readonly [K in keyof typeof idLan]: string }
