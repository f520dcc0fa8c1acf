/** How a household says yes; every service asks it with the same three words. */
export const consents = [["written", "consentWritten"], ["spoken", "consentSpoken"], ["emergency", "consentEmergency"]] as const
