package io.github.versionedschema.chains;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.versionedschema.cases.Part;
import io.github.versionedschema.chains.random.Family;
import io.github.versionedschema.chains.random.RandomChain;
import io.github.versionedschema.chains.random.RandomEdges;
import io.github.versionedschema.chains.random.RandomFamily;
import io.github.versionedschema.chains.table.RandomTable;
import io.github.versionedschema.plan.operation.Operations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests random chains of operations. 50 run between two versions in each {@link Part},
 * and a few with more; {@code -Dchains.from=…} and {@code -Dchains.to=…} select others. A
 * chain that the planner refuses is skipped.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RandomChainTests {

	private static final Pattern OPERATION = Pattern.compile("(?m)^- (\\w+):");

	/** In percent of all chains. */
	private static final int MOST_REFUSED = 5;

	private static final Map<String, Pattern> ACROSS_TABLES = Map.of("create_table.up",
			Pattern.compile("(?m)^    up: \\{table: "), "add_column.up.table",
			Pattern.compile("(?m)^- add_column:.* up: \\{table: "), "drop_column.down.table",
			Pattern.compile("(?m)^- drop_column:.* down: \\{table: "), "drop_table of a given table",
			Pattern.compile("(?m)^- drop_table: \\{name: beside"));

	private final AtomicInteger planned = new AtomicInteger();

	private final AtomicInteger refused = new AtomicInteger();

	static Stream<Long> seeds() {
		LongStream seeds = switch (Part.ofThisRun()) {
			case FIRST -> seeds(1, 25);
			case REST -> seeds(26, 50);
			case WHOLE -> seeds(1, 50);
		};
		return seeds.boxed();
	}

	static Stream<Arguments> twoToFourVersions() {
		return seeds(1, 3).mapToObj((seed) -> arguments(2 + (int) (seed % 3), seed));
	}

	static Stream<Arguments> versionsAndSeeds() {
		return versionsAndSeeds(1, 2);
	}

	static Stream<Arguments> versionsAndFewerSeeds() {
		return versionsAndSeeds(2, 3);
	}

	private static Stream<Arguments> versionsAndSeeds(long first, long last) {
		return seeds(first, last).mapToObj((seed) -> arguments(3 + (int) (seed % 2), seed));
	}

	static LongStream seeds(long first, long last) {
		return LongStream.rangeClosed(Long.getLong("chains.from", first), Long.getLong("chains.to", last));
	}

	@ParameterizedTest(name = "{0} seeds")
	@CsvSource({ "50, 1", "1000, 20" })
	void chainsContainEveryOperation(int seeds, int least) {
		Map<String, Integer> counts = new TreeMap<>();
		Operations.types().keys().forEach((key) -> counts.put(key, 0));
		ACROSS_TABLES.keySet().forEach((kind) -> counts.put(kind, 0));
		for (long seed = 1; seed <= seeds; seed++) {
			Stream.concat(RandomChain.of(seed).migrations().stream(), RandomFamily.of(seed).migrations().stream())
				.forEach((migration) -> count(migration, counts));
		}
		assertThat(counts).allSatisfy((kind, count) -> assertThat(count).as(kind).isGreaterThanOrEqualTo(least));
	}

	private static void count(String migration, Map<String, Integer> counts) {
		OPERATION.matcher(migration)
			.results()
			.forEach((operation) -> counts.merge(operation.group(1), 1, Integer::sum));
		ACROSS_TABLES.forEach((kind, pattern) -> counts.merge(kind, (int) pattern.matcher(migration).results().count(),
				Integer::sum));
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void bothVersionsSeeWhatPlainSqlMakesOfTheOperations(long seed) {
		play(Family.of(RandomChain.of(seed)));
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void bothVersionsSeeWhatForeignKeysMakeOfTheOthersWrites(long seed) {
		play(RandomFamily.of(seed));
	}

	/** Refused chains test nothing else; a few chosen seeds may all be refused. */
	@AfterAll
	void fewChainsAreRefused() {
		if (this.planned.get() >= 50) {
			assertThat(100 * this.refused.get() / this.planned.get()).as("percentage of refused chains")
				.isLessThanOrEqualTo(MOST_REFUSED);
		}
	}

	@ParameterizedTest(name = "{0} versions, seed {1}")
	@MethodSource("versionsAndFewerSeeds")
	void severalVersionsSeeWhatPlainSqlMakesOfTheirOperations(int versions, long seed) {
		RandomEdges edges = RandomEdges.ofOneTable(seed);
		play(versions, seed, edges, () -> edges.propose((random) -> 1 + random.nextInt(5)));
	}

	@ParameterizedTest(name = "{0} versions, seed {1}")
	@MethodSource("versionsAndSeeds")
	void severalVersionsSeeWhatForeignKeysMakeOfTheOthersWrites(int versions, long seed) {
		RandomEdges edges = RandomFamily.edges(seed, 2);
		play(versions, seed, edges, () -> edges.propose((random) -> 1 + random.nextInt(6)));
	}

	@ParameterizedTest(name = "{0} versions, seed {1}")
	@MethodSource("versionsAndSeeds")
	void severalVersionsChangeTablesThatReferenceEachOther(int versions, long seed) {
		RandomEdges edges = RandomFamily.edges(seed, versions - 1);
		play(versions, seed, edges, () -> edges.proposeApart(versions - 1, (random) -> 1 + random.nextInt(5)));
	}

	private static void play(int versions, long seed, RandomEdges edges, Supplier<Family> proposals) {
		LiveVersions first = new LiveVersions(seed, edges, proposals, RandomTable.ROWS);
		try (VersionsRun run = new VersionsRun(edges, first)) {
			play(versions, seed, run);
		}
	}

	private static void play(int versions, long seed, Run run) {
		run.addVersions(versions);
		if (versions > 2 && seed % 3 > 0) {
			run.completeTo(2);
			run.write();
		}
		if (seed % 3 > 1) {
			run.abort();
			run.write();
		}
		run.completeAll();
	}

	private void play(Family family) {
		try (ChainRun run = new ChainRun(family)) {
			List<String> refusals = run.refusals();
			this.planned.incrementAndGet();
			if (!refusals.isEmpty()) {
				this.refused.incrementAndGet();
			}
			assumeThat(refusals).as("%s", family).isEmpty();
			run.play();
		}
	}

	@ParameterizedTest(name = "{0} versions, seed {1}")
	@MethodSource("twoToFourVersions")
	void concurrentClientsOfAllVersionsFindWhatTheyWrote(int versions, long seed) {
		RandomEdges edges = RandomEdges.ofOneTable(seed);
		LiveVersions first = new LiveVersions(seed, edges, () -> edges.propose((random) -> 2 + random.nextInt(6)),
				Writers.ROWS);
		try (ConcurrentRun run = new ConcurrentRun(first, versions)) {
			play(versions, seed, run);
		}
	}

}
