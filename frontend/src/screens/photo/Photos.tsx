// The few cases that show something bring what shows it, on phone, desk and wall alike.
import { lazily, nothing } from "../phone/lazily"

const Shots = lazily(() => import("./Shots").then((part) => part.Shots), nothing)

export const Photos = ({ data }: { data: Record<string, unknown> }) => (Object.keys(data).some((name) => name.endsWith("photo")) ? <Shots data={data} /> : null)
