import { Migration } from "@mikro-orm/migrations";

export class Migration20261127113048_documentsAndChores extends Migration {
  override up(): void {
    this.addSql("create table if not exists `chore` (`id` bigint not null, `caseId` bigint not null, `kind` varchar(20) not null, `documentId` bigint null, `dueAt` bigint not null, `failures` int not null, primary key (`id`), index `chore_dueAt_index` (`dueAt`), index `chore_caseId_index` (`caseId`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB");
    this.addSql("create table if not exists `documentTemplate` (`kind` varchar(30) not null, `hash` varchar(64) not null, `text` longtext not null, `source` varchar(10) not null, `since` bigint not null, primary key (`kind`, `hash`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB");
    this.addSql("alter table `caseDocument` drop index `caseDocument_caseId_kind_unique`");
    this.addSql("alter table `caseDocument` add `round` int not null default 0, add `templateHash` varchar(64) null");
    this.addSql("alter table `caseDocument` add unique `caseDocument_caseId_kind_round_unique` (`caseId`, `kind`, `round`)");
  }
}
