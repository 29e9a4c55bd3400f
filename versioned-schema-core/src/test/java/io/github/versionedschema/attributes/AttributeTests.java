package io.github.versionedschema.attributes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.cases.Part;
import io.github.versionedschema.cases.ReshapeKeys;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.write.PlanRig;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.test.TestServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests every attribute of every operation of the format, and every key of Reshape's
 * actions, with a migration that is completed and aborted, over existing rows and while
 * clients of every live version write. Each migration runs two of these four ways,
 * divided among the {@link Part parts}.
 */
@PostgresTest
class AttributeTests {

	private static final int CLIENTS = 1;

	private static final int STATEMENTS = 40;

	static Stream<Arguments> some() {
		return Part.ofThisRun().of(cases(true));
	}

	static Stream<Arguments> others() {
		return cases(false).stream();
	}

	private static List<Arguments> cases(boolean byDefault) {
		List<Example> examples = Example.all();
		List<Arguments> cases = new ArrayList<>();
		for (int index = 0; index < examples.size(); index++) {
			for (int turn = 0; turn < Ending.values().length; turn++) {
				Ending ending = Ending.values()[(index / 2 + turn) % Ending.values().length];
				for (Load load : Load.values()) {
					if (((index + ending.ordinal() + load.ordinal()) % 2 == 0) == byDefault) {
						cases.add(arguments(examples.get(index), ending, load));
					}
				}
			}
		}
		return cases;
	}

	@Test
	void everyAttributeHasAnExample() {
		Set<String> missing = new TreeSet<>(FormatAttributes.all());
		Example.ofOperations().forEach((example) -> missing.removeAll(example.attributes()));
		assertThat(missing).as("attributes of the format without an example in the folder \"attributes\"").isEmpty();
	}

	@Test
	void everyKeyOfReshapeHasAnExample() {
		Set<String> missing = new TreeSet<>(ReshapeKeys.all());
		Example.ofActions().forEach((example) -> missing.removeAll(example.attributes()));
		assertThat(missing).as("keys of Reshape without an example in the folder \"attributes/reshape\"").isEmpty();
	}

	@ParameterizedTest(name = "{0}, {1} with {2}")
	@MethodSource("some")
	void anAttributeLeadsWhereADirectRunLeadsOrLeavesNoTrace(Example example, Ending ending, Load load,
			TestDatabase database) {
		run(example, ending, load, database);
	}

	@ParameterizedTest(name = "{0}, {1} with {2}")
	@MethodSource("others")
	@Tag("soak")
	void anAttributeDoesSoWithTheOtherLoad(Example example, Ending ending, Load load, TestDatabase database) {
		run(example, ending, load, database);
	}

	private static void run(Example example, Ending ending, Load load, TestDatabase database) {
		Release release = Release.installed(database, example.change());
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		Map<String, List<String>> rows = rows(database, Release.OLD);
		try (VersionedSchema second = release.second()) {
			if (load == Load.CLIENTS) {
				runUnderLoad(second, example, ending, database);
			}
			else {
				second.expand();
				assertThat(rows(database, Release.OLD)).as("rows of the older version").isEqualTo(rows);
				ending.run(second);
			}
		}
		if (ending == Ending.ABORT) {
			assertThat(withoutAddedValues(CatalogueSnapshot.of(database, "public"))).isEqualTo(before);
		}
		else {
			requireDirectRun(example, load, database);
		}
		if (ending == Ending.ABORT && load == Load.ROWS) {
			assertThat(rows(database, Release.OLD)).as("rows after abort").isEqualTo(rows);
		}
	}

	private static void runUnderLoad(VersionedSchema second, Example example, Ending ending, TestDatabase database) {
		try (Clients older = start(database, Release.OLD, example.change().older())) {
			older.awaitStatements(STATEMENTS);
			second.expand();
			try (Clients newer = start(database, Release.NEW, example.change().newer())) {
				newer.awaitStatements(STATEMENTS);
				older.awaitStatements(STATEMENTS);
				((ending == Ending.ABORT) ? newer : older).close();
				assertThat(second.verify()).allSatisfy((verification) -> assertThat(verification.rows())
					.as("%s: %s", verification.rule(), verification.samples())
					.isZero());
				ending.run(second);
				((ending == Ending.ABORT) ? older : newer).awaitStatements(STATEMENTS);
				newer.close();
				assertThat(newer.failures()).isEmpty();
			}
			older.close();
			assertThat(older.failures()).isEmpty();
		}
	}

	private static Clients start(TestDatabase database, String version, List<String> further) {
		return Clients.start(database, version, VersionStatements.of(database, version, further), CLIENTS);
	}

	private static void requireDirectRun(Example example, Load load, TestDatabase database) {
		try (TestDatabase other = TestServer.shared().createDatabase();
				PlanRig direct = new PlanRig(other, example.change().given())) {
			Plan plan = direct.plan(true, example.change().operations());
			direct.expand(plan).complete(plan);
			assertThat(CatalogueSnapshot.of(database, "public").changesSince(CatalogueSnapshot.of(other, "public")))
				.as("differences to a direct run")
				.isEmpty();
			if (load == Load.ROWS) {
				assertThat(rows(database, Release.NEW)).as("rows").isEqualTo(rows(other, Release.NEW));
			}
		}
	}

	/** PostgreSQL cannot remove a value of an enum. */
	private static CatalogueSnapshot withoutAddedValues(CatalogueSnapshot catalogue) {
		return new CatalogueSnapshot(
				catalogue.lines().stream().map((line) -> line.replaceAll("(sad,ok.*),great", "$1")).toList());
	}

	private static Map<String, List<String>> rows(TestDatabase database, String version) {
		return VersionStatements.rows(VersionStatements.client(database, version));
	}

	/** What happens to the migration. */
	enum Ending {

		COMPLETE, ABORT;

		void run(VersionedSchema schema) {
			if (this == COMPLETE) {
				schema.complete(false);
			}
			else {
				schema.abort(false);
			}
		}

	}

	/** What the tables have meanwhile. */
	enum Load {

		ROWS, CLIENTS

	}

}
