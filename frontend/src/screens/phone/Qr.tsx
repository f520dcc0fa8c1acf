// A link as a picture that any phone camera opens. The encoder comes only when a code is shown.
import { useEffect, useState } from "preact/hooks"

export function Qr({ text, label }: { text: string; label: string }) {
  const [code, setCode] = useState<{ d: string; size: number } | null>(null)
  useEffect(() => {
    void import("../../core/qr").then(({ qr }) => setCode(qr(text)))
  }, [text])
  if (!code) return null
  return (
    <svg class="qr" viewBox={`-4 -4 ${code.size + 8} ${code.size + 8}`} role="img" aria-label={label}>
      <rect x="-4" y="-4" width="100%" height="100%" fill="#fff" />
      <path d={code.d} fill="#000" />
    </svg>
  )
}
