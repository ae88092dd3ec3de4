import { Input, Select, Table } from "antd";
import { useMemo, useState } from "react";
import type { SurveyProblem } from "./survey.ts";

interface Props {
  title: string;
  problems: SurveyProblem[];
}

/** Everything that is wrong: file, sheet, row, column, value, rule; filtered by sheet, rule and words. */
export function SurveyProblems({ title, problems }: Props) {
  const [sheet, setSheet] = useState("");
  const [rule, setRule] = useState("");
  const [words, setWords] = useState("");
  const shown = useMemo(
    () =>
      problems
        .map((problem, index) => ({ ...problem, key: index }))
        .filter(
          (problem) =>
            (!sheet || problem.sheet === sheet) &&
            (!rule || problem.rule === rule) &&
            (!words || `${problem.row} ${problem.column} ${problem.value} ${problem.message}`.includes(words)),
        ),
    [problems, sheet, rule, words],
  );
  return (
    <section className="survey-problems" aria-label="核对结果">
      <div className="survey-problems-head">
        <b role="alert">
          {title}
          {problems.length > 0 && `,共 ${problems.length} 处`}
        </b>
        {problems.length > 5 && (
          <span className="survey-filters">
            <Filter label="工作表" all="全部工作表" values={problems.map((problem) => problem.sheet)} onChange={setSheet} />
            <Filter label="规则" all="全部规则" values={problems.map((problem) => problem.rule)} onChange={setRule} />
            <Input
              size="small"
              aria-label="筛选问题"
              placeholder="行号、列名、内容"
              allowClear
              value={words}
              onChange={({ target }) => setWords(target.value.trim())}
            />
          </span>
        )}
      </div>
      {problems.length > 0 && (
        <Table
          size="small"
          dataSource={shown}
          pagination={shown.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
          scroll={{ y: 320, x: 760 }}
          columns={[
            { title: "工作表", dataIndex: "sheet", width: 120 },
            { title: "行", dataIndex: "row", width: 64, align: "right" },
            { title: "列", dataIndex: "column", width: 120 },
            { title: "内容", dataIndex: "value", width: 120, ellipsis: true },
            { title: "问题", dataIndex: "message" },
            { title: "规则", dataIndex: "rule", width: 90 },
          ]}
        />
      )}
    </section>
  );
}

interface FilterProps {
  label: string;
  all: string;
  values: (string | undefined)[];
  onChange: (value: string) => void;
}

function Filter({ label, all, values, onChange }: FilterProps) {
  const distinct = [...new Set(values.filter((value): value is string => Boolean(value)))];
  return (
    <Select
      size="small"
      aria-label={label}
      defaultValue=""
      options={[{ value: "", label: all }, ...distinct.map((value) => ({ value, label: value }))]}
      popupMatchSelectWidth={false}
      onChange={onChange}
    />
  );
}
