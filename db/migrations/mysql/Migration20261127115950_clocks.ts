import { Migration } from "@mikro-orm/migrations";

export class Migration20261127115950_clocks extends Migration {
  override up(): void {
    this.addSql("create table if not exists `reminder` (`id` bigint not null, `caseId` bigint not null, `subjectId` bigint not null, `clock` varchar(12) not null, `level` varchar(12) not null, `since` varchar(10) not null, `at` bigint not null, primary key (`id`), unique `reminder_caseId_subjectId_clock_level_since_unique` (`caseId`, `subjectId`, `clock`, `level`, `since`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB");
    this.addSql("alter table `caseRecord` add `deemedAt` bigint null");
    this.addSql("alter table `caseRecord` add index `caseRecord_state_promisedDue_index` (`state`, `promisedDue`)");
  }
}
