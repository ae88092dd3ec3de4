import { Migration } from "@mikro-orm/migrations";

export class Migration20261127113723_supplements extends Migration {
  override up(): void {
    this.addSql("create table if not exists `hold` (`id` bigint not null, `caseId` bigint not null, `taskId` bigint not null, `kind` varchar(20) not null, `since` bigint not null, `until` bigint null, `reason` varchar(500) not null, `taskDue` bigint not null, primary key (`id`), index `hold_caseId_index` (`caseId`), index `hold_taskId_index` (`taskId`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB");
    this.addSql("create table if not exists `supplementItem` (`id` bigint not null, `roundId` bigint not null, `n` int not null, `slot` varchar(40) null, `text` varchar(500) not null, `answer` longtext null, primary key (`id`), unique `supplementItem_roundId_n_unique` (`roundId`, `n`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB");
    this.addSql("create table if not exists `supplementRound` (`id` bigint not null, `caseId` bigint not null, `taskId` bigint not null, `holdId` bigint not null, `round` int not null, `askedAt` bigint not null, `personId` bigint not null, `personName` varchar(60) not null, `orgName` varchar(120) not null, `due` varchar(10) not null, `answeredAt` bigint null, `answeredBy` bigint null, `endedAt` bigint null, `endReason` varchar(500) null, primary key (`id`), unique `supplementRound_caseId_round_unique` (`caseId`, `round`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB");
    this.addSql("alter table `caseRecord` add `acceptSince` bigint null");
    this.addSql("alter table `draft` add index `draft_caseId_index` (`caseId`)");
    this.addSql("alter table `material` add `roundId` bigint null");
    this.addSql("alter table `material` add index `material_roundId_index` (`roundId`)");
    this.addSql("alter table `notice` add index `notice_personId_at_index` (`personId`, `at`)");
    this.addSql("alter table `task` add `urgeCount` int not null default 0, add `urgedOn` varchar(10) null");
  }
}
