package io.github.versionedschema.kills;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Checkpoint;
import io.github.versionedschema.release.Checkpoints;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.test.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Result of a change without failures, and the checkpoints that its leader passes.
 *
 * @param installed state before the transitions, and after an abort
 * @param expanded state while both versions are live
 * @param completed final state
 * @param checkpoints of each transition, in order
 */
public record Undisturbed(State installed, State expanded, State completed,
		Map<Transition, List<Checkpoint>> checkpoints) {

	public static Undisturbed of(Change change) {
		try (TestDatabase database = TestServer.shared().createDatabase()) {
			Release release = Release.installed(database, change);
			State installed = State.of(database);
			Map<Transition, List<Checkpoint>> checkpoints = new LinkedHashMap<>();
			checkpoints.put(Transition.EXPAND, run(release, Transition.EXPAND));
			State expanded = State.of(database);
			checkpoints.put(Transition.ABORT, run(release, Transition.ABORT));
			assertThat(State.of(database).differencesFrom(installed)).isEmpty();
			release.run(Transition.EXPAND);
			checkpoints.put(Transition.COMPLETE, run(release, Transition.COMPLETE));
			return new Undisturbed(installed, expanded, State.of(database), checkpoints);
		}
	}

	private static List<Checkpoint> run(Release release, Transition transition) {
		List<Checkpoint> passed = new ArrayList<>();
		try (VersionedSchema second = release.second(new Checkpoints(release.connections(), passed::add))) {
			transition.run(second);
		}
		return passed;
	}

	/**
	 * Returns the beginning, the middle and the end of every step, in order.
	 */
	List<Checkpoint> moments(Transition transition) {
		return steps(transition).stream()
			.flatMap(
					(step) -> Stream.of(Checkpoint.beginningOf(step), middle(transition, step), Checkpoint.endOf(step)))
			.toList();
	}

	/** Returns the middle of every step, in order. */
	List<Checkpoint> middles(Transition transition) {
		return steps(transition).stream().map((step) -> middle(transition, step)).toList();
	}

	private List<String> steps(Transition transition) {
		return this.checkpoints.get(transition).stream().filter(Checkpoint::isBeginning).map(Checkpoint::step).toList();
	}

	private Checkpoint middle(Transition transition, String step) {
		List<Checkpoint> statements = this.checkpoints.get(transition)
			.stream()
			.filter((checkpoint) -> checkpoint.step().equals(step))
			.filter((checkpoint) -> !checkpoint.isBeginning() && !checkpoint.isEnd())
			.toList();
		return statements.get(statements.size() / 2);
	}

	/**
	 * State of a database: catalogue and data.
	 *
	 * @param lines lines of the catalogue of the base schema and both version schemas,
	 * and rows of all tables, without values that clients change
	 */
	public record State(List<String> lines) {

		public static State of(TestDatabase database) {
			Stream<String> catalogue = Stream.of("public", "public_" + Release.OLD, "public_" + Release.NEW)
				.flatMap((schema) -> CatalogueSnapshot.of(database, schema).lines().stream());
			Stream<String> rows = database.jdbc().sql("""
					select oid::regclass from pg_class
					where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname
					""").query(String.class).list().stream().flatMap((table) -> rows(database, table));
			return new State(Stream.concat(catalogue, rows).toList());
		}

		private static Stream<String> rows(TestDatabase database, String table) {
			return database.jdbc()
				.sql("select '%1$s' || t from %1$s t where id <= 200 order by id".formatted(table))
				.query(String.class)
				.list()
				.stream();
		}

		/**
		 * Returns lines that only this state has, after a plus, and lines that only the
		 * other state has, after a minus.
		 */
		public List<String> differencesFrom(State other) {
			return new CatalogueSnapshot(this.lines).changesSince(new CatalogueSnapshot(other.lines));
		}

	}

}
