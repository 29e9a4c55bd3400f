package io.github.versionedschema.chains;

import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests random chains of operations. A few run by default; {@code -Dchains.from=…} and
 * {@code -Dchains.to=…} select others. A chain that the planner refuses is skipped.
 */
class RandomChainTests {

	static LongStream seeds() {
		return seeds(8);
	}

	static LongStream fewerSeeds() {
		return seeds(5);
	}

	private static LongStream seeds(long last) {
		return LongStream.rangeClosed(Long.getLong("chains.from", 1), Long.getLong("chains.to", last));
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

	private static void play(Family family) {
		try (ChainRun run = new ChainRun(family)) {
			assumeThat(run.refusals()).as("%s", family).isEmpty();
			run.play();
		}
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("fewerSeeds")
	void concurrentClientsFindWhatTheyWrote(long seed) throws Exception {
		try (ConcurrentRun run = new ConcurrentRun(RandomChain.of(seed))) {
			run.play();
		}
	}

}
