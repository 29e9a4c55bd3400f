package io.github.versionedschema.applications.libraries;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import io.github.versionedschema.applications.kotlin.release1.KotlinRelease1;
import io.github.versionedschema.applications.kotlin.release2.KotlinRelease2;
import io.github.versionedschema.applications.libraries.release1.Release1;
import io.github.versionedschema.applications.libraries.release2.Release2;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two releases use every library at the same time, while the schema is expanded, aborted,
 * expanded again and completed.
 */
@PostgresTest
@TestInstance(Lifecycle.PER_CLASS)
@Tag("thorough")
class LibrariesInEveryPhaseTests {

	private static final int ROWS = 20_000;

	private final Map<String, Load> loads = new LinkedHashMap<>();

	@BeforeAll
	void useAllLibrariesInEveryPhase(TestDatabase database) {
		Release first = Release.startFirst(database, "01_customers", Release1.class, KotlinRelease1.class);
		fill(database);
		first.libraries().forEach((library) -> this.loads.put(library, new Load(library)));
		add(first);
		inPhase("before");
		expandAndAbort(database, first);
		Release second = expand(database);
		inPhase("both live");
		remove(first);
		first.close();
		during("complete");
		second.schema().complete(false);
		inPhase("after");
		remove(second);
		second.close();
	}

	/**
	 * Returns how often each release uses each library in a phase without a transition.
	 */
	int turns() {
		return 8;
	}

	private void expandAndAbort(TestDatabase database, Release first) {
		Release second = expand(database);
		inPhase("both live, before abort");
		remove(second);
		second.close();
		during("abort");
		first.schema().abort(false);
		inPhase("after abort");
	}

	private Release expand(TestDatabase database) {
		during("expand");
		Release second = Release.start(database, "02_names", Release2.class, KotlinRelease2.class);
		add(second);
		return second;
	}

	private static void fill(TestDatabase database) {
		for (String table : new String[] { "customers", "members" }) {
			database.jdbc().sql("""
					insert into %s (id, full_name, note)
					select -i, 'Cy Cole', case when i %% 2 = 0 then 'old' end from generate_series(1, ?) i
					""".formatted(table)).param(ROWS).update();
		}
	}

	private void add(Release release) {
		release.clients().forEach((library, client) -> this.loads.get(library).add(client));
	}

	private void remove(Release release) {
		release.clients().forEach((library, client) -> this.loads.get(library).remove(client));
	}

	private void during(String phase) {
		this.loads.values().forEach((load) -> load.during(phase));
	}

	private void inPhase(String phase) {
		this.loads.values().forEach((load) -> load.start(phase, turns()));
		this.loads.values().forEach(Load::await);
		this.loads.values().forEach(Load::verify);
	}

	@TestFactory
	Stream<DynamicTest> noStatementFailsAndAllReleasesSeeTheSame() {
		return this.loads.entrySet()
			.stream()
			.map((load) -> DynamicTest.dynamicTest(load.getKey(),
					() -> assertThat(load.getValue().failures()).isEmpty()));
	}

}
