// Whether a sheet that says the same as one before is meant.
import { Button } from "../../../ui/Button"
import { Sheet } from "../../../ui/Sheet"
import { t } from "../../../words/stack"

export const Twice = ({ what, onSure, onClose }: { what: string; onSure: () => void; onClose: () => void }) => (
  <Sheet title={t("paperTwice")} hint={what} open onClose={onClose}>
    <Button kind="main" onClick={onSure}>{t("paperTwiceYes")}</Button>
  </Sheet>
)
