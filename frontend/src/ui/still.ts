// A part that stays as it is while what it was given is the same: on a map of sixty tiles one event touches two.
import { Component, h, type FunctionComponent } from "preact"

export function still<Props extends object>(Part: FunctionComponent<Props>): FunctionComponent<Props> {
  class Still extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const now = this.props as Record<string, unknown>
      const then = next as Record<string, unknown>
      return Object.keys({ ...now, ...then }).some((key) => now[key] !== then[key])
    }

    override render(props: Props) {
      return h(Part, props)
    }
  }
  return Still as unknown as FunctionComponent<Props>
}
