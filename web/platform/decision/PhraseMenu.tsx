import { DownOutlined } from "@ant-design/icons";
import { Button, Dropdown, type MenuProps } from "antd";
import { useState } from "react";
import type { CaseTask } from "#domain/platform/cases.ts";
import { useMe } from "../session/me.ts";
import { commonPhrases, keepPhrases, type Phrases, readPhrases } from "./phrases.ts";

interface Props {
  node: CaseTask["node"];
  opinion: string;
  onChoose: (phrase: string) => void;
}

/** 常用语: the node's, the person's own, the common ones; and how to keep the present opinion as one. */
export function PhraseMenu({ node, opinion, onChoose }: Props) {
  const { personId } = useMe();
  const [phrases, setPhrases] = useState(() => readPhrases(personId, node.id));
  const offered = [...new Set([node.defaultOpinion, ...phrases.own, ...commonPhrases].filter(Boolean))];
  const current = opinion.trim();
  const keep = (next: Phrases) => {
    keepPhrases(personId, node.id, next);
    setPhrases(next);
  };
  const withCurrent = () => [...new Set([current, ...phrases.own])].slice(0, 20);
  const items: NonNullable<MenuProps["items"]> = [
    ...offered.map((phrase) => ({ key: `phrase:${phrase}`, label: phrase })),
    { type: "divider" as const },
    { key: "keep", label: "存为我的常用语", disabled: current === "" || offered.includes(current) },
    { key: "prefer", label: "设为本环节默认意见", disabled: current === "" || current === phrases.preferred },
  ];
  const onClick: MenuProps["onClick"] = ({ key }) => {
    if (key === "keep") keep({ ...phrases, own: withCurrent() });
    else if (key === "prefer") keep({ preferred: current, own: withCurrent() });
    else onChoose(key.slice("phrase:".length));
  };
  return (
    <Dropdown
      menu={{ items, onClick, style: { maxWidth: "26rem", maxHeight: "50vh", overflowY: "auto" } }}
      trigger={["click"]}
      placement="topLeft"
    >
      <Button size="small" type="text">
        常用语 <DownOutlined aria-hidden />
      </Button>
    </Dropdown>
  );
}
