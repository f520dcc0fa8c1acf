// A broken glass, opened by those who judge it: the reason stands in the form's own words.
import type { Story } from "../story"

export const story: Story = { order: ["review", "close"], skip: (name) => name === "from" || name === "until" }
