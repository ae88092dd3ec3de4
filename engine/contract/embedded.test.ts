import { describeEngine } from "./describeEngine.ts";
import { onMariaDb, onSqlite } from "./harness.ts";

describeEngine("embedded on SQLite", () => onSqlite());
describeEngine("embedded on MariaDB", () => onMariaDb());
