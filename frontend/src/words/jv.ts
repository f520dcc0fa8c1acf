import type { Words } from "./id"
import type { OwnWords } from "./id.own"

/**
 * Javanese, krama: greetings, home and notices only. What an office or a clinic says stays Indonesian, so that nobody has to guess.
 * Terjemahan komunitas, mohon koreksi: the menu says so beside the choice.
 */
export const jv: Partial<Words & OwnWords> = {
  morning: "Sugeng enjing, {name}",
  noon: "Sugeng siang, {name}",
  afternoon: "Sugeng sonten, {name}",
  night: "Sugeng dalu, {name}",
  connected: "Sampun sambung · {time}",
  connecting: "Saweg nyambung · dumugi {time}",
  partly: "Namung sapérangan · dumugi {time}",
  noSignal: "Boten wonten sinyal · dumugi {time}",
  lastNews: "Pawartos pungkasan {time}",
  myReports: "Lapuran kulawarga kula",
  running: "{n} saweg lumampah",
  noReports: "Dèrèng wonten lapuran",
  noReportsHint: "Syukur. Manawi perlu, mangga pilih salah satunggal.",
  illPetal: "Wonten ingkang gerah",
  aidPetal: "Betah pambiyantu",
  // notices
  bulletinTitle: "Pawartos enjing {place}, {day}",
  bulletinAsked: "Ingkang dipunsuwun ing zona {colour}",
  bulletinDerived: "Saking cacah RT, sanès peta resmi.",
  glassTold: "{who} mbikak lapuran kulawarga panjenengan, {time}.",
  glassWhy: "Alesan: {why}.",
}
