// What happens when the server no longer knows this screen. A wall goes to the door; a desk asks for the secret where it stands,
// so that nothing typed is lost.
import { dropKept } from "./kept"

let answer: (() => void) | null = null

export function signedOut(): void {
  dropKept()
  if (answer) answer()
  else location.assign("/masuk?ke=" + encodeURIComponent(location.pathname))
}

/** Until it is taken back, this page answers for itself. */
export function answerSignedOut(own: () => void): () => void {
  answer = own
  return () => {
    if (answer === own) answer = null
  }
}
