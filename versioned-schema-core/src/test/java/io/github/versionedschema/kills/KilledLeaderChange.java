package io.github.versionedschema.kills;

import java.util.List;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.test.TestDatabase;

/**
 * A change with every kind of step. Clients do not change the values of rows up to number
 * 200, so that their final state does not depend on timing; the backfilled table is
 * larger than a batch.
 */
public final class KilledLeaderChange {

	static final String OLDER_INSERT = "insert into orders (user_id, cents) values (?, 7)";

	static final String NEWER_INSERT = "insert into purchases (user_id, amount) values (?, 0.09)";

	private static final CaseFile FILE = CaseFile.of("killed-leader-change/every-kind-of-step.yaml");

	public static final Change CHANGE = new Change(FILE.name(), FILE.text("given"), FILE.operations(),
			List.of("select * from users where id = ?", "select id from sums where id = ?",
					"select count(*) from total where cents > ?", "update users set n = n where id = ?",
					"update users set full_name = 'Ann ' || n where id = 200 + ?",
					"update orders set cents = cents where id = ?",
					"update orders set cents = cents + 1 where id = 200 + ?", OLDER_INSERT),
			List.of("select * from users where id = ?", "select id from sums where id = ?",
					"select count(*) from total where cents > ?", "update users set n = n where id = ?",
					"update users set email = 'N' || id where id = 200 + ?",
					"update purchases set amount = amount where id = ?",
					"update purchases set amount = amount + 0.01 where id = 200 + ?", NEWER_INSERT));

	private KilledLeaderChange() {
	}

	static long insertedByOlder(TestDatabase database) {
		return inserted(database, "public.orders where cents = 7");
	}

	static long insertedByNewer(TestDatabase database) {
		return inserted(database, "public.purchases where amount = 0.09");
	}

	private static long inserted(TestDatabase database, String rows) {
		return database.jdbc().sql("select count(*) from " + rows).query(Long.class).single();
	}

}
