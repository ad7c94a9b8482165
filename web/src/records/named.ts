import type { TFunction } from "i18next";

/**
 * What a code is called in the chosen language. The service's own word is Spanish: it stands where
 * this console does not know the code, and where Spanish words have not been needed yet.
 */
export const ticketState = (t: TFunction, of: { state: string; state_label: string }): string =>
  t(`attending.ticketStates.${of.state as "registered"}`, { defaultValue: of.state_label });

export const orderState = (t: TFunction, of: { state: string; state_label: string }): string =>
  t(`records.orderStates.${of.state as "open"}`, { defaultValue: of.state_label });

export const priority = (t: TFunction, of: { priority: string; priority_label: string }): string =>
  t(`records.priorities.${of.priority as "high"}`, { defaultValue: of.priority_label });
