// A button for what is hard to take back: held for two seconds by a finger; a key or a reader presses, and is asked.
import type { ComponentChildren } from "preact"
import { useState } from "preact/hooks"
import { Button } from "../../ui/Button"
import { Icon, type IconName } from "../../ui/Icon"
import { Sheet } from "../../ui/Sheet"
import { useHold } from "../../ui/useHold"

type Props = { icon: IconName; ask: string; yes: string; onDone: () => void; children: ComponentChildren }

export function HoldButton({ icon, ask, yes, onDone, children }: Props) {
  const [asking, setAsking] = useState(false)
  const { holding, hands } = useHold(onDone, () => setAsking(true))
  return (
    <>
      <button type="button" class={"button half hold wide" + (holding ? " holding" : "")} {...hands}><Icon name={icon} /><span>{children}</span></button>
      {asking && (
        <Sheet title={ask} open onClose={() => setAsking(false)}>
          <Button kind="main" onClick={() => { setAsking(false); onDone() }}>{yes}</Button>
        </Sheet>
      )}
    </>
  )
}
