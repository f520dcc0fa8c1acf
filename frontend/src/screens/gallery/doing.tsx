// What people do: buttons, choices, fields, forms, sheets. They can be tried; nothing is sent.
import { useState } from "preact/hooks"
import type { Field as Declared } from "../../core/schema"
import type { Schema } from "../../core/wire"
import { t } from "../../words/duty"
import { Button, LinkButton } from "../../ui/Button"
import { Field } from "../../ui/Field"
import { Form } from "../../ui/Form"
import type { Values } from "../../ui/formCheck"
import { Petals, type Choice } from "../../ui/Petals"
import { Screen, Strip } from "../../ui/Screen"
import { Option, Sheet } from "../../ui/Sheet"
import { noop, type Examples } from "./example"

const choices: readonly Choice[] = [
  { id: "a", word: t("illPetal"), icon: "ill", tone: "nila" },
  { id: "b", word: t("aidPetal"), icon: "help", tone: "nila" },
  { id: "c", word: "Lapor tamu", icon: "guest", tone: "nila" },
  { id: "d", word: t("emergency"), note: "Tahan 2 detik", icon: "drum", tone: "bata" },
]

const field = (more: Partial<Declared>): Declared => ({ name: "x", title: "", hint: "", required: true, kind: "text", options: [], min: null, max: null, maxLength: 80, pattern: null, ...more })

function Kept({ start, error, ...more }: Partial<Declared> & { start?: unknown; error?: string }) {
  const [value, change] = useState(start)
  return <Field field={field(more)} value={value} error={error} onChange={change} />
}

const options = [{ value: "sembako", title: "Sembako" }, { value: "obat", title: "Obat" }, { value: "popok", title: "Popok dan susu" }, { value: "lainnya", title: "Lainnya" }]
const many = Array.from({ length: 14 }, (_, i) => ({ value: String(i + 1), title: `RT ${String(i + 1).padStart(2, "0")}` }))

const schema: Schema = {
  type: "object", required: ["who", "since"], "x-order": ["who", "since"],
  properties: { who: { type: "string", title: "Siapa yang sakit?", maxLength: 80 }, since: { type: "string", format: "date", title: "Sejak kapan?", description: "Tanggal pertama merasa sakit" } },
}

function TryForm({ errors }: { errors?: Values }) {
  const [value, change] = useState<Values>({ who: "Rani, 9 tahun" })
  return <Form schema={schema} value={value} {...(errors ? { errors: errors as Record<string, string> } : {})} onChange={change} onSubmit={noop} submitLabel="Lanjut" />
}

function TrySheet({ hint }: { hint?: string }) {
  const [open, turn] = useState(false)
  return (
    <>
      <Button kind="half" onClick={() => turn(true)}>Buka lembar</Button>
      <Sheet title={t("because", { title: "Belum sesuai" })} {...(hint ? { hint } : {})} open={open} onClose={() => turn(false)}>
        {["Bukan warga RT ini", "Sudah dilaporkan", t("otherWrite")].map((word) => <Option key={word} onClick={() => turn(false)}>{word}</Option>)}
      </Sheet>
    </>
  )
}

export const doing = {
  Button: [
    ["utama, satu di layar", () => <Button kind="main" icon="check">Benar</Button>],
    ["setengah", () => <Button kind="half">Perlu saya tengok</Button>],
    ["dengan gambar", () => <Button kind="half" icon="share">{t("share")}</Button>],
    ["tautan", () => <Button kind="link">{t("cancel")}</Button>],
    ["bahaya", () => <Button kind="danger">{t("newsWeak")}</Button>],
    ["belum dapat dipakai", () => <Button kind="main" disabled>{t("send")}</Button>],
  ],
  LinkButton: [["telepon", () => <LinkButton kind="danger" href="tel:112" icon="phone">{t("call112")}</LinkButton>]],
  Petals: [
    ["empat pilihan", () => <Petals choices={choices} onPick={noop} />],
    ["tiga pilihan", () => <Petals choices={choices.filter(({ id }) => id !== "c")} onPick={noop} />],
  ],
  Field: [
    ["tulisan", () => <Kept title="Siapa yang sakit?" start="Rani, 9 tahun" />],
    ["boleh kosong, dengan petunjuk", () => <Kept title="Catatan" hint="Yang perlu diketahui Ketua RT." required={false} maxLength={500} />],
    ["salah: apa yang harus dilakukan", () => <Kept title="Kode terima" pattern="^[0-9]{6}$" start="4729" error={t("fillDigits", { n: 6 })} />],
    ["tanggal", () => <Kept title="Sejak kapan?" kind="date" start="2026-11-22" />],
    ["tanggal dan jam", () => <Kept title="Sampai kapan?" kind="moment" />],
    ["pilihan", () => <Kept title="Apa yang dibutuhkan?" kind="choice" options={options} start="sembako" />],
    ["pilihan panjang", () => <Kept title="RT mana?" kind="choice" options={many} />],
    ["pilihan, salah", () => <Kept title="Apa yang dibutuhkan?" kind="choice" options={options.slice(0, 2)} error={t("pickOne")} />],
    ["ya atau tidak", () => <Kept title="Sesak napas?" kind="toggle" start={false} />],
    ["hitungan", () => <Kept title="Untuk berapa orang?" kind="number" min={1} max={30} start={4} />],
    ["ukuran", () => <Kept title="Suhu badan (°C)" kind="number" required={false} min={34} max={43} start={37.9} />],
    ["ukuran, tanpa alat", () => <Kept title="Saturasi (%)" kind="number" required={false} min={50} max={100} start={null} />],
  ],
  Form: [
    ["tenang", () => <TryForm />],
    ["ditolak server, di tempatnya", () => <TryForm errors={{ since: "Tanggal ini besok. Pilih hari ini atau sebelumnya." }} />],
  ],
  Sheet: [["satu pertanyaan", () => <TrySheet />], ["dengan keterangan", () => <TrySheet hint="Bu Wati dapat memperbaiki dan mengirim lagi." />]],
  Option: [["satu jawaban", () => <Option onClick={noop}>Bukan warga RT ini</Option>]],
  Strip: [
    ["tanpa sinyal", () => <Strip tone="offline"><b>Tanpa sinyal.</b> 3 laporan belum terkirim, tersimpan di HP ini.</Strip>],
    ["sebagian", () => <Strip tone="degraded"><b>Kabar terakhir 14.05.</b> Angka di layar belum baru.</Strip>],
  ],
} satisfies Examples

/** A screen is a page of its own, so one stands at a time. */
export const frames = {
  Screen: [
    ["beranda", () => <Screen title="Sugeng enjing, Bu Sri" note={t("connected", { time: "10.44" })} lurik={{ rw: 4, rt: 3 }} plate={["RT 03", "RW 04"]}><Petals choices={choices} onPick={noop} /></Screen>],
    ["halaman dalam, dengan tindakan", () => (
      <Screen title="Beras dan susu balita" note="No. 0412 · keluarga saya" back={noop} lurik={{ rw: 4, rt: 3 }} bar={<><Button kind="main" icon="check">Sudah saya terima</Button><Button kind="half">Belum saya terima</Button></>}><p>{t("noNeedToWait")}</p></Screen>
    )],
    ["tanpa sinyal", () => <Screen title={t("queueTitle")} back={noop} lurik={{ rw: 4, rt: 3 }} strip={<Strip tone="offline"><b>Tanpa sinyal.</b> 3 laporan belum terkirim, tersimpan di HP ini.</Strip>}><p>{t("queueFoot")}</p></Screen>],
  ],
} satisfies Examples
