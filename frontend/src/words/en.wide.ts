import type { WideWords } from "./id.wide"

export const enWide: WideWords = {}
