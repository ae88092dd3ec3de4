import type { CaseView } from "#domain/platform/cases.ts";
import type { SupplementRound } from "#domain/platform/supplementRounds.ts";
import { dateTime } from "../look/words.ts";
import "./supplementRounds.css";

/** 补正 of a case: what was asked each time, by when, and what came back. */
export function SupplementRounds({ view }: { view: CaseView }) {
  return (
    <ol className="supplement-rounds" aria-label="补正记录">
      {view.supplements.map((round) => (
        <li key={round.id}>
          <div className="supplement-round-head">
            <b>第 {round.round} 次补正告知</b>
            <span className={`tag tag-${toneOf(round)}`}>{stateOf(round)}</span>
            <span className="numbers">
              {round.askedBy} · {dateTime(round.askedAt)}
            </span>
          </div>
          <ol>
            {round.items.map((item, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: items have no other name than their place.
              <li key={index}>
                {item.slotName && <b>{item.slotName}：</b>}
                {item.text}
                {item.answer && <p className="supplement-answer">答复：{item.answer}</p>}
                {item.materials.map(({ id, name }) => (
                  <p key={id} className="supplement-answer">
                    已上传：{name}
                  </p>
                ))}
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

const isOpen = ({ answeredAt, endedAt }: SupplementRound): boolean => answeredAt === null && endedAt === null;

function stateOf(round: SupplementRound): string {
  if (round.answeredAt !== null) return `${dateTime(round.answeredAt)} 已答复`;
  if (round.endedAt !== null) return "未答复，已结束";
  return round.overdue ? `已过 ${round.due}，等待答复` : `等待答复，${round.due} 前`;
}

const toneOf = (round: SupplementRound): string =>
  isOpen(round) ? (round.overdue ? "red" : "amber") : round.answeredAt !== null ? "green" : "grey";
