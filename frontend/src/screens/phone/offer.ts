// The offer to be told on this phone, and what keeps that up: it comes last, after whatever a home or an inbox shows.
import { lazily, nothing } from "./lazily"

export const Offer = lazily(() => import("./Told").then((part) => part.Offer), nothing)
