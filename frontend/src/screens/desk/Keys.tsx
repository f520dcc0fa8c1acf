import { t, type Word } from "../../words/desk"
import { Sheet } from "../../ui/Sheet"

type Shortcut = readonly [keys: readonly string[], word: Word, hinted: boolean]

const common: readonly Shortcut[] = [
  [["J", "K"], "keyMove", true],
  [["Enter"], "keyOpen", true],
  [["S"], "keyMain", true],
  [["R"], "keySecond", false],
  [["P"], "keyPrint", true],
  [["/"], "keySearch", false],
  [["Esc"], "keyLeave", false],
  [["?"], "keyAll", true],
]

/** Whose desk has a round prints that, gives out batches, and changes drawers. */
const serving: readonly Shortcut[] = [
  ...common.slice(0, 4),
  [["G"], "keyBatch", false],
  [["1", "9"], "keyDrawer", false],
  [["P"], "keyRound", true],
  ...common.slice(5),
]

const shortcuts = (full: boolean | undefined): readonly Shortcut[] => (full ? serving : common)

/** The most used keys, at the foot of the page. */
export const KeyHints = ({ full }: { full?: boolean }) => (
  <p class="keys">
    {shortcuts(full).filter(([, , hinted]) => hinted).map(([keys, word]) => (
      <span key={word}>{keys.map((key) => <kbd key={key}>{key}</kbd>)} {t(word)}</span>
    ))}
  </p>
)

export const KeySheet = ({ open, onClose, full }: { open: boolean; onClose: () => void; full?: boolean }) => (
  <Sheet title={t("keysTitle")} leave={t("close")} open={open} onClose={onClose}>
    <dl class="data">
      {shortcuts(full).map(([keys, word]) => <div key={word}><dt>{t(word)}</dt><dd>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dd></div>)}
    </dl>
  </Sheet>
)
