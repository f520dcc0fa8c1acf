// The cloth says where one is: as many broad brown threads as the RW's number, as many thin turmeric ones as the RT's.

type Thread = readonly [colour: string, width: number]

/** Above twelve the count starts again, so that a cloth stays readable. */
const threads = (n: number | null): number => (n && n > 0 ? ((n - 1) % 12) + 1 : 0)

function weave(broad: number, thin: number): readonly Thread[] {
  const ground = "var(--tenun)"
  const cloth: Thread[] = [[ground, 12]]
  for (let i = 0; i < broad; i++) cloth.push(["var(--benang)", 6], [ground, i < broad - 1 ? 3 : 12])
  for (let i = 0; i < thin; i++) cloth.push(["var(--kunir)", 2], [ground, i < thin - 1 ? 4 : 10])
  return cloth
}

/** The gradient of one cloth; a kelurahan and a city wear one fixed rhythm (5 and 2). */
export function lurik(rw: number | null, rt: number | null): string {
  const [broad, thin] = rw === null && rt === null ? [5, 2] : [threads(rw), threads(rt)]
  let at = 0
  const stops = weave(broad, thin).map(([colour, width]) => `${colour} ${at}px ${(at += width)}px`)
  return `repeating-linear-gradient(90deg, ${stops.join(", ")})`
}

export function Lurik({ rw, rt }: { rw: number | null; rt: number | null }) {
  return <div class="lurik" aria-hidden="true" style={{ backgroundImage: lurik(rw, rt) }} />
}
