// A case is a drum lying down that fills: outline, a quarter, a half, whole with a tick. Struck means it does not go on.

export type DrumStep = "unsent" | "stored" | "sent" | "read" | "done" | "struck"
export type DrumTone = "past" | "now" | "next" | "held"

export function Drum({ step, tone = "now", label }: { step: DrumStep; tone?: DrumTone; label?: string }) {
  const body = { x: 1, y: 2, width: 22, height: 12, rx: 6 }
  return (
    <svg class={`drum ${tone} ${step}`} viewBox="0 0 24 16" width="1.5em" height="1em" fill="none" stroke="currentColor" stroke-width="2"
      role={label ? "img" : undefined} aria-label={label} aria-hidden={label ? undefined : "true"}>
      <rect {...body} fill={step === "done" ? "currentColor" : "none"} stroke-dasharray={step === "unsent" ? "4 2.6" : undefined} />
      {(step === "sent" || step === "read") && <rect x="4.5" y="5.5" width={step === "sent" ? 5 : 9.5} height="5" rx="2.5" fill="currentColor" stroke="none" />}
      {step === "done" && <path d="m8 8.2 2.8 2.6 5-5.2" stroke="var(--kain)" />}
      {step === "struck" && <path d="M5.5 15.5 18.5.5" />}
    </svg>
  )
}
