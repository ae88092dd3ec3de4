import { Migration } from "@mikro-orm/migrations";

export class Migration20261127115950_clocks extends Migration {
  override up(): void {
    this.addSql("create table `reminder` (`id` integer not null primary key, `caseId` integer not null, `subjectId` integer not null, `clock` text not null, `level` text not null, `since` text not null, `at` integer not null)");
    this.addSql("create unique index `reminder_caseId_subjectId_clock_level_since_unique` on `reminder` (`caseId`, `subjectId`, `clock`, `level`, `since`)");
    this.addSql("alter table `caseRecord` add column `deemedAt` integer null");
    this.addSql("create index `caseRecord_state_promisedDue_index` on `caseRecord` (`state`, `promisedDue`)");
  }
}
