package io.github.versionedschema.chains;

import java.util.Set;
import java.util.TreeSet;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests random chains of operations. 50 run between two versions in each {@link Part},
 * and a few with more; {@code -Dchains.from=…} and {@code -Dchains.to=…} select others. A
 * chain that the planner refuses is skipped.
 */
class RandomChainTests {

	private static final Pattern OPERATION = Pattern.compile("(?m)^- (\\w+):");

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
		return versionsAndSeeds(2, 2);
	}

	private static Stream<Arguments> versionsAndSeeds(long first, long last) {
		return seeds(first, last).mapToObj((seed) -> arguments(3 + (int) (seed % 2), seed));
	}

	static LongStream seeds(long first, long last) {
		return LongStream.rangeClosed(Long.getLong("chains.from", first), Long.getLong("chains.to", last));
	}

	@Test
	void chainsContainEveryOperation() {
		Set<String> missing = new TreeSet<>(Operations.types().keys());
		for (long seed = 1; seed <= 1_000; seed++) {
			Stream.concat(RandomChain.of(seed).migrations().stream(), RandomFamily.of(seed).migrations().stream())
				.forEach((migration) -> OPERATION.matcher(migration)
					.results()
					.forEach((operation) -> missing.remove(operation.group(1))));
		}
		assertThat(missing).isEmpty();
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

	private static void play(Family family) {
		try (ChainRun run = new ChainRun(family)) {
			assumeThat(run.refusals()).as("%s", family).isEmpty();
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
