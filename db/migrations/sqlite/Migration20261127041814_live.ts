import { Migration } from "@mikro-orm/migrations";

export class Migration20261127041814_live extends Migration {
  override up(): void {
    this.addSql("create table `caseClock` (`caseId` integer not null primary key, `receivedAt` integer null, `deemedAt` integer null)");
    this.addSql("create table `changeFeed` (`id` integer not null primary key, `caseId` integer null, `personId` integer null, `at` integer not null)");
    this.addSql("create index `changeFeed_at_index` on `changeFeed` (`at`)");
    this.addSql("create table `reminder` (`id` integer not null primary key, `caseId` integer not null, `taskId` integer not null, `clock` text not null, `level` text not null, `since` text not null, `due` text not null, `workingDaysLeft` integer not null, `at` integer not null)");
    this.addSql("create unique index `reminder_caseId_taskId_clock_level_since_unique` on `reminder` (`caseId`, `taskId`, `clock`, `level`, `since`)");
  }
}
