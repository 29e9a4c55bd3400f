package io.github.versionedschema.compositions;

import java.util.List;
import java.util.stream.LongStream;

import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.write.PlanRig;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.test.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests operations that meet on one table: no composition is refused, complete leads to
 * the catalogue and the rows of a direct run, and abort leaves no trace. A few run by
 * default; {@code -Dcompositions.from=...} and {@code -Dcompositions.to=...} select
 * others.
 */
@PostgresTest
class CompositionTests {

	static LongStream seeds() {
		return LongStream.rangeClosed(Long.getLong("compositions.from", 1), Long.getLong("compositions.to", 12));
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void anyCompositionLeadsWhereADirectRunLeads(long seed, TestDatabase database) {
		Composition composition = RandomComposition.of(seed);
		try (PlanRig rig = new PlanRig(database, composition.given());
				TestDatabase other = TestServer.shared().createDatabase();
				PlanRig direct = new PlanRig(other, composition.given())) {
			CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
			List<String> old = rows(rig.jdbc(), "t");
			Plan plan = plan(rig, composition);
			rig.expand(plan).abort(plan);
			assertThat(CatalogueSnapshot.of(database, "public")).as("after abort\n%s", composition).isEqualTo(before);
			assertThat(rows(rig.jdbc(), "t")).as("after abort\n%s", composition).isEqualTo(old);
			insert(rig.jdbc());
			rig.expand(plan);
			assertThat(rows(rig.older(), "t")).as("older version\n%s", composition).containsAll(old);
			update(rig.older());
			update(direct.jdbc());
			insert(direct.jdbc());
			composition.migrations().forEach((migration) -> {
				Plan single = direct.plan(true, migration);
				direct.expand(single).complete(single).dropNew();
			});
			List<String> expected = rows(direct.jdbc(), composition.table());
			assertThat(rows(rig.newer(), composition.table())).as("newer version\n%s", composition).isEqualTo(expected);
			rig.complete(plan);
			assertThat(rows(rig.jdbc(), composition.table())).as("after complete\n%s", composition).isEqualTo(expected);
			assertThat(withoutCasts(database).changesSince(withoutCasts(other))).as("after complete\n%s", composition)
				.isEmpty();
		}
	}

	/** PostgreSQL prints a default with a cast to the type that the column had then. */
	private static CatalogueSnapshot withoutCasts(TestDatabase database) {
		return new CatalogueSnapshot(CatalogueSnapshot.of(database, "public")
			.lines()
			.stream()
			.map((line) -> line.replaceAll("default '(\\w+)'::\\w+", "default $1"))
			.toList());
	}

	private static Plan plan(PlanRig rig, Composition composition) {
		try {
			Plan plan = rig.plan(false, composition.files());
			assertThat(rig.check(plan)).as("checks\n%s", composition).isEmpty();
			return plan;
		}
		catch (InvalidPlanException ex) {
			throw new AssertionError("Refused: %s%n%s".formatted(ex.getMessage(), composition), ex);
		}
	}

	private static List<String> rows(JdbcClient client, String table) {
		return client.sql("select to_jsonb(r)::text from %s r order by id".formatted(table)).query(String.class).list();
	}

	private static void insert(JdbcClient client) {
		client.sql("insert into t (id, a, b) values (5, 50, 'b5')").update();
	}

	private static void update(JdbcClient client) {
		client.sql("update t set a = a + 500, b = 'b' || b where id < 3").update();
	}

}
