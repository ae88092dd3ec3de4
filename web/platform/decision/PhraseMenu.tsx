import { DownOutlined } from "@ant-design/icons";
import { Button, Dropdown, type MenuProps } from "antd";
import type { CaseTask } from "#domain/platform/cases.ts";
import { usePhrases } from "./usePhrases.ts";

interface Props {
  node: CaseTask["node"];
  opinion: string;
  onChoose: (phrase: string) => void;
}

/** 常用语 as a menu. */
export function PhraseMenu({ node, opinion, onChoose }: Props) {
  const { offered, canKeep, canPrefer, keep, prefer } = usePhrases(node, opinion);
  const items: NonNullable<MenuProps["items"]> = [
    ...offered.map((phrase) => ({ key: `phrase:${phrase}`, label: phrase })),
    { type: "divider" as const },
    { key: "keep", label: "存为我的常用语", disabled: !canKeep },
    { key: "prefer", label: "设为本环节默认意见", disabled: !canPrefer },
  ];
  const onClick: MenuProps["onClick"] = ({ key }) => {
    if (key === "keep") keep();
    else if (key === "prefer") prefer();
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
