// What people read: cloth, plate, drum, clock, cards, thread. Sentences come from the app's own words.
import { noop, type Examples } from "./example"
import { t } from "../../words/duty"
import { CaseCard } from "../../ui/Card"
import { Clock, type ClockProps } from "../../ui/Clock"
import { Drum, type DrumStep, type DrumTone } from "../../ui/Drum"
import { Empty, Failure, Loading } from "../../ui/Empty"
import { Icon, iconNames } from "../../ui/Icon"
import { Answered, InboxCard, InboxRow } from "../../ui/Inbox"
import { Lurik } from "../../ui/Lurik"
import { Plate } from "../../ui/Plate"
import { Timeline } from "../../ui/Timeline"
import { ZoneShape } from "../../ui/Zone"

const asks = t("clockAsks", { who: t("whoRt"), next: t("whoRw"), when: t("atTime", { time: "10.56" }) })
const clock = (more: Partial<ClockProps>): ClockProps => ({ from: 0, due: 100_000, now: 40_000, holder: "RT", next: "RW", label: "10.56", state: "running", sentence: asks, ...more })

/** Every state of a clock, and what it says. */
export const clocks: readonly (readonly [string, ClockProps])[] = [
  ["berjalan", clock({})],
  ["sebentar lagi", clock({ now: 85_000, state: "soon", sentence: t("soon") + asks })],
  ["diteruskan", clock({ now: 100_000, state: "passed", sentence: t("clockPassed", { next: t("whoRw"), when: t("atTime", { time: "10.56" }) }) })],
  ["dijawab", clock({ now: 100_000, state: "answered", label: "10.48", next: null, sentence: "Benar, 10.48." })],
  ["malam", clock({ state: "night", label: "05.00", next: null, sentence: t("clockNight", { time: "05.00" }) })],
  ["menunggu terkirim", clock({ state: "unsent", label: "", holder: null, next: null, sentence: t("clockUnsent") })],
]

/** A case's way: what each drum means. */
export const steps: readonly (readonly [DrumStep, string])[] = [
  ["unsent", "Tersimpan di HP"], ["stored", "Tersimpan"], ["sent", "Terkirim, Terperiksa"], ["read", "Dibaca, Ditangani"], ["done", "Selesai, diterima"], ["struck", "Perlu diperbaiki"],
]
const tones: readonly (readonly [DrumTone, string])[] = [["past", "sudah"], ["now", "sekarang"], ["next", "berikutnya"], ["held", "dipegang orang lain"]]

/** The five shapes, for zones and for triage. */
export const shapes = [["leaf", "Hijau", "Stabil"], ["diamond", "Kuning", "Perlu perhatian"], ["triangle", "Oranye", "Hubungi nakes"], ["octagon", "Merah", "Segera rujuk"], ["cut", "Terputus", ""]] as const

