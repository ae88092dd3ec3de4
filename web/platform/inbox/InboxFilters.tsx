import { SortAscendingOutlined } from "@ant-design/icons";
import { Button, Input, Select, Tooltip } from "antd";
import { useEffect, useState } from "react";
import type { InboxFilter } from "../api/inbox.ts";
import type { Facets } from "./filters.ts";

interface Props {
  filter: InboxFilter;
  facets: Facets;
  onChange: (change: Partial<InboxFilter>) => void;
}

export function InboxFilters({ filter, facets, onChange }: Props) {
  const [q, setQ] = useState(filter.q);
  useEffect(() => setQ(filter.q), [filter.q]);
  const options = (names: Map<string, string>, all: string) => [
    { value: "", label: all },
    ...[...names].map(([value, label]) => ({ value, label })),
  ];
  const bySoonest = filter.sort === "due";
  return (
    <search className="inbox-filters">
      <Select
        size="small"
        aria-label="业务"
        value={filter.business}
        options={options(facets.businesses, "全部业务")}
        popupMatchSelectWidth={false}
        onChange={(business) => onChange({ business, node: "" })}
      />
      <Select
        size="small"
        aria-label="节点"
        value={filter.node}
        options={options(facets.nodes, "全部节点")}
        popupMatchSelectWidth={false}
        onChange={(node) => onChange({ node })}
      />
      <div className="inbox-keyword">
        <Input.Search
          size="small"
          aria-label="关键字"
          placeholder="编号、标题、申请人"
          allowClear
          maxLength={60}
          value={q}
          onChange={({ target }) => setQ(target.value)}
          onSearch={(text) => onChange({ q: text.trim() })}
        />
        <Tooltip title={bySoonest ? "按时限排序，点击改为按收到时间" : "按收到时间排序，点击改为按时限"}>
          <Button
            size="small"
            icon={<SortAscendingOutlined />}
            aria-label={bySoonest ? "排序：按时限" : "排序：按收到时间"}
            onClick={() => onChange({ sort: bySoonest ? "received" : "due" })}
          >
            {bySoonest ? "时限" : "收到"}
          </Button>
        </Tooltip>
      </div>
    </search>
  );
}
