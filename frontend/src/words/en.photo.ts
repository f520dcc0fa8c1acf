import type { PhotoWords } from "./id.photo"

export const enPhoto: PhotoWords = {
  photoTake: "Take a photo",
  photoPick: "Choose one",
  photoHint: "The camera's place and hour stay behind. Whoever opens it is noted.",
  photoThings: "Show the goods alone, not the people.",
  photoChosen: "The chosen photo",
  photoThere: "The photo you sent stays with it.",
  photoDrop: "Remove the photo",
  photoSmaller: "Making the photo smaller.",
  photoNone: "This file is no photo. Choose another one.",
  photoFull: "The phone is full. Send without it, or make room first.",
  photoLook: "See the photo",
  photoLookGiven: "See the photo of what was brought",
  photoAlt: "Photo of this report",
  photoComing: "Opening the photo.",
  photoNotNow: "The photo can't be opened yet. Try again with a signal.",
}
