package io.github.versionedschema.others;

import java.util.List;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.versions.Releases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that indexes, constraints and statistics which take the place of others at
 * complete have the comments and settings of these, also if they changed since expand.
 */
@PostgresTest
@Tag("thorough")
class SuccessorTests {

	private static final CaseFile CHANGED = CaseFile.of("successor/every-key-changes.yaml");

	private static final String GIVEN = CHANGED.text("given");

	private static final String PROPERTIES = """
			comment on index t_key is 'index t_key';
			comment on index t_a is 'it''s a';
			comment on index t_timed is 'index t_timed';
			comment on index t_apart is 'index t_apart';
			comment on index p_key is 'index p_key';
			comment on index p_owners is 'index p_owners';
			comment on index p_2_owner is 'index p_2_owner';
			comment on index p_1_owner_idx is 'index p_1_owner_idx';
			comment on index p_1_pkey is 'index p_1_pkey';
			comment on constraint t_key on t is 'constraint t_key';
			comment on constraint t_positive on t is 'constraint t_positive';
			comment on constraint t_timed on t is 'constraint t_timed';
			comment on constraint t_apart on t is 'constraint t_apart';
			comment on constraint t_owner on t is 'constraint t_owner';
			comment on constraint p_key on p is 'constraint p_key';
			comment on constraint p_owner on p is 'constraint p_owner';
			comment on constraint p_owner on p_1 is 'constraint p_owner of p_1';
			comment on constraint p_1_pkey on p_1 is 'constraint p_1_pkey';
			comment on statistics t_related is 'statistics t_related';
			alter statistics t_related set statistics 30;
			alter index t_a set (fillfactor = 60, deduplicate_items = off);
			alter index t_sum set (fillfactor = 75);
			alter index t_sum alter column 1 set statistics 40;
			alter table t cluster on t_sum;
			alter table t replica identity using index t_key;
			alter index p_2_owner set (fillfactor = 90);
			""";

	@Test
	void propertiesThatChangedSinceExpandAreKept(TestDatabase database) {
		Releases releases = Releases.installed(database, GIVEN);
		releases.expand(CHANGED.operations());
		execute(database, PROPERTIES);
		releases.complete();
		assertEqualToDirectRun(releases, GIVEN + PROPERTIES);
		assertThat(targets(database)).containsExactly("t_sum 40");
	}

	@Test
	void propertiesThatWereRemovedSinceExpandStayRemoved(TestDatabase database) {
		Releases releases = Releases.installed(database, GIVEN + PROPERTIES);
		releases.expand(CHANGED.operations());
		execute(database,
				PROPERTIES.replaceAll("(comment on .*) is .*;", "$1 is null;")
					.replace("set statistics 40", "set statistics -1")
					.replace("set statistics 30", "set statistics -1")
					.replaceAll("alter index (\\w+) set \\(.*", "alter index $1 reset (fillfactor, deduplicate_items);")
					.replaceAll("cluster on t_sum", "set without cluster")
					.replaceAll("replica identity .*", "replica identity default;"));
		releases.complete();
		assertEqualToDirectRun(releases, GIVEN.replace(" with (fillfactor = 80)", ""));
		assertThat(targets(database)).isEmpty();
	}

	@Test
	void propertiesThatAnEarlierVersionSetsWhenItCompletesAreKept(TestDatabase database) {
		List<String> operations = CaseFile.of("successor/an-earlier-version-sets-properties.yaml").migrations();
		Releases releases = Releases.installed(database, GIVEN);
		operations.forEach(releases::expand);
		releases.complete();
		assertThat(releases.differencesToDirectRun(GIVEN, operations)).isEmpty();
	}

	private static void assertEqualToDirectRun(Releases releases, String given) {
		assertThat(releases.differencesToDirectRun(given, CHANGED.migrations())).isEmpty();
	}

	private static List<String> targets(TestDatabase database) {
		return database.jdbc()
			.sql("select attrelid::regclass || ' ' || attstattarget from pg_attribute join pg_class c on c.oid = attrelid where relkind = 'i' and relnamespace = 'public'::regnamespace and attstattarget >= 0")
			.query(String.class)
			.list();
	}

	private static void execute(TestDatabase database, String sql) {
		database.jdbc().sql(sql).update();
	}

}
