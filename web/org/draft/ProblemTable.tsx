import { Button, Input, Pagination, Select } from "antd";
import { useMemo, useState } from "react";
import type { Problem } from "../../platform/api/problem.ts";
import { EmptyState } from "../../platform/look/States.tsx";
import "./problemTable.css";

const pageSize = 50;
const elsewhere = "其他";
const sheetOf = ({ sheet, file }: Problem) => sheet ?? file ?? elsewhere;

/** Everything wrong with the uploaded tables: where it stands, what stands there, which rule it breaks. */
export function ProblemTable({ problems }: { problems: Problem[] }) {
  const { filter, change, clear, found } = useFilter(problems);
  const [page, setPage] = useState(1);
  const shown = found.slice((page - 1) * pageSize, page * pageSize);
  const narrow = (changed: Partial<typeof filter>) => {
    setPage(1);
    change(changed);
  };
  return (
    <section className="panel problems" aria-label="校验问题">
      <div className="problems-tools">
        <Select
          aria-label="表"
          value={filter.sheet}
          options={countedOptions(problems, sheetOf, "全部表")}
          popupMatchSelectWidth={false}
          onChange={(sheet) => narrow({ sheet })}
        />
        <Select
          aria-label="规则"
          value={filter.rule}
          options={countedOptions(problems, ({ rule }) => rule ?? elsewhere, "全部规则")}
          popupMatchSelectWidth={false}
          onChange={(rule) => narrow({ rule })}
        />
        <Input
          aria-label="查找"
          placeholder="行号、列、值或说明"
          allowClear
          value={filter.text}
          onChange={({ target }) => narrow({ text: target.value })}
        />
        <span className="problems-count numbers" role="status">
          {found.length === problems.length ? `共 ${problems.length} 处` : `${found.length} / ${problems.length} 处`}
        </span>
      </div>
      {found.length === 0 ? (
        <EmptyState title="没有符合条件的问题">
          <Button onClick={clear}>清除条件</Button>
        </EmptyState>
      ) : (
        <Rows problems={shown} from={(page - 1) * pageSize} />
      )}
      {found.length > pageSize && (
        <Pagination
          className="problems-pages"
          align="end"
          current={page}
          pageSize={pageSize}
          total={found.length}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </section>
  );
}

function Rows({ problems, from }: { problems: Problem[]; from: number }) {
  return (
    <table className="problems-table">
      <thead>
        <tr>
          <th scope="col">表</th>
          <th scope="col" className="right">
            行
          </th>
          <th scope="col">列</th>
          <th scope="col">值</th>
          <th scope="col">问题</th>
          <th scope="col">规则</th>
        </tr>
      </thead>
      <tbody>
        {problems.map((problem, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is whole and ordered; two problems may be alike.
          <tr key={from + index} data-code={problem.code}>
            <td data-label="表" title={problem.file}>
              {sheetOf(problem)}
            </td>
            <td data-label="行" className="right">
              {problem.row}
            </td>
            <td data-label="列">{problem.column}</td>
            <td data-label="值" className="problem-value numbers">
              {problem.value}
            </td>
            <td className="problem-message">{problem.message}</td>
            <td data-label="规则" className="problem-rule">
              {problem.rule}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const nothing = { sheet: "", rule: "", text: "" };

function useFilter(problems: Problem[]) {
  const [filter, setFilter] = useState(nothing);
  const found = useMemo(() => {
    const text = filter.text.trim();
    return problems.filter(
      (problem) =>
        (filter.sheet === "" || sheetOf(problem) === filter.sheet) &&
        (filter.rule === "" || (problem.rule ?? elsewhere) === filter.rule) &&
        (text === "" || [problem.row, problem.column, problem.value, problem.message].join(" ").includes(text)),
    );
  }, [problems, filter]);
  const change = (changed: Partial<typeof nothing>) => setFilter((before) => ({ ...before, ...changed }));
  return { filter, change, clear: () => setFilter(nothing), found };
}

/** Every value that occurs, with how often. */
function countedOptions(problems: Problem[], nameOf: (problem: Problem) => string, all: string) {
  const counts = new Map<string, number>();
  for (const problem of problems) counts.set(nameOf(problem), (counts.get(nameOf(problem)) ?? 0) + 1);
  return [
    { value: "", label: all },
    ...[...counts].map(([value, count]) => ({ value, label: `${value}（${count}）` })),
  ];
}
