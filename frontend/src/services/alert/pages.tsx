// The pages behind the place of the kentongan, all in one piece: whoever opens one in an alarm soon needs another.
import type { PagesProps } from "../pages"
import { Drums } from "./Drums"
import { Post } from "./Post"
import { Raise } from "./Raise"
import { RollPage } from "./RollPage"
import { SetStrokes } from "./SetStrokes"
import "../../screens/phone/screens.css"
import "./alert.css"

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
