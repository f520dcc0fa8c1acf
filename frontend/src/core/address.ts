/** A piece of an address as it was meant. Anybody may write a link; what is no proper escape stands for itself. */
export function unescaped(piece: string): string {
  try {
    return decodeURIComponent(piece)
  } catch {
    return piece
  }
}
