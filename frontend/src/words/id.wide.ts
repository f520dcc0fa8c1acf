// Words that only the desk and the boards use. Their entries add them with addWords().
export const idWide = {} as const

export type WideWords = { readonly [K in keyof typeof idWide]: string }
