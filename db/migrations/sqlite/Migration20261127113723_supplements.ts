import { Migration } from "@mikro-orm/migrations";

export class Migration20261127113723_supplements extends Migration {
  override up(): void {
    this.addSql("create table `hold` (`id` integer not null primary key, `caseId` integer not null, `taskId` integer not null, `kind` text not null, `since` integer not null, `until` integer null, `reason` text not null, `taskDue` integer not null)");
    this.addSql("create index `hold_caseId_index` on `hold` (`caseId`)");
    this.addSql("create index `hold_taskId_index` on `hold` (`taskId`)");
    this.addSql("create table `supplementItem` (`id` integer not null primary key, `roundId` integer not null, `n` integer not null, `slot` text null, `text` text not null, `answer` text null)");
    this.addSql("create unique index `supplementItem_roundId_n_unique` on `supplementItem` (`roundId`, `n`)");
    this.addSql("create table `supplementRound` (`id` integer not null primary key, `caseId` integer not null, `taskId` integer not null, `holdId` integer not null, `round` integer not null, `askedAt` integer not null, `personId` integer not null, `personName` text not null, `orgName` text not null, `due` text not null, `answeredAt` integer null, `answeredBy` integer null, `endedAt` integer null, `endReason` text null)");
    this.addSql("create unique index `supplementRound_caseId_round_unique` on `supplementRound` (`caseId`, `round`)");
    this.addSql("alter table `caseRecord` add column `acceptSince` integer null");
    this.addSql("create index `draft_caseId_index` on `draft` (`caseId`)");
    this.addSql("alter table `material` add column `roundId` integer null");
    this.addSql("create index `material_roundId_index` on `material` (`roundId`)");
    this.addSql("create index `notice_personId_at_index` on `notice` (`personId`, `at`)");
    this.addSql("alter table `task` add column `urgeCount` integer not null default 0");
    this.addSql("alter table `task` add column `urgedOn` text null");
  }
}
