import type { TestApp } from "#test/http.ts";

/**
 * Data of persons that nobody else in the world has, so that a copy of them is found wherever it lies. Registered: what
 * the registers hold of a person and seal. Typed: what people write into free text and file names, which nobody can seal.
 */
export interface Markers {
  /** Of every person with an account, by login. */
  names: Record<string, string>;
  legalRepresentative: string;
  generalManager: string;
  registered: { idNumbers: string[]; phones: string[] };
  typed: { name: string; idNumber: string; phone: string; bankAccount: string };
}

const typed = {
  name: "夔麤麤",
  idNumber: "430523190001017779",
  phone: "13977788899",
  bankAccount: "6222021901234567895",
} as const;

/** Puts marked data in the place of the demonstration's. */
export async function markPersons({ database, context: { vault } }: TestApp): Promise<Markers> {
  return database.transact(async (tx) => {
    const markers: Markers = {
      names: {},
      legalRepresentative: "夔麤法",
      generalManager: "夔麤经",
      registered: { idNumbers: [], phones: ["13877700000"] },
      typed,
    };
    const people = await tx.sql
      .selectFrom("person")
      .innerJoin("account", "account.personId", "person.id")
      .select(["person.id", "account.login"])
      .orderBy("person.id")
      .execute();
    for (const [index, { id, login }] of people.entries()) {
      // 夔麤 and one character that no other has.
      const name = `夔麤${String.fromCodePoint(0x9f98 - index)}`;
      const idNumber = `4305231901010${String(77_700 + index)}`;
      const phone = `13877${String(711_100 + index)}`;
      markers.names[login] = name;
      markers.registered.idNumbers.push(idNumber);
      markers.registered.phones.push(phone);
      await tx.sql
        .updateTable("person")
        .set({
          name,
          idNumber: vault.encrypt("person.idNumber", idNumber),
          idNumberIndex: vault.blindIndex("identityNumber", idNumber),
          phone: vault.encrypt("person.phone", phone),
          phoneIndex: vault.blindIndex("phone", phone),
        })
        .where("id", "=", id)
        .execute();
    }
    await tx.sql
      .updateTable("developer")
      .set({
        legalRepresentative: markers.legalRepresentative,
        generalManager: markers.generalManager,
        legalRepresentativePhone: vault.encrypt("developer.legalRepresentativePhone", markers.registered.phones[0]!),
      })
      .execute();
    return markers;
  });
}

/** Numbers that belong to a person, sealed or typed. */
export const numbersIn = ({ registered, typed: { idNumber, phone, bankAccount } }: Markers): string[] => [
  ...registered.idNumbers,
  ...registered.phones,
  idNumber,
  phone,
  bankAccount,
];
/** Everything that tells who somebody is. */
export const everyMarker = (markers: Markers): string[] => [
  ...Object.values(markers.names),
  markers.legalRepresentative,
  markers.generalManager,
  markers.typed.name,
  ...numbersIn(markers),
];

/** Which of these a text holds. */
export const foundIn = (text: string, markers: readonly string[]): string[] =>
  markers.filter((marker) => text.includes(marker));
