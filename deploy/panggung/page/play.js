// Plays the script: says what happens, does it in the panes, and waits until it is seen. `pace` leaves time to read.
export const paces = {
  /** For people: a caption is read before its act. */
  read: { caption: (text) => 1500 + text.split(" ").length * 330, act: 900 },
  /** For the film: the hand is seen, and the camera stops the time for as long as it likes. */
  film: { caption: () => 300, act: 200 },
  /** For tests: nothing but what must be seen. */
  fast: { caption: () => 0, act: 0 },
}

const rest = (ms) => (ms ? new Promise((done) => setTimeout(done, ms)) : Promise.resolve())

/** The things an act can be, each in the words of the script. `host` is the page. */
async function perform(act, host, pace) {
  if (act.large) return host.enlarge(act.large)
  if (act.press) return host.press(act.press, act.on)
  if (act.strip) return host.strip(act.strip)
  const pane = host.panes[act.in]
  if (act.tap !== undefined) {
    const what = { css: act.css ?? "button, a, label, .choice", text: act.tap }
    if (pace.act) {
      await pane.ask({ do: "aim", ...what })
      await host.aimed(act)
      await rest(pace.act / 2)
    }
    return pane.ask({ do: "tap", ...what })
  }
  if (act.see !== undefined) return pane.ask({ do: "see", css: act.css ?? "main, dialog, body", text: act.see })
  if (act.gone !== undefined) return pane.ask({ do: "gone", css: act.css ?? "body", text: act.gone })
  if (act.go) return pane.ask({ do: "go", to: act.go })
  if (act.read) return void (host.read = await pane.ask({ do: "read", css: act.read }))
  if (act.fill) return pane.ask({ do: "fill", css: act.fill, value: host.read })
  throw new Error("the script does not know this act: " + JSON.stringify(act))
}

/** One step: its caption, then its acts. */
export async function playStep(step, host, pace) {
  await host.caption(step)
  await rest(pace.caption(step.say + " " + step.why))
  for (const act of step.acts) {
    await perform(act, host, pace)
    await host.acted(act)
    await rest(pace.act)
  }
}
