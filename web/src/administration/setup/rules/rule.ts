import { answerOf, intake } from "@/shared/api/client";
import type { components } from "@/shared/api/generated/intake";
import { ifMatch } from "../../parts/useSaving";

export type Rule = components["schemas"]["ChannelRuleShown"];
export type ExistingWork = components["schemas"]["ExistingWork"];
export type RuleBody = components["schemas"]["ChannelRuleBody"];

export const RULES = ["administration", "rules"] as const;
export const EXISTING_WORK: readonly ExistingWork[] = ["new", "append", "ask"];

export function saveRule(code: string, body: RuleBody, version: number) {
  const params = { path: { code }, header: ifMatch(version) };
  return answerOf(intake.PUT("/api/v1/contacts/channels/{code}", { params, body }));
}
