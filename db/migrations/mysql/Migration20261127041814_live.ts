import { Migration } from "@mikro-orm/migrations";

export class Migration20261127041814_live extends Migration {
  override up(): void {
    this.addSql("create table if not exists `changeFeed` (`id` bigint not null, `caseId` bigint null, `personId` bigint null, `at` bigint not null, primary key (`id`), index `changeFeed_at_index` (`at`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB");
  }
}
