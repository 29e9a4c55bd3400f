package io.github.versionedschema.plan.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.versionedschema.plan.ddl.OlderTables;
import io.github.versionedschema.schema.SearchPath;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class ScopeTests {

	private static final List<Integer> DEPTHS = List.of(1, 2, 9, 10, 998, 999, 1000, 1001, 9_999, 10_000, 1_000_000,
			Integer.MAX_VALUE);

	@Test
	void triggersFireInTheOrderOfTheVersionsHoweverManyThereWere(TestDatabase database) {
		database.jdbc().sql("create table t (id int, fired text[] not null default '{}')").update();
		database.jdbc().sql("""
				create function fired() returns trigger language plpgsql as
					'begin new.fired = new.fired || tg_argv[0]; return new; end'
				""").update();
		List<TriggerSql> triggers = new ArrayList<>();
		for (int depth : DEPTHS) {
			triggers.add(trigger(scope(depth).firstTrigger("01_down_insert_1"), "down " + depth));
			triggers.add(trigger(scope(depth).lastTrigger("01_up_insert_1"), "up " + depth));
		}
		triggers.add(trigger("0", "user"));
		triggers.add(trigger("zz", "user"));
		TriggerSql.create("t", triggers).forEach((statement) -> database.jdbc().sql(statement).update());
		database.jdbc().sql("insert into t values (1)").update();
		List<String> expected = new ArrayList<>(DEPTHS.stream().map((depth) -> "down " + depth).toList());
		Collections.reverse(expected);
		expected.addAll(List.of("user", "user"));
		DEPTHS.forEach((depth) -> expected.add("up " + depth));
		assertThat(database.jdbc().sql("select unnest(fired) from t").query(String.class).list())
			.containsExactlyElementsOf(expected);
	}

	@Test
	void triggersOfTheFirstVersionsHaveTheNamesThatOlderJournalsContain() {
		assertThat(scope(1).firstTrigger("x")).isEqualTo("!versioned_schema_x");
		assertThat(scope(1).lastTrigger("x")).isEqualTo("~versioned_schema_x");
		assertThat(scope(2).firstTrigger("x")).isEqualTo("!versioned_schema!997_x");
		assertThat(scope(2).lastTrigger("x")).isEqualTo("~versioned_schema~002_x");
	}

	private static TriggerSql trigger(String name, String argument) {
		return TriggerSql.before(name, "INSERT", "true", "fired", List.of(argument));
	}

	private static Scope scope(int depth) {
		return new Scope("public", List.of("public_1"), List.of("public_2"), depth, SearchPath.parse("public"),
				OlderTables.NONE);
	}

}
