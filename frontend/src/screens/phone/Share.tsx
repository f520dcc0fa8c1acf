// "Bagikan ke WA": the habit people have, with a sentence that names nobody.
import { t } from "../../words/pages"
import { caseNumber } from "../../services/face"
import { Button, LinkButton } from "../../ui/Button"

export function Share({ id, sentence }: { id: string; sentence: string }) {
  const text = t("shareText", { number: caseNumber(id), sentence })
  return (
    <p class="wide">
      {typeof navigator.share === "function"
        ? <Button kind="half" icon="share" onClick={() => void navigator.share({ text }).catch(() => undefined)}>{t("share")}</Button>
        : <LinkButton kind="half" icon="share" href={"https://wa.me/?text=" + encodeURIComponent(text)}>{t("share")}</LinkButton>}
    </p>
  )
}
