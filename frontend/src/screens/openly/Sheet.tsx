// The page itself, the same on a phone, a desk and one sheet of paper: how the last whole month went, and the proof of the log.
import { currentLanguage } from "../../core/i18n"
import { qr } from "../../core/qr"
import type { Openly } from "../../core/wire"
import { Lurik } from "../../ui/Lurik"
import { t } from "../../words/openly"
import { dayOf, eveOf, figuresOf, monthOf } from "./figures"

export function Sheet({ page }: { page: Openly }) {
  const locale = currentLanguage()
  const around = page.path.slice(0, -1).map(({ name }) => name).reverse()
  return (
    <>
      <Lurik rw={null} rt={null} />
      <main class="openly">
        <header>
          <h1>{t("openlyTitle", { name: page.name })}</h1>
          <p class="note">{[...around, t("openlyNote")].join(" · ")}</p>
        </header>
        <section aria-labelledby="month">
          <h2 id="month">{t("openlyMonth", { month: monthOf(page.from, locale) })}</h2>
          <p class="note">{t("openlyWindow", { from: dayOf(page.from, locale), until: dayOf(page.until, locale) })}</p>
          <ul class="figures">
            {figuresOf(page, locale).map(({ figure, unit, words }) => (
              <li key={words}><p><b>{figure}</b> {unit}</p><p class="note">{words}</p></li>
            ))}
          </ul>
          <p class="note">{t("openlyFewHint")}</p>
        </section>
        <Proof page={page} locale={locale} />
        <footer>
          <button type="button" class="button" onClick={() => print()}>{t("openlyPrint")}</button>
          <a class="button link" href="/"><span>{t("openlyEnter")}</span></a>
        </footer>
      </main>
    </>
  )
}

function Proof({ page: { head }, locale }: { page: Openly; locale: string }) {
  const code = qr(head.text)
  return (
    <section class="proof" aria-labelledby="proof">
      <h2 id="proof">{t("openlyProof")}</h2>
      <div class="both">
        <div>
          <p>{t("openlyProofHint")}</p>
          <p>{t("openlyProofKeep")}</p>
          <p class="note">{t("openlyProofHow")}</p>
          <p><b>{t("openlyAsOf", { day: dayOf(eveOf(head.day), locale) })}</b></p>
        </div>
        {code && (
          <svg class="code" viewBox={`-4 -4 ${code.size + 8} ${code.size + 8}`} role="img" aria-label={t("openlyCode")}>
            <rect x="-4" y="-4" width="100%" height="100%" fill="#fff" />
            <path d={code.d} fill="#000" />
          </svg>
        )}
      </div>
      <dl>
        <dt class="note">{t("openlyHead")}</dt>
        <dd><code>{head.text}</code></dd>
        <dt class="note">{t("openlyKey")}</dt>
        <dd><code>{head.key}</code></dd>
      </dl>
    </section>
  )
}
