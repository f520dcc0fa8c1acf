// The pages behind the place of the kentongan, in one piece: whoever opens one in an alarm soon needs another. The post
// of the ronda, a screen that stands all night, comes by itself.
import type { PagesProps } from "../pages"
import { Drums } from "./Drums"
import { Raise } from "./Raise"
import { RollPage } from "./RollPage"
import { SetStrokes } from "./SetStrokes"
import { lazily } from "../../screens/phone/lazily"
import "../../screens/phone/screens.css"
import "./alert.css"

const Post = lazily(() => import("./Post").then((part) => part.Post))

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
