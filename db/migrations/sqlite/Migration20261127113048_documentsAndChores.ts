import { Migration } from "@mikro-orm/migrations";

export class Migration20261127113048_documentsAndChores extends Migration {
  override up(): void {
    this.addSql("create table `chore` (`id` integer not null primary key, `caseId` integer not null, `kind` text not null, `documentId` integer null, `dueAt` integer not null, `failures` integer not null)");
    this.addSql("create index `chore_dueAt_index` on `chore` (`dueAt`)");
    this.addSql("create index `chore_caseId_index` on `chore` (`caseId`)");
    this.addSql("create table `documentTemplate` (`kind` text not null, `hash` text not null, `text` text not null, `source` text not null, `since` integer not null, primary key (`kind`, `hash`))");
    this.addSql("drop index `caseDocument_caseId_kind_unique`");
    this.addSql("alter table `caseDocument` add column `round` integer not null default 0");
    this.addSql("alter table `caseDocument` add column `templateHash` text null");
    this.addSql("create unique index `caseDocument_caseId_kind_round_unique` on `caseDocument` (`caseId`, `kind`, `round`)");
  }
}
