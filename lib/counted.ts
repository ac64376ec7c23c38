/** A number of things in words, such as `1 event` or `2 events`. @param thing in the singular; its plural ends in -s */
export const counted = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`
