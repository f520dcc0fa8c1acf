// Past the RT, opened: who filed it asks again or rests; the kelurahan takes it up and answers.
import { t } from "../../words/pages"
import type { Story } from "../story"

export const story: Story = {
  labels: { text: () => t("directText"), answer: () => t("aidAnswer") },
  order: ["take_up", "answer", "ask_again", "close", "withdraw"],
  quiet: ["close", "withdraw", "ask_again"],
  hint: () => t("directHint"),
  private: true,
  ahead: (state) => (state === "sent" ? [t("directAhead"), t("directAnswer")] : state === "in_hand" ? [t("directAnswer")] : []),
}
