package io.github.versionedschema.chains;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.chains.random.Chain;
import io.github.versionedschema.chains.random.Family;
import io.github.versionedschema.chains.random.RandomEdges;
import io.github.versionedschema.chains.table.Kind;
import io.github.versionedschema.chains.table.OwnType;
import io.github.versionedschema.chains.table.RandomTable;
import io.github.versionedschema.chains.table.Side;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.test.TestServer;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A database with random live versions, what was done in it, and the transitions that add
 * and remove versions at both ends.
 */
final class LiveVersions implements AutoCloseable {

	private static final Pattern OWN_ENUM = Pattern
		.compile("alter_type: \\{name: \\w+, (?:rename_value|remove_value|add_value: \\{[^}]*down)");

	private final List<Family> edges = new ArrayList<>();

	private final List<String> done = new ArrayList<>();

	private final long seed;

	private final RandomEdges generator;

	private final Supplier<Family> proposals;

	private final int rows;

	private final TestDatabase database;

	private final Releases releases;

	private final Sessions sessions;

	private final CatalogueSnapshot initial;

	private int oldest = 1;

	/**
	 * Installs the first version.
	 * @param seed seed of the run
	 * @param generator generates the changes
	 * @param proposals proposes the changes of the next version
	 * @param rows initial number of rows
	 */
	LiveVersions(long seed, RandomEdges generator, Supplier<Family> proposals, int rows) {
		this.seed = seed;
		this.generator = generator;
		this.proposals = proposals;
		this.rows = rows;
		this.database = TestServer.shared().createDatabase();
		this.releases = Releases.installed(this.database, sql());
		this.sessions = new Sessions(this.database.observer());
		this.initial = catalogue();
		tables().forEach((table) -> this.sessions.provide(table.types().stream().map(OwnType::kind).toList()));
	}

	long seed() {
		return this.seed;
	}

	int oldest() {
		return this.oldest;
	}

	int newest() {
		return this.edges.size() + 1;
	}

	Releases releases() {
		return this.releases;
	}

	Sessions sessions() {
		return this.sessions;
	}

	List<RandomTable> tables() {
		return this.generator.tables();
	}

	/** Returns a client that reads as a version. */
	JdbcClient client(int version) {
		return this.sessions.version(version);
	}

	/** Returns the changes between a version and the next. */
	Family edge(int older) {
		return this.edges.get(older - 1);
	}

	/** Returns the tables in a version. */
	List<Side> sides(int version) {
		if (version == 1) {
			return tables().stream().map((table) -> new Side(table.name(), table.columns())).toList();
		}
		return edge(version - 1).chains().stream().map(Chain::newer).toList();
	}

	/** Creates the unmigrated copy of a table as a version sees it now. */
	void makeTwin(int version, int table) {
		Side side = sides(version).get(table);
		this.sessions.makeTwin(version,
				side.twin(Releases.relation(client(version), version, side.table()), tables().get(table).upserts()));
	}

	/** Returns possible changes of the next version. */
	Family proposal() {
		return this.proposals.get();
	}

	/**
	 * Adds a version.
	 * @param edge its changes
	 * @throws InvalidPlanException if the planner refuses them; nothing has changed then
	 */
	void expand(Family edge) {
		this.releases.with(edge.migrations());
		try {
			run("expand v%d:%n%s".formatted(newest() + 1, String.join("---\n", edge.migrations()).indent(2)),
					VersionedSchema::expand);
		}
		catch (InvalidPlanException ex) {
			this.done.remove(this.done.size() - 1);
			this.releases.withdraw();
			throw ex;
		}
		this.generator.accept();
		this.edges.add(edge);
		edge.chains().forEach((chain) -> this.sessions.provide(chain.types()));
	}

	/** Removes the newest version. */
	void abort() {
		run("abort v%d".formatted(newest()), (schema) -> schema.abort(false));
		this.releases.withdraw();
		this.generator.withdraw();
		this.edges.remove(this.edges.size() - 1);
	}

	/** Removes all versions before the given one. */
	void completeTo(int version) {
		try {
			run("complete v%d".formatted(version), (schema) -> schema.complete(Releases.version(version), false));
		}
		catch (RefusedException ex) {
			// Conversions lose information, and no version need see what another wrote.
			assumeThat(ex).as("%s", this).hasMessageNotContaining("do not follow");
			throw new AssertionError(String.valueOf(this), ex);
		}
		this.oldest = version;
	}

	private void run(String what, Consumer<VersionedSchema> transition) {
		note(what);
		try {
			this.releases.run(transition);
		}
		catch (StepFailedException ex) {
			throw new AssertionError("%s failed%n%s".formatted(what, this), ex);
		}
	}

	/** Notes something that was done, for the description of this run. */
	void note(String what) {
		this.done.add(what);
	}

	CatalogueSnapshot catalogue() {
		return CatalogueSnapshot.of(this.database, "public");
	}

	/**
	 * Requires the catalogue that the same changes make one after the other, and nothing
	 * else.
	 */
	void requireEnd() {
		CatalogueSnapshot expected = this.edges.isEmpty() ? this.initial
				: DirectRun.of(this.edges.get(0).followedBy(this.edges.subList(1, this.edges.size())));
		if (this.edges.stream().limit(Math.max(0, this.edges.size() - 1)).anyMatch(LiveVersions::hasOwnEnum)) {
			assertThat(CatalogueDifferences.inAnyOrder(catalogue(), expected))
				.as("differences of the catalogue\n%s", this)
				.isEmpty();
		}
		else {
			requireCatalogue(expected);
		}
		assertThat(this.sessions.leftovers()).as("left behind\n%s", this).isEmpty();
	}

	private static boolean hasOwnEnum(Family edge) {
		return edge.migrations().stream().anyMatch((text) -> OWN_ENUM.matcher(text).find());
	}

	/** Requires a catalogue. */
	void requireCatalogue(CatalogueSnapshot expected) {
		assertThat(CatalogueDifferences.afterAbort(catalogue(), expected)).as("differences of the catalogue\n%s", this)
			.isEmpty();
	}

	private String sql() {
		return Kind.TYPES
				+ tables().stream().map((table) -> table.sql() + table.grow(this.rows)).collect(Collectors.joining());
	}

	/** Returns everything that is needed to reproduce the run. */
	@Override
	public String toString() {
		return "seed %1$d (-Dchains.from=%1$d -Dchains.to=%1$d)%n%2$s%3$s".formatted(this.seed, sql(),
				String.join("\n", this.done));
	}

	@Override
	public void close() {
		this.sessions.close();
		this.database.close();
	}

}
