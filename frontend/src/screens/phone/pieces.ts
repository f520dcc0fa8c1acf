// The pieces of the phone that come when they are needed. The home is not among them: it is what comes first.
import { lazily, nothing } from "./lazily"

const pages = () => import("./pages")

export const CasePage = lazily(() => pages().then((part) => part.CasePage))
export const FilePage = lazily(() => pages().then((part) => part.FilePage))
export const QueuePage = lazily(() => pages().then((part) => part.QueuePage))
export const Missing = lazily(() => pages().then((part) => part.Missing))
export const Menu = lazily(() => pages().then((part) => part.Menu), nothing)
export const Danger = lazily(() => import("./Danger").then((part) => part.Danger))
export const CheckIn = lazily(() => import("./CheckIn").then((part) => part.CheckIn))
export const DailyCard = lazily(() => import("./CheckIn").then((part) => part.DailyCard), nothing)
export const Duties = lazily(() => import("./Duties").then((part) => part.Duties), nothing)
export const News = lazily(() => import("./own/News").then((part) => part.News), nothing)
export const Own = lazily(() => import("./own/Own").then((part) => part.Own))
export const Inbox = lazily(() => import("./Inbox").then((part) => part.Inbox))
export const Helper = lazily(() => import("./Helper").then((part) => part.Helper))
export const Houses = lazily(() => import("./Houses").then((part) => part.Houses))
export const AskWitness = lazily(() => import("./Witness").then((part) => part.AskWitness))
export const BeWitness = lazily(() => import("./Witness").then((part) => part.BeWitness))
