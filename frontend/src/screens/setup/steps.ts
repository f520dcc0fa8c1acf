// What every step is given.
import type { Api } from "../../core/api"
import type { Step } from "./Frame"
import type { Town } from "./town"

export type StepProps = {
  api: Api
  town: Town
  lurah: boolean
  done: readonly Step[]
  open: readonly Step[]
  back?: () => void
  onTown: (town: Town) => void
  onNext: (page: "rt" | "ketua" | "petugas" | "cetak") => void
}
