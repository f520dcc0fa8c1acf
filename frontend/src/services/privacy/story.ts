// A household's wish over its data, opened by who guards it: to carry it out is the way forward, to refuse needs a reason.
import type { Story } from "../story"

export const story: Story = {
  order: ["erase", "stop", "keep", "resume", "refuse"],
  quiet: ["refuse"],
  main: (_, offered) => ["erase", "stop"].find(offered),
}
