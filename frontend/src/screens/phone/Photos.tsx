// The few cases that show something bring what shows it.
import { Shots } from "./pieces"

export const Photos = ({ data }: { data: Record<string, unknown> }) => (Object.keys(data).some((name) => name.endsWith("photo")) ? <Shots data={data} /> : null)
