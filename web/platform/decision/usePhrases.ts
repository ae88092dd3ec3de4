import { useState } from "react";
import type { CaseTask } from "#domain/platform/cases.ts";
import { useMe } from "../session/me.ts";
import { commonPhrases, keepPhrases, type Phrases, readPhrases } from "./phrases.ts";

/** 常用语 offered at a node: its own, the person's, the common ones; and how to keep the present opinion as one. */
export function usePhrases(node: CaseTask["node"], opinion: string) {
  const { personId } = useMe();
  const [phrases, setPhrases] = useState(() => readPhrases(personId, node.id));
  const offered = [...new Set([node.defaultOpinion, ...phrases.own, ...commonPhrases].filter(Boolean))];
  const current = opinion.trim();
  const keep = (next: Phrases) => {
    keepPhrases(personId, node.id, next);
    setPhrases(next);
  };
  const withCurrent = () => [...new Set([current, ...phrases.own])].slice(0, 20);
  return {
    offered,
    canKeep: current !== "" && !offered.includes(current),
    canPrefer: current !== "" && current !== phrases.preferred,
    /** 存为我的常用语 */
    keep: () => keep({ ...phrases, own: withCurrent() }),
    /** 设为本环节默认意见 */
    prefer: () => keep({ preferred: current, own: withCurrent() }),
  };
}
