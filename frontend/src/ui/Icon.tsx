// All icons on a 24 grid: lines of two units, or filled where a line would be lost in the sun.

const lines = {
  back: "M20 12H4m7-7-7 7 7 7",
  forward: "M4 12h16m-7-7 7 7-7 7",
  menu: "M4 6.5h16M4 12h16M4 17.5h16",
  close: "m5 5 14 14M19 5 5 19",
  check: "m4 12.5 5.5 5.5L20 6.5",
  plus: "M12 4v16M4 12h16",
  minus: "M4 12h16",
  house: "M4 10.5 12 4l8 6.5V20H4Z",
  alert: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 4.5v5.5m0 2.2v1.8",
  share: "M12 15V3.5m-4 4 4-4 4 4M5 12v8h14v-8",
  camera: "M3.5 7.5h4L9 5h6l1.5 2.5h4v12h-17Zm8.5 2.4a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8Z",
  silent: "M3 3l18 18M8.5 5.7A14 14 0 0 1 22 9.5M2 9.5a14 14 0 0 1 3.5-2.4m5.3 3.5a8.5 8.5 0 0 1 7.2 3M6 13.5a8.5 8.5 0 0 1 2-1.4m4 6.4v.5",
  ill: "M5.2 13.4V5.3a2.8 2.8 0 0 1 5.6 0v8.1a4.6 4.6 0 1 1-5.6 0ZM8 9.5v6.5m0 0a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6Z",
  guest: "M7.3 2.8c2.3 0 3.7 1.9 3.7 4.4 0 1.7-.7 2.9-.7 4.6v5.7a3 3 0 0 1-6 0v-5.7c0-1.7-.7-2.9-.7-4.6 0-2.5 1.4-4.4 3.7-4.4Zm9.4 0c2.3 0 3.7 1.9 3.7 4.4 0 1.7-.7 2.9-.7 4.6v5.7a3 3 0 0 1-6 0v-5.7c0-1.7-.7-2.9-.7-4.6 0-2.5 1.4-4.4 3.7-4.4ZM3.9 9.8l3.4-4.6 3.4 4.6m2.6 0 3.4-4.6 3.4 4.6",
} as const

const solids = {
  help: "M8.5 2h7l-1.8 3.3h-3.4ZM9.6 6.8h4.8c2.6 1.7 5.1 5.3 5.1 9.3 0 3.3-1.7 5.4-4.4 5.4H8.9c-2.7 0-4.4-2.1-4.4-5.4 0-4 2.5-7.6 5.1-9.3ZM12 9.8c-1 1.4-1.5 2.2-1.5 3a1.5 1.5 0 0 0 3 0c0-.8-.5-1.6-1.5-3Zm-3 4.6c-1 1.4-1.5 2.2-1.5 3a1.5 1.5 0 0 0 3 0c0-.8-.5-1.6-1.5-3Zm6 0c-1 1.4-1.5 2.2-1.5 3a1.5 1.5 0 0 0 3 0c0-.8-.5-1.6-1.5-3Z",
  drum: "M8.5 1a1.7 1.7 0 0 0-1.6 2.3A5 5 0 0 0 3.5 8v9.5a5 5 0 0 0 10 0V8a5 5 0 0 0-3.4-4.7A1.7 1.7 0 0 0 8.5 1Zm0 7.5c.8 0 1.3.5 1.3 1.3v5.9a1.3 1.3 0 0 1-2.6 0V9.8c0-.8.5-1.3 1.3-1.3Zm11.8-4.8a1 1 0 0 1 1.7 1l-3.5 6.2a2.2 2.2 0 1 1-1.7-1Z",
  phone: "M6.6 3 9.5 3.5l1.2 4.3-2 1.9c1 2.3 2.9 4.3 5.4 5.5l2-1.9 4.2 1.3.6 2.8c-.3 2-1.7 3.4-3.7 3.4C9.5 20.8 3 14 3 6.7 3 4.7 4.6 3.2 6.6 3Z",
  code: "M3 3h8v8H3Zm2.5 2.5v3h3v-3ZM13 3h8v8h-8Zm2.5 2.5v3h3v-3ZM3 13h8v8H3Zm2.5 2.5v3h3v-3ZM13 13h3v3h-3Zm5 0h3v3h-3Zm-2.5 2.5h3v3h-3ZM13 18h3v3h-3Zm5 0h3v3h-3Z",
  message: "M3 3.5h18v13H10L5.5 21v-4.5H3ZM6.5 7v2h11V7Zm0 4v2h8v-2Z",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",
} as const

export type IconName = keyof typeof lines | keyof typeof solids
export const iconNames = [...Object.keys(lines), ...Object.keys(solids)] as IconName[]

export function Icon({ name, size = "1.5em" }: { name: IconName; size?: string }) {
  const solid = name in solids
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" fill-rule="evenodd"
      fill={solid ? "currentColor" : "none"} stroke={solid ? "none" : "currentColor"} stroke-width="2.1" stroke-linejoin="round">
      <path d={solid ? solids[name as keyof typeof solids] : lines[name as keyof typeof lines]} />
    </svg>
  )
}
