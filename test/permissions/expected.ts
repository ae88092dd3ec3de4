/**
 * Who may call what, kept by hand: every route of the program, every role, and whose thing it is. A change of the product
 * that changes a cell has to change it here too.
 *
 * Situations. For a company (clerk, rival): `own` — what they applied for; `colleague` — what another clerk of the same
 * company did; `foreign` — another company's. For officials: `own` — they hold the case's open task; `offered` — it lies in
 * 待领 before them; `decided` — they decided an earlier task of it; `colleague` — somebody of the same section holds it, they
 * never did; `foreign` — another section's, or another county's building. `any` — there is no thing.
 * `-` — the situation cannot come about: such people hold no cases.
 *
 * 401 no session · 403 the role does not do this · 404 does not exist for them · 409 known to them, but not theirs to do now.
 */
export const columns = [
  "stranger",
  "clerk",
  "rival",
  "window",
  "survey",
  "head",
  "deputy",
  "director",
  "finance",
  "archive",
  "process",
  "system",
  "security",
  "auditor",
] as const;
export type Column = (typeof columns)[number];

export const situations = ["any", "own", "offered", "decided", "colleague", "foreign"] as const;
export type Situation = (typeof situations)[number];

const table = `
                                                          str cle riv win sur hea dep dir fin arc pro sys sec aud
GET    /healthz                                 any       200 200 200 200 200 200 200 200 200 200 200 200 200 200
GET    /readyz                                  any       200 200 200 200 200 200 200 200 200 200 200 200 200 200
GET    /api/openapi.json                       any       200 200 200 200 200 200 200 200 200 200 200 200 200 200
GET    /api/docs                               any       200 200 200 200 200 200 200 200 200 200 200 200 200 200

POST   /api/session                             any       200 200 200 200 200 200 200 200 200 200 200 200 200 200
GET    /api/session                             any       401 200 200 200 200 200 200 200 200 200 200 200 200 200
DELETE /api/session                             any       401 204 204 204 204 204 204 204 204 204 204 204 204 204
POST   /api/session/password                    any       401 422 422 422 422 422 422 422 422 422 422 422 422 422

GET    /api/matters                             any       401 200 200 403 403 403 403 403 403 403 403 403 403 403
GET    /api/drafts                              any       401 200 200 403 403 403 403 403 403 403 403 403 403 403
POST   /api/drafts                              any       401 200 200 403 403 403 403 403 403 403 403 403 403 403
GET    /api/survey-filing/template.xlsx         any       401 200 200 403 403 403 403 403 403 403 403 403 403 403
GET    /api/drafts/:id                          own       -   200 200 -   -   -   -   -   -   -   -   -   -   -
GET    /api/drafts/:id                          colleague -   404 -   -   -   -   -   -   -   -   -   -   -   -
GET    /api/drafts/:id                          foreign   401 404 404 403 403 403 403 403 403 403 403 403 403 403
PUT    /api/drafts/:id                          own       -   200 200 -   -   -   -   -   -   -   -   -   -   -
PUT    /api/drafts/:id                          colleague -   404 -   -   -   -   -   -   -   -   -   -   -   -
PUT    /api/drafts/:id                          foreign   401 404 404 403 403 403 403 403 403 403 403 403 403 403
POST   /api/survey-filing/drafts/:id/table      own       -   200 200 -   -   -   -   -   -   -   -   -   -   -
POST   /api/survey-filing/drafts/:id/table      colleague -   404 -   -   -   -   -   -   -   -   -   -   -   -
POST   /api/survey-filing/drafts/:id/table      foreign   401 404 404 403 403 403 403 403 403 403 403 403 403 403
POST   /api/drafts/:id/files/:slot              own       -   200 200 -   -   -   -   -   -   -   -   -   -   -
POST   /api/drafts/:id/files/:slot              colleague -   404 -   -   -   -   -   -   -   -   -   -   -   -
POST   /api/drafts/:id/files/:slot              foreign   401 404 404 403 403 403 403 403 403 403 403 403 403 403
GET    /api/drafts/:id/files/:materialId        own       -   200 200 -   -   -   -   -   -   -   -   -   -   -
GET    /api/drafts/:id/files/:materialId        colleague -   404 -   -   -   -   -   -   -   -   -   -   -   -
GET    /api/drafts/:id/files/:materialId        foreign   401 404 404 403 403 403 403 403 403 403 403 403 403 403
DELETE /api/drafts/:id/files/:materialId        own       -   204 204 -   -   -   -   -   -   -   -   -   -   -
DELETE /api/drafts/:id/files/:materialId        colleague -   404 -   -   -   -   -   -   -   -   -   -   -   -
DELETE /api/drafts/:id/files/:materialId        foreign   401 404 404 403 403 403 403 403 403 403 403 403 403 403
POST   /api/drafts/:id/submit                   own       -   200 200 -   -   -   -   -   -   -   -   -   -   -
POST   /api/drafts/:id/submit                   colleague -   404 -   -   -   -   -   -   -   -   -   -   -   -
POST   /api/drafts/:id/submit                   foreign   401 404 404 403 403 403 403 403 403 403 403 403 403 403
DELETE /api/drafts/:id                          own       -   204 204 -   -   -   -   -   -   -   -   -   -   -
DELETE /api/drafts/:id                          colleague -   404 -   -   -   -   -   -   -   -   -   -   -   -
DELETE /api/drafts/:id                          foreign   401 404 404 403 403 403 403 403 403 403 403 403 403 403

GET    /api/inbox/counts                        any       401 200 200 200 200 200 200 200 200 200 200 200 200 200
GET    /api/live                                any       401 200 200 200 200 200 200 200 200 200 200 200 200 200
GET    /api/live/poll                           any       401 200 200 200 200 200 200 200 200 200 200 200 200 200
GET    /api/inbox/:box                          any       401 200 200 200 200 200 200 200 200 200 200 200 200 200
GET    /api/notices                             any       401 200 200 200 200 200 200 200 200 200 200 200 200 200
POST   /api/notices/read                        any       401 200 200 200 200 200 200 200 200 200 200 200 200 200

GET    /api/cases/:id                           own       -   200 200 200 200 200 200 -   -   -   -   -   -   -
GET    /api/cases/:id                           offered   -   -   -   200 200 200 200 -   -   -   -   -   -   -
GET    /api/cases/:id                           decided   -   -   -   200 200 200 200 -   -   -   -   -   -   -
GET    /api/cases/:id                           colleague -   200 -   404 404 404 404 -   -   -   -   -   -   -
GET    /api/cases/:id                           foreign   401 404 404 404 404 404 404 404 404 404 404 404 404 404
GET    /api/cases/:id/diagram                   own       -   403 403 200 200 200 200 -   -   -   -   -   -   -
GET    /api/cases/:id/diagram                   offered   -   -   -   200 200 200 200 -   -   -   -   -   -   -
GET    /api/cases/:id/diagram                   decided   -   -   -   200 200 200 200 -   -   -   -   -   -   -
GET    /api/cases/:id/diagram                   colleague -   403 -   404 404 404 404 -   -   -   -   -   -   -
GET    /api/cases/:id/diagram                   foreign   401 404 404 404 404 404 404 404 404 404 404 404 404 404
GET    /api/cases/:id/files/:materialId         own       -   200 200 200 200 200 200 -   -   -   -   -   -   -
GET    /api/cases/:id/files/:materialId         offered   -   -   -   403 403 403 403 -   -   -   -   -   -   -
GET    /api/cases/:id/files/:materialId         decided   -   -   -   403 403 403 403 -   -   -   -   -   -   -
GET    /api/cases/:id/files/:materialId         colleague -   200 -   404 404 404 404 -   -   -   -   -   -   -
GET    /api/cases/:id/files/:materialId         foreign   401 404 404 404 404 404 404 404 404 404 404 404 404 404
GET    /api/cases/:id/documents/:documentId     own       -   200 200 200 200 200 200 -   -   -   -   -   -   -
GET    /api/cases/:id/documents/:documentId     offered   -   -   -   403 403 403 403 -   -   -   -   -   -   -
GET    /api/cases/:id/documents/:documentId     decided   -   -   -   200 200 200 200 -   -   -   -   -   -   -
GET    /api/cases/:id/documents/:documentId     colleague -   200 -   404 404 404 404 -   -   -   -   -   -   -
GET    /api/cases/:id/documents/:documentId     foreign   401 404 404 404 404 404 404 404 404 404 404 404 404 404
POST   /api/survey-filing/cases/:id/table       own       -   409 409 403 403 403 403 -   -   -   -   -   -   -
POST   /api/survey-filing/cases/:id/table       colleague -   409 -   403 403 403 403 -   -   -   -   -   -   -
POST   /api/survey-filing/cases/:id/table       foreign   401 404 404 403 403 403 403 403 403 403 403 403 403 403
GET    /api/survey-filing/cases/:id/table       own       -   200 200 403 403 403 403 -   -   -   -   -   -   -
GET    /api/survey-filing/cases/:id/table       colleague -   200 -   403 403 403 403 -   -   -   -   -   -   -
GET    /api/survey-filing/cases/:id/table       foreign   401 404 404 403 403 403 403 403 403 403 403 403 403 403
GET    /api/survey-filing/cases/:id             own       -   200 200 200 200 200 200 -   -   -   -   -   -   -
GET    /api/survey-filing/cases/:id             offered   -   -   -   403 403 403 403 -   -   -   -   -   -   -
GET    /api/survey-filing/cases/:id             decided   -   -   -   200 200 200 200 -   -   -   -   -   -   -
GET    /api/survey-filing/cases/:id             colleague -   200 -   404 404 404 404 -   -   -   -   -   -   -
GET    /api/survey-filing/cases/:id             foreign   401 404 404 404 404 404 404 404 404 404 404 404 404 404

POST   /api/cases/:id/supplement-files/:slot    own       -   409 409 403 403 403 403 -   -   -   -   -   -   -
POST   /api/cases/:id/supplement-files/:slot    colleague -   409 -   403 403 403 403 -   -   -   -   -   -   -
POST   /api/cases/:id/supplement-files/:slot    foreign   401 404 404 403 403 403 403 403 403 403 403 403 403 403
DELETE /api/cases/:id/supplement-files/:materialId own -   409 409 403 403 403 403 -   -   -   -   -   -   -
DELETE /api/cases/:id/supplement-files/:materialId colleague -   409 -   403 403 403 403 -   -   -   -   -   -   -
DELETE /api/cases/:id/supplement-files/:materialId foreign 401 404 404 403 403 403 403 403 403 403 403 403 403 403
POST   /api/cases/:id/urge                      own       -   409 409 409 409 409 409 -   -   -   -   -   -   -
POST   /api/cases/:id/urge                      offered   -   -   -   404 404 200 200 -   -   -   -   -   -   -
POST   /api/cases/:id/urge                      decided   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/cases/:id/urge                      colleague -   409 -   404 404 404 404 -   -   -   -   -   -   -
POST   /api/cases/:id/urge                      foreign   401 404 404 404 404 404 404 404 404 404 404 404 404 404
POST   /api/cases/:id/deliver          own       -   403 403 409 409 409 409 -   -   -   -   -   -   -
POST   /api/cases/:id/deliver          offered   -   -   -   409 404 404 404 -   -   -   -   -   -   -
POST   /api/cases/:id/deliver          decided   -   -   -   200 409 409 409 -   -   -   -   -   -   -
POST   /api/cases/:id/deliver          colleague -   403 -   404 404 404 404 -   -   -   -   -   -   -
POST   /api/cases/:id/deliver          foreign   401 403 403 404 404 404 404 404 404 404 403 403 403 403
POST   /api/cases/:id/archive          own       -   403 403 404 404 404 404 -   -   -   -   -   -   -
POST   /api/cases/:id/archive          offered   -   -   -   404 404 404 404 -   -   -   -   -   -   -
POST   /api/cases/:id/archive          decided   -   -   -   404 404 404 404 -   -   -   -   -   -   -
POST   /api/cases/:id/archive          colleague -   403 -   404 404 404 404 -   -   -   -   -   -   -
POST   /api/cases/:id/archive          foreign   401 403 403 404 404 404 404 404 404 404 403 403 403 403
GET    /api/cases/:id/archive          own       -   403 403 409 409 409 409 -   -   -   -   -   -   -
GET    /api/cases/:id/archive          offered   -   -   -   409 409 409 409 -   -   -   -   -   -   -
GET    /api/cases/:id/archive          decided   -   -   -   409 409 409 409 -   -   -   -   -   -   -
GET    /api/cases/:id/archive          colleague -   403 -   404 404 404 404 -   -   -   -   -   -   -
GET    /api/cases/:id/archive          foreign   401 403 403 404 404 404 404 404 404 404 403 403 403 403
POST   /api/cases/:id/supplement-answer         own       -   409 409 403 403 403 403 -   -   -   -   -   -   -
POST   /api/cases/:id/supplement-answer         colleague -   409 -   403 403 403 403 -   -   -   -   -   -   -
POST   /api/cases/:id/supplement-answer         foreign   401 404 404 403 403 403 403 403 403 403 403 403 403 403

POST   /api/cases/:id/withdraw                  own       -   409 409 403 403 403 403 -   -   -   -   -   -   -
POST   /api/cases/:id/withdraw                  colleague -   409 -   403 403 403 403 -   -   -   -   -   -   -
POST   /api/cases/:id/withdraw                  foreign   401 404 404 403 403 403 403 403 403 403 403 403 403 403
POST   /api/cases/:id/terminate                 own       -   403 403 404 404 409 409 -   -   -   -   -   -   -
POST   /api/cases/:id/terminate                 offered   -   -   -   404 404 409 409 -   -   -   -   -   -   -
POST   /api/cases/:id/terminate                 decided   -   -   -   404 404 409 409 -   -   -   -   -   -   -
POST   /api/cases/:id/terminate                 colleague -   403 -   404 404 404 404 -   -   -   -   -   -   -
POST   /api/cases/:id/terminate                 foreign   401 403 403 404 404 404 404 404 404 404 403 403 403 403

POST   /api/tasks/:id/claim                     own       -   403 403 409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/claim                     offered   -   -   -   200 200 200 200 -   -   -   -   -   -   -
POST   /api/tasks/:id/claim                     decided   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/claim                     colleague -   403 -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/claim                     foreign   401 403 403 404 404 404 404 404 404 404 403 403 403 403
POST   /api/tasks/:id/release                   own       -   403 403 200 200 200 200 -   -   -   -   -   -   -
POST   /api/tasks/:id/release                   offered   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/release                   decided   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/release                   colleague -   403 -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/release                   foreign   401 403 403 404 404 404 404 404 404 404 403 403 403 403
PUT    /api/tasks/:id/draft                     own       -   403 403 200 200 200 200 -   -   -   -   -   -   -
PUT    /api/tasks/:id/draft                     offered   -   -   -   409 409 409 409 -   -   -   -   -   -   -
PUT    /api/tasks/:id/draft                     decided   -   -   -   409 409 409 409 -   -   -   -   -   -   -
PUT    /api/tasks/:id/draft                     colleague -   403 -   409 409 409 409 -   -   -   -   -   -   -
PUT    /api/tasks/:id/draft                     foreign   401 403 403 404 404 404 404 404 404 404 403 403 403 403
GET    /api/tasks/:id/colleagues                own       -   403 403 200 200 200 200 -   -   -   -   -   -   -
GET    /api/tasks/:id/colleagues                offered   -   -   -   409 409 409 409 -   -   -   -   -   -   -
GET    /api/tasks/:id/colleagues                decided   -   -   -   409 409 409 409 -   -   -   -   -   -   -
GET    /api/tasks/:id/colleagues                colleague -   403 -   409 409 409 409 -   -   -   -   -   -   -
GET    /api/tasks/:id/colleagues                foreign   401 403 403 404 404 404 404 404 404 404 403 403 403 403
POST   /api/tasks/:id/transfer                  own       -   403 403 200 200 200 200 -   -   -   -   -   -   -
POST   /api/tasks/:id/transfer                  offered   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/transfer                  decided   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/transfer                  colleague -   403 -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/transfer                  foreign   401 403 403 404 404 404 404 404 404 404 403 403 403 403
POST   /api/tasks/:id/copy                      own       -   403 403 200 200 200 200 -   -   -   -   -   -   -
POST   /api/tasks/:id/copy                      offered   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/copy                      decided   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/copy                      colleague -   403 -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/copy                      foreign   401 403 403 404 404 404 404 404 404 404 403 403 403 403
POST   /api/tasks/:id/supplement                own       -   403 403 200 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/supplement                offered   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/supplement                decided   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/supplement                colleague -   403 -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/supplement                foreign   401 403 403 404 404 404 404 404 404 404 403 403 403 403
POST   /api/tasks/:id/end-supplement            own       -   403 403 200 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/end-supplement            offered   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/end-supplement            decided   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/end-supplement            colleague -   403 -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/end-supplement            foreign   401 403 403 404 404 404 404 404 404 404 403 403 403 403
GET    /api/tasks/:id/return-targets            own       -   403 403 200 200 200 200 -   -   -   -   -   -   -
GET    /api/tasks/:id/return-targets            offered   -   -   -   409 409 409 409 -   -   -   -   -   -   -
GET    /api/tasks/:id/return-targets            decided   -   -   -   409 409 409 409 -   -   -   -   -   -   -
GET    /api/tasks/:id/return-targets            colleague -   403 -   409 409 409 409 -   -   -   -   -   -   -
GET    /api/tasks/:id/return-targets            foreign   401 403 403 404 404 404 404 404 404 404 403 403 403 403
POST   /api/tasks/:id/return/preview            own       -   403 403 200 200 200 200 -   -   -   -   -   -   -
POST   /api/tasks/:id/return/preview            offered   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/return/preview            decided   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/return/preview            colleague -   403 -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/return/preview            foreign   401 403 403 404 404 404 404 404 404 404 403 403 403 403
POST   /api/tasks/:id/return                    own       -   403 403 409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/return                    offered   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/return                    decided   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/return                    colleague -   403 -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/return                    foreign   401 403 403 404 404 404 404 404 404 404 403 403 403 403
POST   /api/tasks/:id/recall                    own       -   403 403 409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/recall                    offered   -   -   -   404 404 404 404 -   -   -   -   -   -   -
POST   /api/tasks/:id/recall                    decided   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/recall                    colleague -   403 -   404 404 404 404 -   -   -   -   -   -   -
POST   /api/tasks/:id/recall                    foreign   401 403 403 404 404 404 404 404 404 404 403 403 403 403
POST   /api/tasks/:id/decide                    own       -   403 403 200 200 200 200 -   -   -   -   -   -   -
POST   /api/tasks/:id/decide                    offered   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/decide                    decided   -   -   -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/decide                    colleague -   403 -   409 409 409 409 -   -   -   -   -   -   -
POST   /api/tasks/:id/decide                    foreign   401 403 403 404 404 404 404 404 404 404 403 403 403 403

GET    /api/forms/:formId                       any       401 200 200 200 200 200 200 200 200 200 200 200 200 200

GET    /api/buildings                           any       401 200 200 200 200 200 200 200 200 200 403 403 403 403
GET    /api/buildings/:id/table                 own       -   200 200 200 200 200 200 200 200 200 -   -   -   -
GET    /api/buildings/:id/table                 colleague -   200 -   -   -   -   -   -   -   -   -   -   -   -
GET    /api/buildings/:id/table                 foreign   401 404 404 404 404 404 404 404 404 404 403 403 403 403
GET    /api/units/:id                           own       -   200 200 200 200 200 200 200 200 200 -   -   -   -
GET    /api/units/:id                           colleague -   200 -   -   -   -   -   -   -   -   -   -   -   -
GET    /api/units/:id                           foreign   401 404 404 404 404 404 404 404 404 404 403 403 403 403

GET    /api/public/verify/:token                any       200 200 200 200 200 200 200 200 200 200 200 200 200 200
`;

/** One line of the table: what each column answers; null where the situation cannot come about. */
export interface ExpectedLine {
  /** `GET /api/cases/:id`. */
  route: string;
  situation: Situation;
  answers: Record<Column, number | null>;
}

export const expected: readonly ExpectedLine[] = table
  .split("\n")
  .filter((line) => /^[A-Z]/.test(line))
  .map(readLine);

function readLine(line: string): ExpectedLine {
  const [method, path, situation, ...cells] = line.split(/\s+/);
  const known = situations.find((candidate) => candidate === situation);
  if (!known || cells.length !== columns.length) throw new SyntaxError(`The expected table has a bad line: ${line}`);
  const answers = columns.map((column, index): [Column, number | null] => [
    column,
    cells[index] === "-" ? null : Number(cells[index]),
  ]);
  return {
    route: `${method} ${path}`,
    situation: known,
    answers: Object.fromEntries(answers) as ExpectedLine["answers"],
  };
}
