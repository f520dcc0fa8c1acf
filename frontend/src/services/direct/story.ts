// Past the RT, opened: who filed it asks again or rests; the kelurahan takes it up and answers.
import { t } from "../../words/pages"
import type { Story } from "../story"

export const story: Story = {
  labels: { answer: () => t("aidAnswer"), text: () => t("directText") },
  order: ["take_up", "answer", "ask_again", "close", "withdraw"],
  quiet: ["close", "withdraw", "ask_again"],
  hint: () => t("directHint"),
  private: true,
  past: (type, by) => {
    const words = { send: "sent", take_up: "directTaken", answer: "directAnswered", ask_again: "directAgain", lapse: "directLapsed" } as const
    const word = words[type as keyof typeof words]
    return word ? t(word, { by }) : ""
  },
  ahead: (state) => (state === "sent" ? [t("directAhead"), t("directAnswer")] : state === "in_hand" ? [t("directAnswer")] : []),
}
