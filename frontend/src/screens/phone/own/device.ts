// What a browser says of itself, as people call it: "Android, Chrome".

const systems: readonly [pattern: RegExp, name: string][] = [
  [/Android/, "Android"], [/iPhone|iPad/, "iPhone"], [/Windows/, "Windows"], [/Mac OS/, "Mac"], [/Linux|X11/, "Linux"],
]
const browsers: readonly [pattern: RegExp, name: string][] = [
  [/Edg/, "Edge"], [/OPR|Opera/, "Opera"], [/SamsungBrowser/, "Samsung"], [/Firefox|FxiOS/, "Firefox"], [/Chrome|CriOS/, "Chrome"], [/Safari/, "Safari"],
]
const named = (list: typeof systems, said: string): string => list.find(([pattern]) => pattern.test(said))?.[1] ?? ""

export const deviceName = (said: string): string => [named(systems, said), named(browsers, said)].filter(Boolean).join(", ")
