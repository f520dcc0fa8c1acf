// A wooden knock, made of two tones that die at once; no file to fetch. Browsers stay silent until somebody has touched the page.
import { knocks, shakes } from "./strokes"

let context: AudioContext | null = null

function open(): AudioContext | null {
  if (typeof AudioContext === "undefined") return null
  context ??= new AudioContext()
  return context
}

/** Whether a sound would be heard now. */
export const canSound = (): boolean => context?.state === "running"

/** Call from a tap: from then on the drum may be heard. */
export async function unlock(): Promise<boolean> {
  await open()?.resume().catch(() => undefined)
  return canSound()
}

/** The first touch of the page, wherever it is, unlocks it. */
export function unlockByTouch(): () => void {
  const touch = () => void unlock()
  const kinds = ["pointerup", "keydown"] as const
  kinds.forEach((kind) => addEventListener(kind, touch, { once: true, passive: true }))
  return () => kinds.forEach((kind) => removeEventListener(kind, touch))
}

/** Beats the strokes of a whole playing, and shakes the phone beside it; returns how to stop both. */
export function beatDrum(strokes: string, shaking = true): () => void {
  const drum = open()
  const all = drum && drum.state === "running" ? drum.createGain() : null
  if (drum && all) {
    all.connect(drum.destination)
    for (const at of knocks(strokes)) knock(drum, all, drum.currentTime + 0.02 + at / 1000)
  }
  if (shaking && navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(shakes(strokes))
  return () => {
    all?.disconnect()
    if (shaking) navigator.vibrate?.(0)
  }
}

function knock(drum: AudioContext, out: AudioNode, at: number): void {
  // The hollow body and the edge of the slit.
  for (const [pitch, loud, length] of [[410, 0.9, 0.16], [1130, 0.35, 0.05]] as const) {
    const tone = drum.createOscillator()
    const fall = drum.createGain()
    tone.type = "triangle"
    tone.frequency.setValueAtTime(pitch * 1.18, at)
    tone.frequency.exponentialRampToValueAtTime(pitch, at + 0.03)
    fall.gain.setValueAtTime(0.0001, at)
    fall.gain.exponentialRampToValueAtTime(loud, at + 0.004)
    fall.gain.exponentialRampToValueAtTime(0.0001, at + length)
    tone.connect(fall).connect(out)
    tone.start(at)
    tone.stop(at + length + 0.02)
  }
}
