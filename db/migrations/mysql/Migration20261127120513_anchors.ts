import { Migration } from "@mikro-orm/migrations";

export class Migration20261127120513_anchors extends Migration {
  override up(): void {
    this.addSql("create table if not exists `auditAnchor` (`n` bigint not null, `at` bigint not null, `heads` int not null, `root` varchar(64) not null, `previous` varchar(64) not null, `hash` varchar(64) not null, `keyId` varchar(20) not null, `signature` varchar(100) not null, primary key (`n`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB");
    this.addSql("create table if not exists `auditAnchorHead` (`stream` varchar(40) not null, `n` int not null, `anchor` bigint not null, `head` varchar(64) not null, primary key (`stream`, `n`), index `auditAnchorHead_anchor_index` (`anchor`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB");
    this.addSql("create table if not exists `lease` (`name` varchar(40) not null, `holder` varchar(60) not null, `until` bigint not null, primary key (`name`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB");
    this.addSql("alter table `auditEntry` add index `auditEntry_at_index` (`at`)");
  }
}
