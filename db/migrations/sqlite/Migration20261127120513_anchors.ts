import { Migration } from "@mikro-orm/migrations";

export class Migration20261127120513_anchors extends Migration {
  override up(): void {
    this.addSql("create table `auditAnchor` (`n` integer not null primary key, `at` integer not null, `heads` integer not null, `root` text not null, `previous` text not null, `hash` text not null, `keyId` text not null, `signature` text not null)");
    this.addSql("create table `auditAnchorHead` (`stream` text not null, `n` integer not null, `anchor` integer not null, `head` text not null, primary key (`stream`, `n`))");
    this.addSql("create index `auditAnchorHead_anchor_index` on `auditAnchorHead` (`anchor`)");
    this.addSql("create table `lease` (`name` text not null primary key, `holder` text not null, `until` integer not null)");
    this.addSql("create index `auditEntry_at_index` on `auditEntry` (`at`)");
  }
}
