import { Migration } from "@mikro-orm/migrations";

export class Migration20261127041814_live extends Migration {
  override up(): void {
    this.addSql("create table if not exists `caseClock` (`caseId` bigint not null, `receivedAt` bigint null, `deemedAt` bigint null, primary key (`caseId`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB");
    this.addSql("create table if not exists `changeFeed` (`id` bigint not null, `caseId` bigint null, `personId` bigint null, `at` bigint not null, primary key (`id`), index `changeFeed_at_index` (`at`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB");
    this.addSql("create table if not exists `reminder` (`id` bigint not null, `caseId` bigint not null, `taskId` bigint not null, `clock` varchar(12) not null, `level` varchar(12) not null, `since` varchar(10) not null, `due` varchar(10) not null, `workingDaysLeft` int not null, `at` bigint not null, primary key (`id`), unique `reminder_caseId_taskId_clock_level_since_unique` (`caseId`, `taskId`, `clock`, `level`, `since`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB");
  }
}
