import type { StackWords } from "./id.stack"

export const enStack: StackWords = {
  paperPick: "Type a house number, then choose from the list.",
  paperNext: "Save and next",
  paperMending: "Mending the sheet of {house}",
  paperSave: "Save the change",
  paperGone: "This sheet is being sent. Wait for the answer first.",
  paperTwice: "Entered before, save all the same?",
  paperTwiceYes: "Save all the same",
  sheetHouse: "House number",
  sheetNone: "Nothing fits yet.",
}