export const calm = {
  Lurik: [
    ["RT 03 RW 04: empat lebar, tiga tipis", () => <Lurik rw={4} rt={3} />],
    ["tanpa RW: hanya tipis", () => <Lurik rw={null} rt={12} />],
    ["kelurahan dan kota: satu irama", () => <Lurik rw={null} rt={null} />],
  ],
  Plate: [
    ["tempat", () => <Plate lines={["RT 03", "RW 04"]} />],
    ["kecil, memegang", () => <Plate small lines={["RT"]} />],
    ["kecil, berikutnya", () => <Plate small outlined lines={["RW"]} />],
    ["kode", () => <p class="code"><span class="digits">{["4", "7", "2", "9", "0", "3"].map((digit) => <Plate key={digit} lines={[digit]} />)}</span></p>],
  ],
  Drum: [
    ...steps.map(([step, word]) => [word, () => <p class="said"><Drum step={step} /> {word}</p>] as const),
    ...tones.map(([tone, word]) => ["nada: " + word, () => <p class="said"><Drum step="read" tone={tone} /> {word}</p>] as const),
  ],
  Clock: clocks.map(([word, props]) => [word, () => <div class="card"><Clock {...props} /></div>] as const),
  ZoneShape: shapes.map(([shape, zone, triage]) => [zone, () => <p class="said"><ZoneShape shape={shape} size="1.5em" /> {triage ? `${zone} · ${triage}` : zone}</p>] as const),
  Icon: [["semua, pada kisi 24", () => <ul class="icons">{iconNames.map((name) => <li key={name}><Icon name={name} /><span class="note">{name}</span></li>)}</ul>]],
  CaseCard: [
    ["dengan jam", () => <CaseCard title="Beras dan susu balita" note="No. 0412 · dibaca Ketua RT 10.42" clock={<Clock {...clock({})} />} onOpen={noop} />],
    ["di HP saja", () => <CaseCard title="Popok dewasa" note="No. H-7 · tersimpan di HP 10.40" glyph="unsent" onOpen={noop} />],
    ["selesai", () => <CaseCard title="Sembako, 4 orang" note="No. 0398 · Selesai, diterima" glyph="done" onOpen={noop} />],
    ["perlu diperbaiki", () => <CaseCard title="Ada yang sakit: Rani" note={t("mustMend", { why: "tanggal mulai sakit masih besok." })} glyph="struck" onOpen={noop} />],
  ],
  Timeline: [
    ["perjalanan satu laporan", () => (
      <Timeline moments={[
        { id: "a", step: "stored", word: t("storedOnPhone"), time: "10.40", phase: "past" },
        { id: "b", step: "sent", word: t("sent"), time: "10.41", phase: "past" },
        { id: "c", step: "read", word: "Dibaca Ketua RT, Pak Darmo", time: "10.42", phase: "now", body: <div class="card"><Clock {...clock({})} /></div> },
        { id: "d", step: "unsent", word: t("aidAheadVerify"), phase: "next" },
        { id: "e", step: "unsent", word: t("aidAheadReceive"), phase: "next" },
      ]} />
    )],
  ],
  InboxCard: [
    ["paling mendesak, terbuka", () => (
      <InboxCard house="Rumah 12" badge={<span class="mark"><Icon name="alert" size="1.25em" /> {t("urgentMark")}</span>} title="Ada yang sakit: Pak Joko, 58" text="Demam 3 hari, 38,4 °C. Batuk."
        clock={<Clock {...clock({ holder: t("plateMine") })} quiet />} main={{ word: "Benar", onClick: noop }} halves={[{ word: "Perlu saya tengok", onClick: noop }, { word: "Belum sesuai", onClick: noop }]} link={{ word: "Sama dengan laporan lain", onClick: noop }} />
    )],
  ],
  InboxRow: [["yang lain, tertutup", () => (
    <ul class="card rows">
      <InboxRow house="7" title="Butuh bantuan: popok dewasa" note="sampai 14.40, lalu Ketua RW" onOpen={noop} />
      <InboxRow house="31" title="Tamu: 2 orang, 3 malam" note="sampai 18.10, lalu Lurah" onOpen={noop} />
    </ul>
  )]],
  Answered: [
    ["masih dapat diurungkan", () => <Answered title={t("answeredAt", { title: "Benar", time: "10.48" })} text={t("illAfterVerify")} note={t("answeredStored")} undo={{ word: t("undo"), onClick: noop }} />],
    ["terkirim", () => <Answered title={t("answeredAt", { title: "Benar", time: "10.48" })} text={t("illAfterVerify")} note={t("answeredSent")} />],
  ],
  Empty: [["terima kasih atau langkah berikutnya", () => <Empty title={t("noReports")}>{t("noReportsHint")}</Empty>]],
  Loading: [["yang belum pernah dilihat", () => <Loading label={t("loading")} />]],
  Failure: [["apa, yang tetap ada, langkahnya", () => <Failure title={t("storeFull")}><p>{t("storeFullText")}</p><p>{t("storeFullHint")}</p></Failure>]],
} satisfies Examples
