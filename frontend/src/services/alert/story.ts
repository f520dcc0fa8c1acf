// The kentongan in the menu: what its strokes mean, the guard post, the lurah's table.
import { t } from "../../words/pages"
import type { Story } from "../story"

export const story: Story = { menu: () => t("menuDrum") }
