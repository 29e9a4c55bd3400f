package io.github.versionedschema.chains;

import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Chains that nobody thought of. A few by default; others by {@code -Dchains.from=…} and
 * {@code -Dchains.to=…}. A chain that the planner refuses is skipped.
 */
class RandomChainTests {

	static LongStream seeds() {
		return LongStream.rangeClosed(Long.getLong("chains.from", 1), Long.getLong("chains.to", 8));
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void bothVersionsSeeWhatPlainSqlMakesOfTheOperations(long seed) {
		Chain chain = RandomChain.of(seed);
		try (ChainRun run = new ChainRun(chain)) {
			assumeThat(run.refusals()).as("%s", chain).isEmpty();
			run.play();
		}
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void concurrentClientsFindWhatTheyWrote(long seed) throws Exception {
		try (ConcurrentRun run = new ConcurrentRun(RandomChain.of(seed))) {
			run.play();
		}
	}

}
