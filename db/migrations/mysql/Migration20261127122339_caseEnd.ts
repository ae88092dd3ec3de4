import { Migration } from "@mikro-orm/migrations";

export class Migration20261127122339_caseEnd extends Migration {
  override up(): void {
    this.addSql("create table if not exists `archiveEntry` (`volumeId` bigint not null, `n` int not null, `kind` varchar(12) not null, `title` varchar(300) not null, `mediaType` varchar(100) not null, `hash` varchar(64) not null, `size` int not null, `content` longtext null, primary key (`volumeId`, `n`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB");
    this.addSql("create table if not exists `archiveVolume` (`id` bigint not null, `caseId` bigint not null, `number` varchar(80) not null, `hash` varchar(64) not null, `archivedAt` bigint not null, `personId` bigint null, primary key (`id`), unique `archiveVolume_caseId_unique` (`caseId`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB");
    this.addSql("create table if not exists `delivery` (`caseId` bigint not null, `due` varchar(10) not null, `way` varchar(12) null, `receiver` varchar(60) null, `reference` varchar(100) null, `deliveredOn` varchar(10) null, `personId` bigint null, `at` bigint null, primary key (`caseId`), index `delivery_deliveredOn_caseId_index` (`deliveredOn`, `caseId`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB");
  }
}
