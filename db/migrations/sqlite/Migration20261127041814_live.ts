import { Migration } from "@mikro-orm/migrations";

export class Migration20261127041814_live extends Migration {
  override up(): void {
    this.addSql("create table `changeFeed` (`id` integer not null primary key, `caseId` integer null, `personId` integer null, `at` integer not null)");
    this.addSql("create index `changeFeed_at_index` on `changeFeed` (`at`)");
  }
}
