import { Migration } from "@mikro-orm/migrations";

export class Migration20261127170251_journalCount extends Migration {
  override up(): void {
    this.addSql("alter table `caseRecord` add `journalCount` int not null default 0");
    // Cases that run already go on counting where their journal ends.
    this.addSql("update `caseRecord` set `journalCount` = (select coalesce(max(`n`), 0) from `journal` where `journal`.`caseId` = `caseRecord`.`id`)");
  }
}
