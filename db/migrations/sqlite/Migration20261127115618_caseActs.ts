import { Migration } from "@mikro-orm/migrations";

export class Migration20261127115618_caseActs extends Migration {
  override up(): void {
    this.addSql("create table `caseAct` (`id` integer not null primary key, `caseId` integer not null, `kind` text not null, `taskId` integer null, `node` text not null, `nodeName` text not null, `target` text null, `targetName` text null, `personId` integer not null, `personName` text not null, `orgName` text not null, `reason` text not null, `at` integer not null)");
    this.addSql("create index `caseAct_caseId_at_index` on `caseAct` (`caseId`, `at`)");
    this.addSql("pragma foreign_keys = off");
    this.addSql("create table `participation__temp_alter` (`personId` integer not null, `box` text not null, `at` integer not null, `caseId` integer not null, `business` text not null, `node` text not null, `nodeName` text not null, `outcome` text null, primary key (`personId`, `box`, `at`, `caseId`))");
    this.addSql("insert into `participation__temp_alter` select `personId`, `box`, `at`, `caseId`, `business`, `node`, `nodeName`, `outcome` from `participation`");
    this.addSql("drop table `participation`");
    this.addSql("alter table `participation__temp_alter` rename to `participation`");
    this.addSql("create index `participation_caseId_index` on `participation` (`caseId`)");
    this.addSql("pragma foreign_keys = on");
  }
}
