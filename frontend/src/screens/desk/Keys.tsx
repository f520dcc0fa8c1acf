import { t, type Word } from "../../words/wide"
import { Sheet } from "../../ui/Sheet"

const shortcuts: readonly [keys: readonly string[], word: Word, hinted: boolean][] = [
  [["J", "K"], "keyMove", true],
  [["Enter"], "keyOpen", true],
  [["S"], "keyMain", true],
  [["R"], "keySecond", false],
  [["P"], "keyPrint", true],
  [["/"], "keySearch", false],
  [["?"], "keyAll", true],
]

/** The most used keys, at the foot of the page. */
export const KeyHints = () => (
  <p class="keys">
    {shortcuts.filter(([, , hinted]) => hinted).map(([keys, word]) => (
      <span key={word}>{keys.map((key) => <kbd key={key}>{key}</kbd>)} {t(word)}</span>
    ))}
  </p>
)

export const KeySheet = ({ open, onClose }: { open: boolean; onClose: () => void }) => (
  <Sheet title={t("keysTitle")} leave={t("close")} open={open} onClose={onClose}>
    <dl class="data">
      {shortcuts.map(([keys, word]) => <div key={word}><dt>{t(word)}</dt><dd>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dd></div>)}
    </dl>
  </Sheet>
)
