import { Migration } from "@mikro-orm/migrations";

export class Migration20261127115618_caseActs extends Migration {
  override up(): void {
    this.addSql("create table if not exists `caseAct` (`id` bigint not null, `caseId` bigint not null, `kind` varchar(12) not null, `taskId` bigint null, `node` varchar(60) not null, `nodeName` varchar(60) not null, `target` varchar(60) null, `targetName` varchar(60) null, `personId` bigint not null, `personName` varchar(60) not null, `orgName` varchar(120) not null, `reason` longtext not null, `at` bigint not null, primary key (`id`), index `caseAct_caseId_at_index` (`caseId`, `at`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB");
    this.addSql("alter table `participation` modify `outcome` varchar(20) null");
  }
}
