import type { TFunction } from "i18next";

type Values = Record<string, string>;
type Word = keyof typeof SAID;

/** What is wrong with a cell, as the service says it; named groups are filled in. */
const SAID = {
  noNumber: /^has no customer's number$/,
  strangeSigns: /^has other signs than digits, dots, dashes and spaces$/,
  wrongLength: /^has (?<digits>\d+) digits instead of (?<least>\d+) to (?<most>\d+)$/,
  wrongCheck: /^its check digit is wrong$/,
  noPhone: /^is not a phone number in (?<country>\w+)$/,
  noneOf: /^is none of (?<words>.+)$/,
  notANumber: /^is no number$/,
  noCoordinates: /^is no pair of coordinates$/,
  noDate: /^is no date$/,
  companyHas: /^a company has (?<words>.+)$/,
  twice: /^two have the same (number|serial)$/,
  unknownContract: /^is no contract of this customer$/,
  control: /must not contain control characters$/,
  missing: /^(Field required|String should have at least 1 character)$/,
  tooLong: /^String should have at most (?<most>\d+) characters$/,
  tooSmall: /^Input should be greater than or equal to (?<least>\S+)$/,
  tooLarge: /^Input should be less than or equal to (?<most>\S+)$/,
  noEmail: /^String should match pattern '.*@/,
  otherForm: /^String should match pattern/,
} as const;

/** The same in the reader's language; what another version says stays as it is. */
export function wrongIn(problem: string, t: TFunction, language: string): string {
  for (const [word, pattern] of Object.entries(SAID) as [Word, RegExp][]) {
    const match = pattern.exec(problem);
    if (!match) continue;
    const values = { defaultValue: problem, ...filled(match.groups, language) };
    return t(`administration.imports.wrong.${word}`, values);
  }
  return problem;
}

function filled(groups: Values = {}, language: string): Values {
  const { country } = groups;
  return country ? { country: nameOf(country, language) } : { ...groups };
}

function nameOf(country: string, language: string): string {
  try {
    return new Intl.DisplayNames(language, { type: "region" }).of(country) ?? country;
  } catch {
    return country;
  }
}
