import { Migration } from "@mikro-orm/migrations";

export class Migration20261127122339_caseEnd extends Migration {
  override up(): void {
    this.addSql("create table `archiveEntry` (`volumeId` integer not null, `n` integer not null, `kind` text not null, `title` text not null, `mediaType` text not null, `hash` text not null, `size` integer not null, `content` text null, primary key (`volumeId`, `n`))");
    this.addSql("create table `archiveVolume` (`id` integer not null primary key, `caseId` integer not null, `number` text not null, `hash` text not null, `archivedAt` integer not null, `personId` integer null)");
    this.addSql("create unique index `archiveVolume_caseId_unique` on `archiveVolume` (`caseId`)");
    this.addSql("create table `delivery` (`caseId` integer not null primary key, `due` text not null, `way` text null, `receiver` text null, `reference` text null, `deliveredOn` text null, `personId` integer null, `at` integer null)");
    this.addSql("create index `delivery_deliveredOn_caseId_index` on `delivery` (`deliveredOn`, `caseId`)");
  }
}
