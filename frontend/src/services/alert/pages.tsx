// The pages behind the place of the kentongan, each a piece of its own; the worker has them all before anything happens.
import { lazily } from "../../screens/phone/lazily"
import type { PagesProps } from "../pages"

const Raise = lazily(() => import("./Raise").then((part) => part.Raise))
const RollPage = lazily(() => import("./RollPage").then((part) => part.RollPage))
const Post = lazily(() => import("./Post").then((part) => part.Post))
const SetStrokes = lazily(() => import("./SetStrokes").then((part) => part.SetStrokes))
const Drums = lazily(() => import("./Drums").then((part) => part.Drums))

export function Pages({ page, id }: PagesProps) {
  switch (page) {
    case "bunyikan":
      return <Raise ask={id === "tanya"} />
    case "cek":
      return <RollPage id={id} />
    case "pos":
      return <Post />
    case "ketukan":
      return <SetStrokes />
    default:
      return <Drums />
  }
}
